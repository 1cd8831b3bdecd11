// What a template does to a value by the place where it stands. tests/browser/escaping shows the same corpus to a browser.
#include <algorithm>
#include <cctype>
#include <string>

#include "base/utf8.h"
#include "fuzz/target.h"
#include "golive/detail/text_writer.h"
#include "golive/render_scope.h"
#include "html/escape.h"
#include "html/filter.h"
#include "http/percent.h"

namespace golive::fuzz {
namespace {

constexpr std::pair<std::string_view, char> kReferences[] = {{"&amp;", '&'},  {"&lt;", '<'},  {"&gt;", '>'},
                                                             {"&quot;", '"'}, {"&#34;", '"'}, {"&#13;", '\r'}};

// Reads the few references that we write; an '&' of no reference breaks a rule.
std::string unescaped(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    if (text.front() != '&') {
      out += text.front();
      text.remove_prefix(1);
      continue;
    }
    const auto* const found = std::ranges::find_if(kReferences, [&](const auto& each) { return text.starts_with(each.first); });
    require(found != std::end(kReferences), "an & begins a reference");
    out += found->second;
    text.remove_prefix(found->first.size());
  }
  return out;
}

void check_escapes(std::string_view text) {
  std::string inside;
  append_escaped_text(inside, text);
  require(inside.find_first_of("<>\r") == std::string::npos, "text holds no tag");
  require(unescaped(inside) == text, "text is read as it was");
  std::string value;
  append_escaped_attribute(value, text);
  require(value.find_first_of("<>\r\"") == std::string::npos, "nothing ends an attribute");
  require(unescaped(value) == text, "an attribute is read as it was");
}

// The scheme as the URL Standard's parser finds it (4.4, scheme start state and scheme state); empty for none.
std::string scheme_of(std::string_view url) {
  std::string text;
  for (const char c : url)
    if (c != '\t' && c != '\n' && c != '\r') text += c;
  const auto begin = std::ranges::find_if(text, [](char c) { return static_cast<unsigned char>(c) > ' '; });
  std::string scheme;
  for (auto at = begin; at != text.end(); ++at) {
    const auto c = static_cast<unsigned char>(*at);
    if (c == ':') return scheme;
    if (c >= 0x80 || (!std::isalnum(c) && c != '+' && c != '-' && c != '.') || (scheme.empty() && !std::isalpha(c))) break;
    scheme += static_cast<char>(std::tolower(c));
  }
  return {};
}

void check_url(std::string_view text) {
  const std::string scheme = scheme_of(text);
  constexpr std::string_view kGood[] = {"", "http", "https", "mailto", "tel", "sms"};
  const bool is_good = std::ranges::find(kGood, scheme) != std::end(kGood);
  require(is_good || !is_safe_url(text), "a URL that does something is refused");
}

template <void (*append)(detail::TextWriter&, std::string_view)>
std::string filtered(std::string_view text) {
  detail::TextWriter out;
  append(out, text);
  return std::string(out.view());
}

void check_url_parts(std::string_view text) {
  const std::string path = filtered<append_url_path>(text);
  require(std::ranges::all_of(
              path, [](char c) { return c > ' ' && c < '\x7f' && std::string_view("\"<>\\^`{|}").find(c) == std::string_view::npos; }),
          "a path is plain");
  require(filtered<append_url_path>(path) == path, "and stays as it is");
  const std::string query = filtered<append_url_query>(text);
  require(query.find_first_of("&=#?/+;'\" ") == std::string::npos, "a value ends no query");
  require(http::percent_decode(query) == text, "a query is read as it was");
}

void check_srcset(std::string_view text) {
  std::string set = filtered<append_srcset>(text);
  for (std::string_view rest = set; !rest.empty();) {
    std::string_view candidate = rest;
    rest = split_off(candidate, ',');
    const std::string scheme = scheme_of(candidate);
    require(scheme.empty() || scheme == "http" || scheme == "https" || scheme == "mailto" || scheme == "tel" || scheme == "sms" ||
                scheme == "about",
            "each candidate is safe");
  }
}

// Inside of a string no word does anything.
void check_style(std::string_view text) {
  if (is_safe_style_part(text)) require(text.find_first_of(";:\"'") == text.npos, "a part ends no declaration");
  if (text.find_first_of("\"'") != text.npos) return;
  std::string lower;
  for (const char c : text) lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (const std::string_view word :
       {"url(", "image(", "image-set(", "src(", "attr(", "element(", "expression(", "javascript:", "@import", "/*", "<", "\\", "}"}) {
    if (lower.find(word) == std::string::npos) continue;
    require(!is_safe_style(text) && !is_safe_style_part(text), "a style that loads or runs something is refused");
  }
}

void escaping(std::string_view input) {
  std::string text(repaired_size_limit(input.size()), '\0');
  text.resize(static_cast<std::size_t>(copy_repaired(text.data(), input) - text.data()));
  require(valid_prefix(text) == text.size(), "text is repaired");
  const std::string_view rest = input.substr(characters(input));
  require(!is_cut_character(rest) || rest.size() < 4, "a character has four bytes at most");
  const RenderScope scope;
  check_escapes(text);
  check_url(text);
  check_url_parts(text);
  check_srcset(text);
  check_style(text);
}

const Registration registered({"escaping", "src/html/escape.cpp src/html/filter_url.cpp src/html/filter_style.cpp src/base/utf8.cpp",
                               escaping});

}  // namespace
}  // namespace golive::fuzz

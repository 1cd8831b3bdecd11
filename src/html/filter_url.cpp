#include <algorithm>

#include "html/filter.h"

namespace golive {

namespace {

using detail::TextWriter;

constexpr bool is_letter_or_digit(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }
constexpr bool is_hex(char c) noexcept { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
constexpr bool is_html_space(char c) noexcept { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }
constexpr bool is_unreserved(char c) noexcept { return is_letter_or_digit(c) || c == '-' || c == '_' || c == '.' || c == '~'; }

std::string_view trim_for_url(std::string_view url) noexcept {
  const auto removed = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (!url.empty() && removed(url.front())) url.remove_prefix(1);
  while (!url.empty() && removed(url.back())) url.remove_suffix(1);
  return url;
}

bool is_allowed_scheme(std::string_view scheme) noexcept {
  constexpr std::string_view kAllowed[] = {"http", "https", "mailto", "tel", "sms"};
  return std::find(std::begin(kAllowed), std::end(kAllowed), scheme) != std::end(kAllowed);
}

void append_percent(TextWriter& out, char c) {
  constexpr char kHex[] = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  const char encoded[3] = {'%', kHex[byte >> 4], kHex[byte & 15]};
  out.append(std::string_view(encoded, 3));
}

template <class Keeps>
void append_encoded(TextWriter& out, std::string_view text, Keeps keeps) {
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (keeps(i)) continue;
    out.append(text.substr(from, i - from));
    append_percent(out, text[i]);
    from = i + 1;
  }
  out.append(text.substr(from));
}

void append_candidate(TextWriter& out, std::string_view candidate) {
  while (!candidate.empty() && is_html_space(candidate.front())) candidate.remove_prefix(1);
  while (!candidate.empty() && is_html_space(candidate.back())) candidate.remove_suffix(1);
  const std::size_t end = static_cast<std::size_t>(std::find_if(candidate.begin(), candidate.end(), is_html_space) - candidate.begin());
  const std::string_view descriptor = candidate.substr(end);
  const bool plain =
      std::all_of(descriptor.begin(), descriptor.end(), [](char c) { return is_letter_or_digit(c) || is_html_space(c) || c == '.'; });
  if (!plain || !is_safe_url(candidate.substr(0, end))) return out.append(kRefusedUrl);
  append_url_path(out, candidate.substr(0, end));
  out.append(descriptor);
}

}  // namespace

bool is_safe_url(std::string_view url) noexcept {
  char scheme[8];
  std::size_t size = 0;
  for (char c : trim_for_url(url)) {
    if (c == '\t' || c == '\n' || c == '\r') continue;
    if (c == '/' || c == '?' || c == '#') return true;
    if (c == ':') return is_allowed_scheme(std::string_view(scheme, std::min(size, sizeof scheme)));
    if (size < sizeof scheme) scheme[size] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    ++size;
  }
  return true;
}

void append_url_path(TextWriter& out, std::string_view text) {
  append_encoded(out, text, [text](std::size_t i) {
    const char c = text[i];
    if (c == '%') return i + 2 < text.size() && is_hex(text[i + 1]) && is_hex(text[i + 2]);
    return is_unreserved(c) || (c != 0 && std::string_view("!#$&*+,/:;=?@[]").find(c) != std::string_view::npos);
  });
}

void append_url_query(TextWriter& out, std::string_view text) {
  append_encoded(out, text, [text](std::size_t i) { return is_unreserved(text[i]); });
}

void append_srcset(TextWriter& out, std::string_view text) {
  bool first = true;
  while (true) {
    const std::size_t comma = text.find(',');
    if (!first) out.append(", ");
    first = false;
    append_candidate(out, text.substr(0, comma));
    if (comma == std::string_view::npos) return;
    text.remove_prefix(comma + 1);
  }
}

}  // namespace golive

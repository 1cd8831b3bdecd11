#include "router/security_lines.h"

#include <algorithm>
#include <chrono>

#include "golive/error.h"

namespace golive::router {
namespace {

using Directive = std::pair<std::string, std::string>;

// Style attributes are allowed: they run no script, a nonce cannot stand on them, and what templates put into them is filtered
// (html/filter_style.cpp).
const std::vector<Directive>& default_directives() {
  static const std::vector<Directive> all = {
      {"default-src", "'self'"},     {"style-src-attr", "'unsafe-inline'"},
      {"base-uri", "'none'"},        {"form-action", "'self'"},
      {"frame-ancestors", "'none'"}, {"object-src", "'none'"},
      {"img-src", "'self' data:"},   {"require-trusted-types-for", "'script'"},
      {"trusted-types", "golive"},
  };
  return all;
}

std::vector<Directive>::iterator find(std::vector<Directive>& directives, std::string_view name) {
  return std::ranges::find(directives, name, &Directive::first);
}

// Content Security Policy Level 3, section 2.3: names of letters and '-', values without ';' and ','.
void check(const Directive& directive) {
  const auto is_name = [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; };
  const auto& [name, value] = directive;
  if (name.empty() || !std::ranges::all_of(name, is_name)) throw Error::of("GL0529", {name, "its name has small letters and - only"});
  if (value.find_first_of(";,\r\n") != std::string::npos) throw Error::of("GL0529", {name, "its value has no ; and no comma"});
}

void change(std::vector<Directive>& directives, const Directive& to) {
  check(to);
  const auto found = find(directives, to.first);
  if (to.second.empty()) {
    if (found != directives.end()) directives.erase(found);
  } else if (found != directives.end()) {
    found->second = to.second;
  } else {
    directives.push_back(to);
  }
}

std::string text_of(const std::vector<Directive>& directives) {
  std::string text;
  for (const auto& [name, value] : directives) text.append(text.empty() ? "" : "; ").append(name).append(" ").append(value);
  return text;
}

}  // namespace

SecurityLines::SecurityLines(const SecurityHeaders& options) : directives_(default_directives()) {
  change(directives_, {"frame-ancestors", options.framed_by});
  for (const Directive& directive : options.directives) change(directives_, directive);
  policy_ = text_of(directives_);
  lines_.emplace_back("X-Content-Type-Options", "nosniff");
  if (options.framed_by == "'none'") lines_.emplace_back("X-Frame-Options", "DENY");
  if (options.framed_by == "'self'") lines_.emplace_back("X-Frame-Options", "SAMEORIGIN");
  if (!options.referrer_policy.empty()) lines_.emplace_back("Referrer-Policy", options.referrer_policy);
  if (options.https_only_for > Duration::zero())
    https_only_ = "max-age=" + std::to_string(std::chrono::floor<std::chrono::seconds>(options.https_only_for).count());
}

std::string SecurityLines::policy_with(std::string_view nonce) const {
  std::vector<Directive> directives = directives_;
  for (const char* name : {"script-src", "style-src"}) {
    auto found = find(directives, name);
    if (found == directives.end()) {
      const auto fallback = find(directives, "default-src");
      found = directives.insert(directives.end(), {name, fallback == directives.end() ? "'self'" : fallback->second});
    }
    if (found->second == "'none'") found->second.clear();
    found->second.append(found->second.empty() ? "'nonce-" : " 'nonce-").append(nonce).append("'");
  }
  return text_of(directives);
}

void SecurityLines::add_to(Headers& headers, const For& response) const {
  if (response.is_page && !policy_.empty() && !headers.has("Content-Security-Policy"))
    headers.add("Content-Security-Policy", response.nonce.empty() ? policy_ : policy_with(response.nonce));
  for (const auto& [name, value] : lines_) {
    if (!headers.has(name)) headers.add(name, value);
  }
  if (response.is_https && !https_only_.empty() && !headers.has("Strict-Transport-Security"))
    headers.add("Strict-Transport-Security", https_only_);
}

}  // namespace golive::router

#include <algorithm>

#include "base/utf8.h"
#include "golive/params.h"

namespace golive {

namespace {

constexpr std::size_t kMostParameters = 256;

int hex_digit(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string repaired(std::string text) {
  if (valid_prefix(text) == text.size()) return text;
  std::string whole(repaired_size_limit(text.size()), '\0');
  whole.resize(static_cast<std::size_t>(copy_repaired(whole.data(), text) - whole.data()));
  return whole;
}

// application/x-www-form-urlencoded (URL standard, section 5.1): '+' is a space, a '%' without two digits stands for itself.
std::string decode_component(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = high < 0 ? -1 : hex_digit(text[i + 2]);
    if (low >= 0) {
      decoded += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      decoded += text[i] == '+' ? ' ' : text[i];
    }
  }
  return repaired(std::move(decoded));
}

const std::string* find_in(const std::vector<std::pair<std::string, std::string>>& pairs, std::string_view name) noexcept {
  const auto found = std::find_if(pairs.begin(), pairs.end(), [&](const auto& pair) { return pair.first == name; });
  return found == pairs.end() ? nullptr : &found->second;
}

}  // namespace

Params Params::parse(std::string_view query) {
  Params params;
  while (!query.empty() && params.pairs_.size() < kMostParameters) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const std::string value = equals < pair.size() ? decode_component(pair.substr(equals + 1)) : std::string();
    params.set(decode_component(pair.substr(0, equals)), value);
  }
  return params;
}

void Params::set(std::string_view name, std::string_view value) {
  const auto found = std::find_if(pairs_.begin(), pairs_.end(), [&](const Pair& pair) { return pair.first == name; });
  if (found == pairs_.end()) pairs_.emplace_back(name, value);
  else found->second = value;
}

const std::string* Params::find(std::string_view name) const noexcept { return find_in(pairs_, name); }

Url Url::parse(std::string_view target) {
  target = target.substr(0, target.find('#'));
  const std::size_t question = std::min(target.find('?'), target.size());
  Url url;
  url.path = question == 0 ? std::string_view("/") : target.substr(0, question);
  if (question < target.size()) url.query = target.substr(question + 1);
  return url;
}

std::string Url::text() const { return query.empty() ? path : path + "?" + query; }

}  // namespace golive

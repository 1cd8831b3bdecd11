#include <algorithm>

#include "golive/params.h"
#include "live/urlencoded.h"

namespace golive {

namespace {

constexpr std::size_t kMostParameters = 256;

const std::string* find_in(const std::vector<std::pair<std::string, std::string>>& pairs, std::string_view name) noexcept {
  const auto found = std::find_if(pairs.begin(), pairs.end(), [&](const auto& pair) { return pair.first == name; });
  return found == pairs.end() ? nullptr : &found->second;
}

}  // namespace

Params Params::parse(std::string_view query) {
  Params params;
  live::each_pair(query, [&params](const std::string& name, const std::string& value) {
    params.set(name, value);
    return params.pairs_.size() < kMostParameters;
  });
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

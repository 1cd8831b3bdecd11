#include "http/conditional.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "http/date.h"

namespace golive::http {
namespace {

std::string_view opaque(std::string_view tag) noexcept { return tag.starts_with("W/") ? tag.substr(2) : tag; }

// Calls `matches(tag)` for each entity tag of a list until one answers true. A comma may stand inside a tag's quotes.
template <class Matches>
bool any_tag(std::string_view list, Matches matches) noexcept {
  while (true) {
    list.remove_prefix(std::min(list.find_first_not_of(" \t,"), list.size()));
    if (list.empty()) return false;
    const std::size_t quote = list.starts_with("W/") ? 2 : 0;
    const std::size_t end = quote < list.size() && list[quote] == '"' ? list.find('"', quote + 1) : std::string_view::npos;
    if (end == std::string_view::npos) return false;
    if (matches(list.substr(0, end + 1))) return true;
    list.remove_prefix(end + 1);
  }
}

bool is_strong_match(std::string_view list, std::string_view etag) noexcept {
  if (list == "*") return true;
  return any_tag(list, [&](std::string_view tag) { return tag == etag && !etag.starts_with("W/"); });
}

std::optional<std::uint64_t> number(std::string_view text) noexcept {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  // More than fits is more than there is.
  if (error == std::errc::result_out_of_range && end == text.data() + text.size()) return std::numeric_limits<std::uint64_t>::max();
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// Section 13.1.5: exactly what the client has, or its date.
bool holds_if_range(const Request& request, const Validators& now) noexcept {
  const std::string_view condition = request.header("If-Range");
  if (condition.empty()) return true;
  if (condition.starts_with('"')) return condition == now.etag;
  const auto date = parse_date(condition);
  return date && now.modified != 0 && *date == now.modified;
}

}  // namespace

bool lists_etag(std::string_view list, std::string_view etag) noexcept {
  if (list == "*") return true;
  return any_tag(list, [&](std::string_view tag) { return opaque(tag) == opaque(etag); });
}

int evaluate_conditions(const Request& request, const Validators& now) noexcept {
  const auto date_of = [&](std::string_view header) {
    const std::string_view value = request.header(header);
    return value.empty() || now.modified == 0 ? std::nullopt : parse_date(value);
  };
  // In the order of section 13.2.2.
  if (const std::string_view tags = request.header("If-Match"); !tags.empty()) {
    if (!is_strong_match(tags, now.etag)) return 412;
  } else if (const auto since = date_of("If-Unmodified-Since"); since && now.modified > *since) {
    return 412;
  }
  const bool reads = request.method == Method::get || request.method == Method::head;
  if (const std::string_view tags = request.header("If-None-Match"); !tags.empty()) {
    if (lists_etag(tags, now.etag)) return reads ? 304 : 412;
  } else if (const auto since = date_of("If-Modified-Since"); reads && since && now.modified <= *since) {
    return 304;
  }
  return 0;
}

RangeAnswer evaluate_range(const Request& request, const Validators& now, std::uint64_t size) noexcept {
  constexpr std::string_view kUnit = "bytes=";
  std::string_view text = request.header("Range");
  if (request.method != Method::get || text.size() < kUnit.size() || !equal_ignoring_case(text.substr(0, kUnit.size()), kUnit)) return {};
  text.remove_prefix(kUnit.size());
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos || text.find(',') != std::string_view::npos || !holds_if_range(request, now)) return {};
  const auto first = number(text.substr(0, dash));
  const auto last = number(text.substr(dash + 1));
  if (dash == 0) {  // the last so many bytes
    if (!last) return {};
    if (*last == 0 || size == 0) return {416, {}};
    const std::uint64_t count = std::min(*last, size);
    return {206, {size - count, count}};
  }
  const bool open = dash + 1 == text.size();
  if (!first || (!open && (!last || *last < *first))) return {};
  if (*first >= size) return {416, {}};
  const std::uint64_t end = open ? size - 1 : std::min(*last, size - 1);
  return {206, {*first, end - *first + 1}};
}

}  // namespace golive::http

#include "golive/headers.h"

#include "base/header_text.h"
#include "golive/error.h"

namespace golive {
namespace {

constexpr std::string_view kLineEnd = "\r\n";

// Three searches are far cheaper than a look at each character.
bool has_line_break(std::string_view value) noexcept {
  return value.find('\r') != std::string_view::npos || value.find('\n') != std::string_view::npos ||
         value.find('\0') != std::string_view::npos;
}

struct FoundLine {
  std::size_t begin;
  std::size_t size;  // with the line end
  std::string_view value;
};

// The next line of that name at or after `from`; begin is npos if there is none.
FoundLine find_line(std::string_view lines, std::string_view name, std::size_t from = 0) noexcept {
  while (from < lines.size()) {
    const std::size_t end = lines.find(kLineEnd, from);
    const std::string_view line = lines.substr(from, end - from);
    if (line.size() > name.size() + 1 && line[name.size()] == ':' && equal_ignoring_case(line.substr(0, name.size()), name))
      return {from, line.size() + kLineEnd.size(), line.substr(name.size() + 2)};
    from += line.size() + kLineEnd.size();
  }
  return {std::string_view::npos, 0, {}};
}

}  // namespace

Headers::Headers(std::initializer_list<Line> lines) {
  for (const auto& [name, value] : lines) add(name, value);
}

Headers Headers::of_lines(std::string lines) noexcept {
  Headers headers;
  headers.lines_ = std::move(lines);
  return headers;
}

Headers& Headers::add(std::string_view name, std::string_view value) {
  if (!is_token(name)) throw Error::of("GL0521", {name});
  lines_.append(name).append(": ");
  if (has_line_break(value)) {
    for (const char c : value) lines_ += c == '\r' || c == '\n' || c == '\0' ? ' ' : c;
  } else {
    lines_ += value;
  }
  lines_ += kLineEnd;
  return *this;
}

Headers& Headers::set(std::string_view name, std::string_view value) {
  const std::string kept(value);  // it may be of this object
  return erase(name).add(name, kept);
}

Headers& Headers::erase(std::string_view name) {
  for (FoundLine line = find_line(lines_, name); line.begin != std::string_view::npos; line = find_line(lines_, name, line.begin))
    lines_.erase(line.begin, line.size);
  return *this;
}

Headers& Headers::append_token(std::string_view name, std::string_view token) {
  if (lists(name, token)) return *this;
  const FoundLine line = find_line(lines_, name);
  if (line.begin == std::string_view::npos) return add(name, token);
  lines_.insert(line.begin + line.size - kLineEnd.size(), std::string(", ").append(token));
  return *this;
}

std::string_view Headers::get(std::string_view name) const noexcept { return find_line(lines_, name).value; }

bool Headers::has(std::string_view name) const noexcept { return find_line(lines_, name).begin != std::string_view::npos; }

bool Headers::lists(std::string_view name, std::string_view token) const noexcept {
  for (FoundLine line = find_line(lines_, name); line.begin != std::string_view::npos;
       line = find_line(lines_, name, line.begin + line.size)) {
    if (const auto wanted = lists_token(line.value, token)) return *wanted;
  }
  return false;
}

}  // namespace golive

#include "golive/error.h"

#include <string>

#include "base/error_table.h"

namespace golive {

namespace {

std::string join(std::string_view id, std::string_view text, std::string_view where) {
  std::string line;
  line.reserve(id.size() + where.size() + text.size() + 3);
  line.append(id).append(" ");
  if (!where.empty()) line.append(where).append("  ");
  return line.append(text);
}

std::string fill(std::string_view text, std::initializer_list<std::string_view> parts) {
  std::string filled;
  const auto* part = parts.begin();
  std::size_t at = 0;
  for (std::size_t hole; (hole = text.find("{}", at)) != std::string_view::npos; at = hole + 2) {
    filled.append(text.substr(at, hole - at));
    if (part != parts.end()) filled.append(*part++);
  }
  return filled.append(text.substr(at));
}

}  // namespace

Error::Error(std::string_view id, std::string_view text, std::string_view where)
    : std::runtime_error(join(id, text, where)),
      id_size_(static_cast<std::uint32_t>(id.size())),
      where_size_(static_cast<std::uint32_t>(where.size())) {}

Error Error::of(std::string_view id, std::initializer_list<std::string_view> parts, std::string_view where) {
  return {id, fill(error_text(id), parts), where};
}

std::string_view Error::text() const noexcept {
  const std::string_view line = what();
  return line.substr(id_size_ + 1 + (where_size_ == 0 ? 0 : where_size_ + 2));
}

HttpError::HttpError(int status)
    : std::runtime_error("HTTP status " + std::to_string(status)), status_(status >= 400 && status <= 599 ? status : 500) {}

}  // namespace golive

#include <string>
#include <string_view>

#include "base/header_text.h"
#include "golive/http.h"

namespace golive {
namespace {

// "application/json; charset=utf-8" -> "application/json"
std::string_view media_type(std::string_view content_type) noexcept {
  content_type = content_type.substr(0, content_type.find(';'));
  while (content_type.ends_with(' ') || content_type.ends_with('\t')) content_type.remove_suffix(1);
  return content_type;
}

// RFC 8259 and, with a suffix, RFC 6839 section 3.1.
bool is_json(std::string_view type) noexcept {
  constexpr std::string_view kSuffix = "+json";
  return equal_ignoring_case(type, "application/json") ||
         (type.size() > kSuffix.size() && equal_ignoring_case(type.substr(type.size() - kSuffix.size()), kSuffix));
}

}  // namespace

void Request::read_json(detail::JsonDocument& document) const {
  if (!is_json(media_type(header("Content-Type")))) throw BodyError(415, "the body must be sent as application/json");
  if (!document.parse(body)) throw BodyError(400, "the body is not JSON, or nested deeper than 32 levels, or of more than 10,000 values");
}

Params Request::form() const {
  if (!equal_ignoring_case(media_type(header("Content-Type")), "application/x-www-form-urlencoded"))
    throw BodyError(415, "the body must be sent as application/x-www-form-urlencoded");
  return Params::parse(body);
}

}  // namespace golive

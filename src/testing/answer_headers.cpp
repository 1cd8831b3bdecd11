#include "testing/answer_headers.h"

#include "base/nearest_name.h"
#include "testing/letter_case.h"

namespace golive::testing {

std::optional<std::string> header_in(const HeaderLines& headers, std::string_view name) {
  const std::string wanted = lower(name);
  std::optional<std::string> found;
  for (const auto& [each, value] : headers) {
    if (lower(each) != wanted) continue;
    if (found) (*found += ", ") += value;
    else found = value;
  }
  return found;
}

std::string no_header(const HeaderLines& headers, std::string_view name, std::string_view url) {
  if (headers.empty()) return std::string(url) + " came without an answer, so without headers";
  std::vector<std::string> spelled;
  for (const auto& [each, value] : headers) spelled.push_back(lower(each));
  const std::vector<std::string_view> names(spelled.begin(), spelled.end());
  std::string text = "the answer that " + std::string(url) + " came with has no header \"" + std::string(name) + '"';
  if (const std::string_view nearest = nearest_name(lower(name), names); !nearest.empty())
    text += "   did you mean \"" + std::string(nearest) + "\"?";
  text += "\n  it has";
  for (const std::string_view each : names) (text += each == names.front() ? " " : ", ") += each;
  return text;
}

}  // namespace golive::testing

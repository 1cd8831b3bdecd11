#pragma once
// Lines of an HTTP answer, as a test asks for them.
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace golive::testing {

using HeaderLines = std::vector<std::pair<std::string, std::string>>;

// All of this name, in any case, with ", " between them; nothing: there is none.
std::optional<std::string> header_in(const HeaderLines& headers, std::string_view name);

// Why a page has no such header. `url`: where it is.
std::string no_header(const HeaderLines& headers, std::string_view name, std::string_view url);

}  // namespace golive::testing

#pragma once
// Dates and times as HTML writes them (HTML Standard 2.3.5), as numbers.
#include <optional>
#include <string>
#include <string_view>

namespace golive::testing {

std::optional<double> date_of(std::string_view text);        // "2025-02-28": milliseconds since 1970
std::optional<double> month_of(std::string_view text);       // "2025-02": months since January 1970
std::optional<double> week_of(std::string_view text);        // "2025-W07": milliseconds from 1970 to its Monday
std::optional<double> time_of(std::string_view text);        // "23:59", "23:59:59.999": milliseconds since midnight
std::optional<double> local_time_of(std::string_view text);  // "2025-02-28T23:59": milliseconds since 1970, as if it were UTC

// A local date and time in its shortest form; "": it is none.
std::string local_time_text(std::string_view text);

}  // namespace golive::testing

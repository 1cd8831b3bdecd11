#pragma once
// Writes JSON text, appended to a buffer.
#include <cstdint>
#include <string>
#include <string_view>

namespace golive::json {

// "text" with the escapes JSON requires. The input is valid UTF-8.
void write_string(std::string& out, std::string_view text);
void write_integer(std::string& out, std::int64_t value);
void write_unsigned(std::string& out, std::uint64_t value);
// As JavaScript prints it, which is also JSON. `value` is finite.
void write_number(std::string& out, double value);

}  // namespace golive::json

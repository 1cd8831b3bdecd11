#pragma once
// Pages of a live view from a seed: random forms, and events bound all over them. Each element has its number, in data-n.
#include <cstdint>
#include <string>
#include <string_view>

namespace golive::test {

// `written`: with what the server writes to (written_page.h).
enum class Pages : std::uint8_t { fixed, written };

// Read again, it makes the same tree.
std::string random_page(std::uint64_t seed, Pages pages);

// Without the element of that number; nothing if the rest would not be nested as HTML has it.
std::string without_element(std::string_view page, std::string_view number);

}  // namespace golive::test

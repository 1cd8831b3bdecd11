#pragma once
// Every error a user can see, with its id. An id never changes its meaning and is never used again.
#include <cstddef>
#include <string_view>

namespace golive {

struct ErrorEntry {
  std::string_view id;
  std::string_view text;  // what is wrong, three spaces, what to write instead; {} is filled by Error::of
};

// The text of `id`; an empty view if the table has no such id.
std::string_view error_text(std::string_view id) noexcept;

const ErrorEntry* error_table_begin() noexcept;
const ErrorEntry* error_table_end() noexcept;

}  // namespace golive

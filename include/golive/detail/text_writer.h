#pragma once
// Writes one text into the current arena, piece by piece. Trivial state; what is unfinished when an exception passes is simply lost.
#include <cstdint>
#include <string_view>

#include "golive/detail/api.h"
#include "golive/detail/render_state.h"

namespace golive::detail {

class GOLIVE_API TextWriter {
 public:
  TextWriter() noexcept : arena_(render_state.arena), start_(arena_->cursor()) {}

  // Takes the bytes as they are: valid UTF-8 without NUL.
  void append(std::string_view text);
  void append(char c) { append(std::string_view(&c, 1)); }
  // Repairs while copying: what is not UTF-8, and NUL, becomes U+FFFD.
  void append_repaired(std::string_view text);

  std::string_view view() const noexcept { return {start_, size_}; }
  // Repairs what append() was given, in place where nothing is wrong.
  void repair();
  // The text as a value of kind `text` (or `raw`).
  Value finish(ValueKind kind = ValueKind::text) const noexcept;

 private:
  char* room(std::size_t size);

  Arena* arena_;
  char* start_;
  std::size_t size_ = 0;
};

}  // namespace golive::detail

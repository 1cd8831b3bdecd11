#include "golive/detail/text_writer.h"

#include <cstring>

#include "base/utf8.h"

namespace golive::detail {

// Room for `size` more bytes behind what is written; moves the text when something else was allocated since.
char* TextWriter::room(std::size_t size) {
  if (start_ != nullptr && arena_->cursor() == start_ + size_) return arena_->room(size);
  char* moved = arena_->room(size_ + size);
  if (size_ > 0) std::memcpy(moved, start_, size_);
  start_ = moved;
  arena_->take(size_);
  return moved + size_;
}

void TextWriter::append(std::string_view text) {
  if (text.empty()) return;
  std::memcpy(room(text.size()), text.data(), text.size());
  arena_->take(text.size());
  size_ += text.size();
}

void TextWriter::append_repaired(std::string_view text) {
  const std::size_t valid = valid_prefix(text);
  append(text.substr(0, valid));
  if (valid == text.size()) return;
  text.remove_prefix(valid);
  char* out = room(repaired_size_limit(text.size()));
  const auto written = static_cast<std::size_t>(copy_repaired(out, text) - out);
  arena_->take(written);
  size_ += written;
}

void TextWriter::repair() {
  if (valid_prefix(view()) == size_) return;
  const std::string_view broken = view();
  *this = TextWriter();
  append_repaired(broken);
}

Value TextWriter::finish(ValueKind kind) const noexcept {
  Value value;
  value.text = start_ == nullptr ? "" : start_;
  value.size = static_cast<std::uint32_t>(size_);
  value.kind = kind;
  return value;
}

}  // namespace golive::detail

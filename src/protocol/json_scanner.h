#pragma once
// Checks JSON text without building anything: grammar (RFC 8259), UTF-8, depth and number of values. One pass, no allocation.
// Stops at the first fault; error() then says which.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "protocol/message.h"

namespace golive::protocol {

class JsonScanner {
 public:
  explicit JsonScanner(std::string_view text) noexcept : at_(text.data()), end_(text.data() + text.size()) {}

  // A string as it stands between its quotes.
  struct String {
    std::string_view raw;
    bool escaped = false;  // needs unescape()
  };

  // Each reads one token or value behind any white space. False: the text is something else or faulty; then stop.
  bool literal(char c) noexcept;  // steps over `c`
  bool string(String& string) noexcept;
  bool unsigned_integer(std::uint64_t& number) noexcept;  // digits only, at most 2^53
  bool null() noexcept;
  bool value(std::string_view& text) noexcept;  // any value; `text`: what it was written as
  bool value() noexcept;
  bool at_end() noexcept;
  // The next character that is not white space; 0 at the end. Steps over nothing else.
  char peek() noexcept;

  // Count an array or object that the caller reads itself.
  bool enter() noexcept;
  void leave() noexcept { --depth_; }

  FrameError error() const noexcept { return error_; }

 private:
  bool fail(FrameError error) noexcept {
    error_ = error;
    return false;
  }
  bool count() noexcept;
  bool any() noexcept;
  bool array() noexcept;
  bool object() noexcept;
  bool number() noexcept;
  bool digits() noexcept;
  bool word(std::string_view expected) noexcept;
  bool escape() noexcept;
  bool multibyte() noexcept;

  const char* at_;
  const char* end_;
  std::size_t depth_ = 0;
  std::size_t values_ = 0;
  FrameError error_ = FrameError::not_json;
};

// Appends the string without its escapes. A lone surrogate, which no UTF-8 text can hold, becomes U+FFFD.
void unescape(std::string_view raw, std::string& out);

}  // namespace golive::protocol

#pragma once
// Numbers and texts as bytes, least significant first on every machine: for what leaves the process.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace golive {

// Appends.
class ByteWriter {
 public:
  explicit ByteWriter(std::string& out) noexcept : out_(out) {}

  template <class T>
  ByteWriter& number(T value) {
    for (std::size_t i = 0; i < sizeof(T); ++i) out_ += static_cast<char>(static_cast<std::uint64_t>(value) >> 8 * i);
    return *this;
  }
  ByteWriter& bytes(std::string_view bytes) {
    out_ += bytes;
    return *this;
  }
  ByteWriter& bytes(std::span<const unsigned char> bytes) {
    out_.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    return *this;
  }

 private:
  std::string& out_;
};

// Takes from the front. After something did not fit, everything is empty and ok() is false.
class ByteReader {
 public:
  explicit ByteReader(std::string_view in) noexcept : in_(in) {}

  template <class T>
  T number() noexcept {
    const std::string_view from = bytes(sizeof(T));
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < from.size(); ++i) value |= std::uint64_t{static_cast<unsigned char>(from[i])} << 8 * i;
    return static_cast<T>(value);
  }
  std::string_view bytes(std::size_t size) noexcept {
    if (size > in_.size()) {
      ok_ = false;
      in_ = {};
      return {};
    }
    const std::string_view taken = in_.substr(0, size);
    in_.remove_prefix(size);
    return taken;
  }
  void bytes(std::span<unsigned char> out) noexcept {
    const std::string_view from = bytes(out.size());
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = i < from.size() ? static_cast<unsigned char>(from[i]) : 0;
  }
  std::string_view rest() const noexcept { return in_; }
  bool ok() const noexcept { return ok_; }
  bool at_end() const noexcept { return in_.empty(); }

 private:
  std::string_view in_;
  bool ok_ = true;
};

}  // namespace golive

#pragma once
// The codes that a socket is closed with: those of RFC 6455 section 7.4.1, and our own, which docs/protocol.md tells.
#include <cstdint>

namespace golive {

// no_code and abnormal never stand in a frame.
struct CloseCode {
  static constexpr std::uint16_t normal = 1000;
  static constexpr std::uint16_t going_away = 1001;
  static constexpr std::uint16_t protocol_error = 1002;
  static constexpr std::uint16_t unacceptable = 1003;
  static constexpr std::uint16_t no_code = 1005;
  static constexpr std::uint16_t abnormal = 1006;
  static constexpr std::uint16_t invalid_text = 1007;
  static constexpr std::uint16_t policy = 1008;
  static constexpr std::uint16_t too_big = 1009;
  static constexpr std::uint16_t restart = 1012;
  static constexpr std::uint16_t try_later = 1013;
  static constexpr std::uint16_t unknown_version = 4400;
  static constexpr std::uint16_t unknown_path = 4404;
  static constexpr std::uint16_t joined_elsewhere = 4409;
};

}  // namespace golive

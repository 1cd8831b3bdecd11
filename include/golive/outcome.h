#pragma once
// What became of a command that a page sent to the host's loop: golive/command.h.
//
//     status = outcome.refused() ? "refused: " + std::string(outcome.reason()) : outcome.done() ? "done" : "sent";
//
// A plain value, which may be a field of a component. Threads: a value; copy it anywhere.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "golive/detail/api.h"

namespace golive {

// Bytes of a reason; what is longer is cut between two characters.
inline constexpr std::size_t kReasonBytes = 120;

struct Outcome {
  enum class State : std::uint8_t {
    accepted,  // it waits for the host
    done,      // the host has run it
    refused,   // it had no effect, and will have none
  };

  std::uint64_t ticket = 0;  // of the command, from 1 on, each once per Command; 0 if it was refused without waiting
  State state = State::done;
  std::array<char, kReasonBytes> text{};

  bool accepted() const noexcept { return state == State::accepted; }
  bool done() const noexcept { return state == State::done; }
  bool refused() const noexcept { return state == State::refused; }
  // Why it was refused; empty if it was not.
  std::string_view reason() const noexcept {
    std::size_t size = 0;
    while (size < text.size() && text[size] != '\0') ++size;
    return {text.data(), size};
  }
};

// For the host's answer: the command has no effect. `reason`: UTF-8, for the page.
GOLIVE_API Outcome refuse(std::string_view reason) noexcept;

}  // namespace golive

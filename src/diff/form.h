#pragma once
// Whose trees and diffs are written.
#include <cstdint>

namespace golive::diff {

enum class Form : std::uint8_t {
  native,         // of the protocol golive1
  phoenix,        // of Phoenix LiveView: a whole message, with the statics it uses beside it
  phoenix_piece,  // the same, to be put into any message: each template has its statics in it
};

constexpr bool is_phoenix(Form form) noexcept { return form != Form::native; }

}  // namespace golive::diff

#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace golive::live {

// JSON text with \ufffd where an escape is one half of a surrogate pair without the other, which no UTF-8 can hold; nothing if there is
// none. JavaScript writes such escapes for text that was cut inside of a character.
std::optional<std::string> without_lone_surrogates(std::string_view json);

}  // namespace golive::live

#include <string>
#include <string_view>

#include "golive/error.h"
#include "golive/route.h"

namespace golive::detail {
namespace {

// RFC 3986 section 3.3: what may stand in a segment as it is, without what a browser or a template might take for something else.
bool is_plain(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

// "." and ".." lead elsewhere, percent-encoded too (URL Standard section 4.4).
bool is_dots(std::string_view segment) noexcept { return segment == "." || segment == ".."; }

bool has_dots(std::string_view rest) noexcept {
  while (true) {
    const std::size_t slash = rest.find('/');
    if (is_dots(rest.substr(0, slash))) return true;
    if (slash == std::string_view::npos) return false;
    rest.remove_prefix(slash + 1);
  }
}

}  // namespace

void append_path_text(std::string& path, std::string_view text, bool rest) {
  if (rest ? has_dots(text) : text.empty() || is_dots(text)) throw Error::of("GL0526", {text});
  for (const char c : text) {
    if (is_plain(c) || (rest && c == '/')) {
      path += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    path += '%';
    path += "0123456789ABCDEF"[byte >> 4];
    path += "0123456789ABCDEF"[byte & 15];
  }
}

}  // namespace golive::detail

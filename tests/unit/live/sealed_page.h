#pragma once
// What a browser, or an attacker, reads of the bindings in served markup.
#include <string>
#include <string_view>

#include "golive/detail/json_write.h"

namespace golive::test {

// The text of the first attribute of the markup whose value begins so, as a script would read it; empty if there is none.
inline std::string binding_in(std::string_view markup, std::string_view start) {
  const std::size_t at = markup.find("=\"" + std::string(start));
  if (at == std::string_view::npos) return {};
  std::string_view value = markup.substr(at + 2);
  value = value.substr(0, value.find('"'));
  struct Reference {
    std::string_view written;
    char meant;
  };
  constexpr Reference kReferences[] = {{"&quot;", '"'}, {"&#34;", '"'}, {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&#39;", '\''}};
  std::string text;
  while (!value.empty()) {
    std::size_t size = 1;
    char meant = value.front();
    for (const Reference& reference : kReferences) {
      if (!value.starts_with(reference.written)) continue;
      size = reference.written.size();
      meant = reference.meant;
    }
    text += meant;
    value.remove_prefix(size);
  }
  return text;
}

inline std::string json_text(std::string_view text) {
  std::string json;
  detail::write_json(json, text);
  return json;
}

}  // namespace golive::test

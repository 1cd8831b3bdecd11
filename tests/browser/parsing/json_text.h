#pragma once
#include <cstdio>
#include <string>
#include <string_view>

// As a string of JSON.
inline std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    char escape[8];
    if (c == '"' || c == '\\') (out += '\\') += c;
    else if (byte < 0x20) std::snprintf(escape, sizeof escape, "\\u%04x", unsigned{byte}), out += escape;
    else out += c;
  }
  return out + '"';
}

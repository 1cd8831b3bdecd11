#pragma once
// The files of client/dist, embedded in the library when it is built (cmake/embed.cmake).
#include <span>
#include <string_view>

namespace golive {

// One embedded file. Everything lives as long as the program.
struct Asset {
  std::string_view name;  // "golive.js"
  std::string_view path;  // "/_golive/golive-0a1b2c3d4e5f.js": a new content has a new path, so browsers may keep it for ever
  std::string_view content_type;
  std::string_view bytes;
  std::string_view gzip;  // the same, compressed
};

std::span<const Asset> assets();

}  // namespace golive

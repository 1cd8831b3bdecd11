#pragma once
// Files embedded in the program, at URLs that name their content: kept by browsers for ever, revalidated by ETag.
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/request.h"
#include "http/response.h"

namespace golive::http {

// Everything lives as long as the program.
struct StaticFile {
  std::string_view path;  // "/_golive/golive-0a1b2c3d4e5f.js"
  std::string_view content_type;
  std::string_view bytes;
  std::string_view gzip_bytes;  // empty: none
};

// Threads: filled before the server runs, then read from any.
class StaticFiles {
 public:
  void add(const StaticFile& file);
  // The answer to a GET or HEAD of one of the files, 405 for another method; nothing if the path names none.
  std::optional<Response> respond(const Request& request) const;

 private:
  struct Entry {
    StaticFile file;
    std::string etag;
    std::string gzip_etag;
  };
  std::vector<Entry> files_;  // sorted by path
};

}  // namespace golive::http

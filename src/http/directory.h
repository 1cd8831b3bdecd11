#pragma once
// Serves the files of one directory: golive/files.h says how.
// Threads: any. Cost: one open and one fstat a request, two more opens where a compressed sibling may be; files in the page cache are read
// in microseconds, others hold up their loop for as long as the disk takes.
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "base/file_descriptor.h"
#include "golive/files.h"
#include "http/request.h"
#include "http/response.h"

namespace golive::http {

class Directory {
 public:
  // The error says what the system said, e.g. "web/dist: No such file or directory". The directory is held open: one that is renamed or
  // replaced later is still the one served.
  static std::expected<Directory, std::string> open(const std::string& path, FilesOptions options);

  // `below`: the part of the request's raw path after the directory's own and its slash, percent-encoded.
  Response respond(const Request& request, std::string_view below) const;

 private:
  struct File;
  Directory(FileDescriptor root, FilesOptions options) : root_(std::move(root)), options_(std::move(options)) {}
  std::optional<std::string> relative_path(std::string_view below) const;
  std::expected<File, int> open_file(const std::string& path) const;
  std::optional<File> sibling(const File& file, const std::string& path, std::string_view suffix) const;
  Response send(const Request& request, const std::string& path, File file) const;

  FileDescriptor root_;
  FilesOptions options_;
};

}  // namespace golive::http

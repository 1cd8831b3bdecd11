// A request for a file: nothing outside of the directory comes out, whatever the path and the headers say.
#include "http/directory.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <optional>
#include <vector>

#include "base/open_beneath.h"
#include "fuzz/target.h"
#include "http/date.h"

namespace golive::fuzz {
namespace {

using namespace http;

constexpr std::string_view kSecret = "not for everybody";

// What may come out, and beside it what may not.
class Site {
 public:
  Site() {
    std::string made = (std::filesystem::temp_directory_path() / "golive-fuzz-XXXXXX").string();
    require(::mkdtemp(made.data()) != nullptr, "a temporary directory can be made");
    files_ = made;
    for (const char* name :
         {"web/file.txt", "web/app-0a1b2c3d.js", "web/app.css", "web/app.css.gz", "web/app.css.br", "web/in/index.html", "web/a b/c"})
      write(name, "public " + std::string(name));
    for (const char* name : {"secret.txt", "web/.env", "web/in/.git/config"}) write(name, kSecret);
    std::filesystem::create_symlink("../secret.txt", files_ / "web/out");
    std::filesystem::create_symlink("..", files_ / "web/up");
    std::filesystem::create_symlink("/", files_ / "web/all");
    std::filesystem::create_symlink("file.txt", files_ / "web/link");
    root_ = FileDescriptor(::open((files_ / "web").c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  }
  ~Site() {
    std::error_code ignored;
    std::filesystem::remove_all(files_, ignored);
  }
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;
  int root() const noexcept { return root_.get(); }
  Directory open() const { return *Directory::open((files_ / "web").string(), {.index = "index.html"}); }

 private:
  void write(std::string_view name, std::string_view content) const {
    const std::filesystem::path path = files_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
    // Of one time, so that inputs can say it.
    const timespec times[] = {{1'700'000'000, 0}, {1'700'000'000, 0}};
    ::utimensat(AT_FDCWD, path.c_str(), times, 0);
  }

  std::filesystem::path files_;
  FileDescriptor root_;
};

std::string body_of(const Response& response) {
  std::string body(response.body());
  if (!response.source()) return body;
  auto source = response.source();
  for (auto step = BodySource::more; step != BodySource::end;) {
    std::string piece;
    step = source(piece);
    body += piece;
    require(body.size() < 1000, "a body ends");
  }
  return body;
}

// METHOD SPACE PATH, then "Name: value" a line
Request parse(std::string_view input) {
  Request request;
  std::string_view line = input;
  std::string_view rest = split_off(line, '\n');
  request.method_name = line;
  request.raw_path = split_off(request.method_name, ' ');
  request.method = request.method_name == "HEAD" ? Method::head : request.method_name == "GET" ? Method::get : Method::post;
  while (!rest.empty()) {
    line = rest;
    rest = split_off(line, '\n');
    std::string_view name = line;
    std::string_view value = split_off(name, ':');
    if (value.starts_with(' ')) value.remove_prefix(1);
    request.headers.push_back({name, value});
  }
  return request;
}

void check(const Request& request, const Response& response) {
  constexpr std::array kStatuses{200, 206, 301, 304, 403, 404, 405, 412, 416};
  require(std::ranges::find(kStatuses, response.status()) != kStatuses.end(), "an answer of a directory");
  if (response.status() != 200 && response.status() != 206) return;
  const std::string body = body_of(response);
  require(body.find(kSecret) == std::string::npos, "a secret stays one");
  require(body.size() == response.length(), "the length is the body's");
  if (response.status() == 200) require(body.starts_with("public web/"), "what comes is of the directory");
  const bool asked = std::ranges::any_of(request.headers, [](const Header& h) { return equal_ignoring_case(h.name, "Accept-Encoding"); });
  require(response.header("Content-Encoding").empty() || asked, "a coding was asked for");
}

// The walk of old kernels opens nothing that the one call does not.
void check_walk(int root, std::string_view path) {
  path.remove_prefix(std::min(path.find_first_not_of('/'), path.size()));
  const std::string name(path.substr(0, path.find('\0')));
  const FileDescriptor walked = walk_beneath(root, name.c_str());
  struct stat one {};
  struct stat other {};
  if (!walked) return;
  require(name.find("..") == std::string::npos || name.find("/../") == std::string::npos, "no step up");
  const FileDescriptor opened = open_beneath(root, name.empty() ? "." : name.c_str());
  require(opened && ::fstat(walked.get(), &one) == 0 && ::fstat(opened.get(), &other) == 0 && one.st_ino == other.st_ino, "one file");
}

void check_date(std::string_view text) {
  const auto second = parse_date(text);
  require(!second || date_text(*second) == text, "a date has one form");
}

void directory(std::string_view input) {
  static const Site site;
  static const Directory files = site.open();
  const Request request = parse(input);
  const std::string_view path = request.raw_path;
  check_walk(site.root(), path);
  for (const Header& header : request.headers) check_date(header.value);
  check(request, files.respond(request, path.starts_with('/') ? path.substr(1) : path));
}

const Registration registered(
    {"directory", "src/http/directory.cpp src/http/conditional.cpp src/http/content_coding.cpp src/http/date.cpp src/base/open_beneath.cpp",
     directory});

}  // namespace
}  // namespace golive::fuzz

#include "testing/page_file.h"

#include <fcntl.h>
#include <spawn.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "golive/testing/failure.h"
#include "testing/excerpt.h"

extern char** environ;  // NOLINT(readability-redundant-declaration): POSIX leaves it to the program

namespace golive::testing {

std::string write_page_file(const Document& page) {
  std::string name = (std::filesystem::temp_directory_path() / "golive-page-XXXXXX.html").string();
  const int file = ::mkstemps(name.data(), 5);
  const std::string html = shown_html(page.root());
  const bool written = file >= 0 && ::write(file, html.data(), html.size()) == static_cast<ssize_t>(html.size());
  if (file >= 0) ::close(file);
  if (!written) throw Failure("the page cannot be written to " + name);
  return name;
}

void show_file(const std::string& file) {
  const char* chosen = std::getenv("BROWSER");
  std::string program = chosen != nullptr && *chosen != '\0' ? chosen : "xdg-open";
  std::string argument = file;
  char* arguments[] = {program.data(), argument.data(), nullptr};
  pid_t child = 0;
  ::posix_spawnp(&child, program.c_str(), nullptr, nullptr, arguments, environ);
}

}  // namespace golive::testing

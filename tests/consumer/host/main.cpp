// Both work side by side: the host formats with its own fmt, golive logs and serves with its own.
#include <golive/golive.h>

#include <cstdio>

#include "../project/clock.h"
#include "../project/fetch.h"
#include "own_fmt.h"

int main() {
  if (fmt::vformat({"{}", 2}, {}) != "the host's own") return std::puts("the host's fmt was replaced by golive's"), 1;
  golive::App app;
  app.live<Clock>("/").listen("127.0.0.1", 0).start();
  const std::string page = fetch(app.port());
  app.stop();
  if (page.find("<b>0</b>") == page.npos) return std::puts(page.c_str()), 1;
  return std::puts("both are right"), 0;
}

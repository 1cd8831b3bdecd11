// Both work side by side: the host has its own fmt, golive logs and serves with the one inside it.
#include <golive/golive.h>
#include <golive/log.h>

#include <cstdio>
#include <string>

#include "../project/clock.h"
#include "../project/fetch.h"
#include "own_fmt.h"

int main() {
  if (fmt::basic_memory_buffer<char, 250>().grow(7) != 49) return std::puts("the host's fmt was replaced by golive's"), 1;
  golive::log(golive::LogLevel::warning, std::string(1000, '.'));
  golive::App app;
  app.live<Clock>("/").listen("127.0.0.1", 0).start();
  const std::string page = fetch(app.port());
  app.stop();
  if (page.find("<b>0</b>") == page.npos) return std::puts(page.c_str()), 1;
  return std::puts("both are right"), 0;
}

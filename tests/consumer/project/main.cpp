// A user's program: serves one page, reads it, ends.
#include <cstdio>

#include "clock.h"
#include "fetch.h"

int main() {
  int unused;  // a warning here must stay a warning
  golive::App app;
  app.live<Clock>("/").listen("127.0.0.1", 0).start();
  const std::string page = fetch(app.port());
  app.stop();
  const bool right = page.find("<b>0</b>") != page.npos && page.find("lv-click=\"tick(1)\"") != page.npos;
  std::puts(right ? "the page is right" : page.c_str());
  return right ? 0 : 1;
}

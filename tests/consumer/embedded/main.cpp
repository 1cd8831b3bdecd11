#include <cstdio>

#include "programs.h"

int main() {
  for (const std::string& page : {page_from_own_loop(), page_from_own_asio()})
    if (page.find("<b>0</b>") == page.npos) return std::puts(page.c_str()), 1;
  return std::puts("both loops served the page"), 0;
}

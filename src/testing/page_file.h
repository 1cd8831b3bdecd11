#pragma once
// A page of a test as a file, for a person to look at.
#include <string>

#include "testing/dom.h"

namespace golive::testing {

// In the folder for temporary files. Throws Failure if it cannot be written.
std::string write_page_file(const Document& page);

// By $BROWSER, else xdg-open; nothing if there is none.
void show_file(const std::string& file);

}  // namespace golive::testing

// Text is no markup by itself: who wants it raw says that it can be trusted.
// expect: could not convert
// expect: golive::TrustedHtml
#include "golive/html.h"

#include <string>

golive::Html page(const std::string& text) { return golive::raw(text); }

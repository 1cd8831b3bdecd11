#pragma once
// A panel as a visitor has it, for tests.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "golive/golive.h"
#include "golive/panel.h"
#include "unit/app/visitor.h"
#include "unit/html/words.h"

namespace golive {

#define EXPECT_SAYS(text, what) EXPECT_NE((text).find(what), std::string::npos) << (what) << "\nis not in\n" << (text)
#define EXPECT_SAYS_NOT(text, what) EXPECT_EQ((text).find(what), std::string::npos) << (what) << "\nis in\n" << (text)

// Without the marks that the client finds its slots by.
inline std::string unmarked(std::string page) {
  for (const std::string_view mark : {"<!--$-->", "<!--/-->", "<!---->"})
    for (std::size_t at = page.find(mark); at != std::string::npos; at = page.find(mark)) page.erase(at, mark.size());
  return page;
}

// The page of a panel of `value`, from <main> on.
template <class Value, class Configure>
std::string page_of(Value& value, Configure configure) {
  App app;
  app.panel("/", value, configure).listen("127.0.0.1", 0).start();
  const std::string answer = test::Visitor(app.port()).get("/");
  return unmarked(answer.substr(answer.find("<main")));
}
template <class Value>
std::string page_of(Value& value) {
  return page_of(value, [](auto&) {});
}
// The same of a value that can only be read.
template <class T>
std::string page_of_value(T value) {
  Guarded<T> guarded(std::move(value));
  return page_of(guarded, [](Panel<T>& panel) { panel.read_only(); });
}

}  // namespace golive

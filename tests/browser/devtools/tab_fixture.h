#pragma once
// An app and a tab on the thread of a test; without a Chromium the test is skipped.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>

#include "golive/golive.h"
#include "testing/browser_tab.h"
#include "testing/parse.h"
#include "testing/selector.h"
#include "testing/visible_text.h"

namespace golive::test {

class TabTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const std::string why = testing::ChromiumProcess::missing(); !why.empty()) GTEST_SKIP() << why;
  }

  testing::TabOptions options() {
    return {.pump = {.fd = app.fd(), .run = [this] { app.poll(); }}};
  }
  std::string url(std::string_view path) { return "http://localhost:" + std::to_string(app.port()) + std::string(path); }

  // Opens the page at `path`, with what it begins done.
  testing::BrowserTab& open(std::string_view path) {
    if (!tab_) {
      app.listen("127.0.0.1", 0);
      tab_ = std::make_unique<testing::BrowserTab>(options());
    }
    tab_->navigate(url(path));
    tab_->settle();
    return *tab_;
  }
  testing::BrowserTab& tab() { return *tab_; }

  // The number of the first element that a selector finds now.
  static testing::ElementIndex find(testing::BrowserTab& tab, std::string_view selector) {
    const testing::Document page = testing::parse_document(tab.snapshot());
    const testing::Node element = testing::Selector(selector).find(page.root());
    if (!element) throw testing::BrowserError("no " + std::string(selector) + " in " + page.root().inner_html());
    return testing::index_in_browser(element);
  }
  static std::string attribute(testing::BrowserTab& tab, std::string_view selector, std::string_view name) {
    const testing::Document page = testing::parse_document(tab.snapshot());
    return std::string(testing::Selector(selector).find(page.root()).attribute(name).value_or("-"));
  }
  static std::string text(testing::BrowserTab& tab, std::string_view selector) {
    const testing::Document page = testing::parse_document(tab.snapshot());
    return testing::visible_text(testing::Selector(selector).find(page.root()));
  }
  testing::ElementIndex find(std::string_view selector) { return find(*tab_, selector); }
  std::string text(std::string_view selector) { return text(*tab_, selector); }
  std::string attribute(std::string_view selector, std::string_view name) { return attribute(*tab_, selector, name); }
  void click(std::string_view selector) {
    tab_->click(find(selector));
    tab_->settle();
  }

  // What `work` throws.
  template <class Work>
  static std::string error_of(Work work) {
    try {
      work();
    } catch (const std::exception& error) {
      return error.what();
    }
    return "nothing";
  }

  App app;

 private:
  std::unique_ptr<testing::BrowserTab> tab_;
};

}  // namespace golive::test

#pragma once
// A test that runs in memory and in Chromium; without one the latter is skipped.
#include <golive/testing.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>

#include "testing/chromium_process.h"

namespace golive::testing {

enum class Way { memory, browser };

class BothWays : public ::testing::TestWithParam<Way> {
 protected:
  void SetUp() override {
    if (!in_browser()) return;
    if (const std::string why = ChromiumProcess::missing(); !why.empty()) GTEST_SKIP() << why;
  }
  static bool in_browser() { return GetParam() == Way::browser; }

  template <class C>
  static Page open(std::string_view url = "/", PageOptions options = {}) {
    options.server.in_browser = in_browser();
    return live<C>(url, std::move(options));
  }
  static Page open(App& app, std::string_view url = "/", PageOptions options = {}) {
    options.server.in_browser = in_browser();
    return live(app, url, std::move(options));
  }

  // What `step` fails with.
  template <class Step>
  static std::string failure_of(Step&& step) {
    try {
      step();
    } catch (const Failure& failure) {
      return failure.what();
    }
    return "nothing";
  }
};

inline std::string name_of_way(const ::testing::TestParamInfo<Way>& info) { return info.param == Way::memory ? "memory" : "browser"; }

}  // namespace golive::testing

// The suites of a file are run by this.
#define GOLIVE_BOTH_WAYS(suite) INSTANTIATE_TEST_SUITE_P(Ways, suite, ::testing::Values(Way::memory, Way::browser), name_of_way)

#pragma once
// Tests of live pages without a browser: the real server, the real protocol, and a page that does what a browser would do with it.
//
//     auto page = testing::live<Todos>("/todos/7?tab=open", {.route = "/todos/{id}"});
//     page.fill("input[name=title]", "milk");
//     page.submit("form");
//     EXPECT_EQ(page.text("li:nth-child(1)"), "milk remove");     // of any test framework
//
// Steps do only what a person could do, and fail otherwise. A failure is thrown as testing::Failure, which every test framework reports
// with its text. After every step the patched page is compared with a fresh render. Nothing sleeps: time stands still and is moved by
// advance(). Link golive::testing. docs/testing.md tells all.
//
// Threads: a page and its server live on the thread of the test.
#include <source_location>
#include <string_view>
#include <utility>

#include "golive/golive.h"
#include "golive/testing/element.h"
#include "golive/testing/failure.h"
#include "golive/testing/faults.h"
#include "golive/testing/monkey.h"
#include "golive/testing/network.h"
#include "golive/testing/options.h"
#include "golive/testing/page.h"
#include "golive/testing/render.h"
#include "golive/testing/seeds.h"
#include "golive/testing/server.h"

namespace golive::testing {

// A page of one component. The app is made for it, with this component at options.route or, without one, at the path of `url`.
template <class C>
Page live(std::string_view url = "/", PageOptions options = {}, const std::source_location& at = std::source_location::current()) {
  return live([] { return C{}; }, url, std::move(options), at);
}

// The same, made by a factory: testing::live([&db] { return Orders{db}; }, "/orders")
template <class Factory>
requires std::is_invocable_v<Factory&> Page live(Factory factory, std::string_view url = "/", PageOptions options = {},
                                                 const std::source_location& at = std::source_location::current()) {
  App app(options.server.config);
  const std::string_view path = url.substr(0, url.find_first_of("?#"));
  app.live(options.route.empty() ? path : std::string_view(options.route), std::move(factory), options.route_options);
  return Server(std::move(app), options.server).open(url, std::move(options), at);
}

// A page of a whole app, which must not run and outlives the page.
inline Page live(App& app, std::string_view url = "/", PageOptions options = {},
                 const std::source_location& at = std::source_location::current()) {
  Server server(app, options.server);
  return server.open(url, std::move(options), at);
}

// The same in Chromium, with the real client: testing::browser<Todos>("/"). See has_browser().
template <class C>
Page browser(std::string_view url = "/", PageOptions options = {}, const std::source_location& at = std::source_location::current()) {
  options.server.in_browser = true;
  return live<C>(url, std::move(options), at);
}
inline Page browser(App& app, std::string_view url = "/", PageOptions options = {},
                    const std::source_location& at = std::source_location::current()) {
  options.server.in_browser = true;
  return live(app, url, std::move(options), at);
}

}  // namespace golive::testing

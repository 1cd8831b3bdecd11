#pragma once
// What a function component renders, without a page.
//
//     const auto badge = testing::render([] { return unread_badge(3); });
//     EXPECT_EQ(badge.text(), "3 unread");
//     EXPECT_EQ(badge.attr("span", "class"), "badge");
//
// Fails when the markup is not nested as HTML has it.
#include <cstddef>
#include <memory>
#include <optional>
#include <source_location>
#include <string>
#include <string_view>
#include <utility>

#include "golive/detail/api.h"
#include "golive/html.h"
#include "golive/render_scope.h"
#include "golive/testing/element.h"

namespace golive::testing {

class GOLIVE_API Fragment {
 public:
  explicit Fragment(std::string_view markup, const Place& at = Place::current());

  std::string text() const;
  std::string html() const;
  // Of the one element that matches; fail as those of Page do.
  std::string text(std::string_view selector, const Place& at = Place::current()) const;
  std::string html(std::string_view selector, const Place& at = Place::current()) const;
  std::optional<std::string> attr(std::string_view selector, std::string_view name, const Place& at = Place::current()) const;
  bool exists(std::string_view selector, const Place& at = Place::current()) const { return count(selector, at) > 0; }
  std::size_t count(std::string_view selector, const Place& at = Place::current()) const;

 private:
  struct Parsed;
  std::shared_ptr<const Parsed> parsed_;
};

template <class Render>
Fragment render(Render&& component, const Place& at = Place::current()) {
  RenderScope scope;
  return Fragment(to_string(component()), at);
}

}  // namespace golive::testing

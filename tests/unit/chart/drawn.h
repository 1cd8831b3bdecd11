#pragma once
// What a chart looks like to whoever reads the page, for tests.
#include <gtest/gtest.h>

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>

#include "diff/memory.h"
#include "diff/templates.h"
#include "golive/chart.h"
#include "golive/html.h"
#include "unit/html/words.h"

namespace golive {

inline const double kNaN = std::numeric_limits<double>::quiet_NaN();
inline const double kInfinity = std::numeric_limits<double>::infinity();

inline std::size_t count(std::string_view text, std::string_view word) {
  std::size_t times = 0;
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + word.size())) ++times;
  return times;
}

// The first value of an attribute.
inline std::string attribute(std::string_view markup, std::string_view name) {
  const std::string begin = " " + std::string(name) + "=\"";
  const std::size_t at = markup.find(begin);
  if (at == std::string_view::npos) return "none";
  const std::size_t from = at + begin.size();
  return std::string(markup.substr(from, markup.find('"', from) - from));
}

// The patch from one render to the next.
template <class Before, class After>
std::string patch(Before&& before, After&& after) {
  diff::Memory memory(1, false);
  diff::Templates templates;
  {
    const RenderScope scope;
    std::string full;
    memory.write_full(detail::root_instance(before()), templates, full);
  }
  const RenderScope scope;
  std::string out;
  memory.write_diff(detail::root_instance(after()), templates, out);
  return out;
}

#define EXPECT_SAYS(markup, what) EXPECT_TRUE((markup).find(what) != std::string::npos) << (what) << "\nis not in\n" << (markup)
#define EXPECT_SAYS_NOT(markup, what) EXPECT_TRUE((markup).find(what) == std::string::npos) << (what) << "\nis in\n" << (markup)

}  // namespace golive

// A render allocates nothing once its arena has grown.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "allocations/allocation_count.h"
#include "golive/html.h"
#include "html/markup_writer.h"

namespace golive {
namespace {

struct Row {
  int id;
  std::string name;
  unsigned version;
};

Html page(const std::vector<Row>& rows, const Attrs& attrs) {
  return HTML(R"(<div class="page {}"><p {attrs}>{}</p><ul>{}</ul>{}<a href="/x/{}?q={}">{}</a></div>)", rows.size(), attrs, 2.5,
              each(rows, &Row::id, &Row::version, [](const Row& row) { return HTML("<li>{}</li>", row.name); }),
              tag("h2", {}, memo(1, [] { return "memo"; })), "a b", "c&d", true);
}

std::size_t allocations_of(const auto& action) {
  const std::size_t before = test::allocations();
  action();
  return test::allocations() - before;
}

TEST(Allocation, ARenderInSteadyStateMakesNone) {
  std::vector<Row> rows;
  for (int i = 0; i < 100; ++i) rows.push_back({i, "a name that is too long for the small buffer of a string", 1});
  std::string out;
  const auto render = [&] {
    out.clear();
    const RenderScope scope;
    write_markup(detail::root_instance(page(rows, Attrs().set("title", "t").set("lang", "en"))), out);
  };
  EXPECT_GT(allocations_of(render), 0u) << "the counter works";
  for (int i = 0; i < 3; ++i) EXPECT_EQ(allocations_of(render), 0u);
}

}  // namespace
}  // namespace golive

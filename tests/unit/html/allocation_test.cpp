// A render allocates nothing once its arena has grown: counted by replacing operator new for this whole program.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>
#include <string>
#include <vector>

#include "golive/html.h"
#include "html/markup_writer.h"

namespace {
std::atomic<long> allocations{0};
}  // namespace

#pragma GCC diagnostic ignored "-Wmismatched-new-delete"  // g++ 12 takes the pair below for a mismatch
void* operator new(std::size_t size) {
  allocations.fetch_add(1, std::memory_order_relaxed);
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

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

long allocations_of(const auto& action) {
  const long before = allocations.load();
  action();
  return allocations.load() - before;
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
  EXPECT_GT(allocations_of(render), 0) << "the counter works";
  for (int i = 0; i < 3; ++i) EXPECT_EQ(allocations_of(render), 0);
}

}  // namespace
}  // namespace golive

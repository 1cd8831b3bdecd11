// guard_work: the steps of a GET, a join and an event without their server, many times each, and how a test reads a page, for callgrind,
// which writes what it has counted at the end of each. Prints `STEP TIMES`.
#include <valgrind/callgrind.h>

#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "diff/memory.h"
#include "guards/pages.h"
#include "html/markup_writer.h"
#include "protocol/frame_reader.h"
#include "protocol/frame_writer.h"
#include "render/three_holes.h"
#include "testing/parse.h"

namespace guards {
namespace {

using golive::RenderScope;
using golive::diff::Memory;
using golive::protocol::FrameKind;
using golive::protocol::FrameWriter;

constexpr int kTimes = 1000;
constexpr int kTimesOfTables = 20;

// Once without being counted: what is there once is there then.
template <class Step>
void count(const char* name, int times, Step step) {
  step(0);
  CALLGRIND_ZERO_STATS;
  for (int i = 1; i <= times; ++i) step(i);
  CALLGRIND_DUMP_STATS_AT(name);
  std::cout << name << ' ' << times << std::endl;
}

// One view: what its browser shows, and the frames it gets.
class Shown {
 public:
  // `render` makes the tree. The frame with what changed.
  template <class Render>
  void show(Render render, bool skips = false) {
    const RenderScope scope(skips ? &memory_ : nullptr);
    out_.clear();
    ++seq_;
    FrameWriter frame(golive::protocol::native_codec(), out_, {.seq = seq_, .ack = seq_}, FrameKind::diff);
    if (memory_.write_diff(golive::detail::root_instance(render()), sent_, frame.body()) == golive::diff::Outcome::full) frame.full();
    frame.templates(sent_).end();
  }
  template <class Render>
  void join(Render render) {
    const RenderScope scope;
    Memory fresh(1);
    out_.clear();
    FrameWriter frame(golive::protocol::native_codec(), out_, {.seq = 1, .ack = 0}, FrameKind::skeleton);
    fresh.write_skeleton(golive::detail::root_instance(render()), sent_, frame.body());
    frame.templates(sent_).end();
  }
  template <class Render>
  void serve(Render render) {
    const RenderScope scope;
    Memory fresh(1);
    out_.clear();
    const golive::detail::Instance& root = golive::detail::root_instance(render());
    golive::write_markup(root, out_);
    fresh.remember(root);
    digest_ += fresh.digest();
  }

 private:
  Memory memory_{1};
  golive::diff::Templates sent_;
  std::string out_;
  std::uint64_t seq_ = 0;
  std::uint64_t digest_ = 0;
};

void count_renders() {
  const golive::bench::Row row;
  const golive::detail::Instance* last = nullptr;
  count("render_of_three_holes", kTimes, [&](int) {
    const RenderScope scope;
    last = &golive::detail::root_instance(golive::bench::three_holes(row));
  });
  if (last == nullptr) throw std::logic_error("nothing was rendered");
}

void count_counter() {
  Counter counter;
  Shown view;
  const auto render = [&] { return counter.render(); };
  count("diff_of_a_counter", kTimes, [&](int) {
    counter.inc();
    view.show(render);
  });
  count("page_of_a_counter", kTimes, [&](int) { view.serve(render); });
}

void count_table(const char* name, bool versions) {
  std::vector<Item> items = make_items(1000);
  Shown view;
  const auto render = [&] { return table(items, versions); };
  count(name, kTimesOfTables, [&](int) {
    ++items[500].quantity;
    ++items[500].version;
    view.show(render, versions);
  });
}

void count_join() {
  const std::vector<Item> items = make_items(1000);
  Shown view;
  count("join_of_1000_rows", kTimesOfTables, [&](int) { view.join([&] { return table(items, false); }); });
}

void count_event_frame() {
  std::string buffer;
  std::size_t events = 0;
  count("parse_of_an_event", kTimes, [&](int) { events += golive::protocol::read_frame(R"([7,"inc",null,12])", buffer) ? 1 : 0; });
  if (events != kTimes + 1) throw std::logic_error("an event is not read");
}

// Twice the markup shall cost twice as much: what is never closed is listed by the parser, and looked for at each end tag.
void count_hostile_markup() {
  std::string markup;
  while (markup.size() < 200'000) markup += "<object><b></b>";
  std::size_t errors = 0;
  count("parse_of_hostile_markup", 1, [&](int) { errors += golive::testing::parse_fragment(markup).errors().size(); });
  if (errors == 0) throw std::logic_error("nothing was too deep");
}

}  // namespace
}  // namespace guards

int main() {
  guards::count_renders();
  guards::count_counter();
  guards::count_table("cell_of_1000_rows", false);
  guards::count_table("cell_of_1000_rows_with_versions", true);
  guards::count_join();
  guards::count_event_frame();
  guards::count_hostile_markup();
}

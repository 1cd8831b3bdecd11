// A host program whose own threads feed and obey live pages, seen over real sockets.
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "golive/golive.h"
#include "unit/app/visitor.h"

namespace golive {
namespace {

struct Axis {
  std::uint64_t step = 0;
  std::array<std::uint64_t, 10> same{};
  bool whole() const {
    for (const std::uint64_t each : same)
      if (each != step) return false;
    return true;
  }
};
struct Event {
  std::uint32_t source;
  std::uint32_t number;
};
struct Jump {
  std::uint64_t to;
};

// The host: a loop that is never disturbed, and threads that report.
struct Plant {
  std::array<std::optional<Latest<Axis>>, 3> axes;
  Stream<Event> events{256};
  std::optional<Command<Jump>> commands{std::in_place, std::size_t{16}};
  std::atomic<int> torn = 0;
  std::atomic<int> out_of_order = 0;

  Plant() {
    for (auto& axis : axes) axis.emplace();
  }
};

struct Board {
  Service<Plant> plant;
  std::array<std::uint64_t, 3> steps{};
  std::string freshness = {};
  std::uint64_t events = 0;
  std::array<std::uint32_t, 4> newest{};
  std::string outcome = {};
  Outcome last = {};

  void mount(Socket& socket) {
    socket.watch<&Board::on_first>(*plant->axes[0], {.stale_after = 1h});
    socket.watch<&Board::on_second>(*plant->axes[1]);
    socket.watch<&Board::on_third>(*plant->axes[2]);
    socket.watch<&Board::on_events>(plant->events);
  }
  void on_first(const Axis& axis, Freshness how) {
    freshness = how == Freshness::live ? "live" : how == Freshness::stale ? "stale" : "gone";
    take(0, axis);
  }
  void on_second(const Axis& axis) { take(1, axis); }
  void on_third(Socket&, const Axis& axis) { take(2, axis); }
  void take(std::size_t which, const Axis& axis) {
    if (!axis.whole()) ++plant->torn;
    steps[which] = axis.step;
  }
  void on_events(std::span<const Event> news, std::uint64_t missed) {
    events += news.size() + missed;
    for (const Event& event : news) {
      if (event.number <= newest[event.source]) ++plant->out_of_order;
      newest[event.source] = event.number;
    }
  }
  void jump(Socket& socket, std::uint64_t to) { on_outcome(socket.send<&Board::on_outcome>(*plant->commands, {to})); }
  void on_outcome(const Outcome& how) {
    last = how;
    outcome = how.accepted() ? "accepted" : how.done() ? "done" : std::string(how.reason());
  }
  Html render() const {
    return HTML(R"(<i lv-click={}>{first}</i><i>{second}</i><i>{third}</i><b>{freshness}</b><u>{events}</u><s>{outcome}</s>)",
                on<&Board::jump>(0), arg("first", steps[0]), arg("second", steps[1]), arg("third", steps[2]), freshness, events, outcome);
  }
};

// A browser that confirms each frame, and what its page has shown so far.
class Viewer {
 public:
  explicit Viewer(std::uint16_t port) : tab_(port) { seen_ = tab_.page.html + tab_.answer; }

  bool attached() const { return tab_.attached(); }
  void send(std::string_view message) { tab_.socket->text(message); }
  // Reads until that was shown.
  ::testing::AssertionResult shows(std::string_view text) {
    while (seen_.find(text) == std::string::npos) {
      const std::string frame = tab_.read();
      if (frame.empty()) return ::testing::AssertionFailure() << "the socket ended before it showed " << text;
      seen_ += frame;
      tab_.confirm();
    }
    return ::testing::AssertionSuccess();
  }

 private:
  test::Tab tab_;
  std::string seen_;
};

class Inside : public ::testing::Test {
 protected:
  Inside() : app_(Config{.threads = 2}) {
    app_.live("/", [this] { return Board{plant_}; });
    app_.listen("127.0.0.1", 0).start();
  }
  ~Inside() override { stop(); }

  // The host's loop: as fast as it can, which is faster than 10 kHz.
  void begin() {
    host_ = std::thread([this] {
      std::uint64_t step = 0;
      while (!stop_.load(std::memory_order_relaxed)) {
        ++step;
        Axis axis{.step = step, .same = {}};
        axis.same.fill(step);
        for (auto& each : plant_.axes) each->publish(axis);
        plant_.commands->drain([&](const Jump& jump) -> Outcome {
          if (jump.to < step) return refuse("there is no way back");
          step = jump.to;
          return {};
        });
      }
      Axis axis{.step = kLast, .same = {}};
      axis.same.fill(kLast);
      for (auto& each : plant_.axes) each->publish(axis);
    });
  }
  void stop() {
    stop_ = true;
    if (host_.joinable()) host_.join();
  }
  std::vector<Viewer> viewers(int count) {
    std::vector<Viewer> all;
    for (int i = 0; i < count; ++i) EXPECT_TRUE(all.emplace_back(app_.port()).attached());
    return all;
  }

  static constexpr std::uint64_t kLast = 999'999'999'999;
  Plant plant_;
  std::atomic<bool> stop_ = false;
  std::thread host_;
  App app_;
};

TEST_F(Inside, EveryBrowserSeesWholeValuesAndInTheEndTheNewest) {
  begin();
  auto all = viewers(8);
  for (Viewer& viewer : all) EXPECT_TRUE(viewer.shows("live"));
  stop();
  for (Viewer& viewer : all)
    for (const char* last : {R"("1":999999999999)", R"("2":999999999999)", R"("3":999999999999)"}) EXPECT_TRUE(viewer.shows(last));
  EXPECT_EQ(plant_.torn.load(), 0);
}

TEST_F(Inside, EveryBrowserIsToldOfEachEventOrHowManyItMissed) {
  constexpr std::uint32_t kEach = 20'000;
  auto all = viewers(4);
  std::vector<std::thread> sources;
  for (std::uint32_t source = 0; source < 4; ++source)
    sources.emplace_back([this, source] {
      for (std::uint32_t number = 1; number <= kEach; ++number) plant_.events.publish({source, number});
    });
  for (auto& source : sources) source.join();
  for (Viewer& viewer : all) EXPECT_TRUE(viewer.shows(R"("5":80000)"));
  EXPECT_EQ(plant_.out_of_order.load(), 0);
}

TEST_F(Inside, ACommandIsRunByTheHostsLoopAndThePageSaysSo) {
  begin();
  auto all = viewers(3);
  all[0].send(R"_([1,"jump(777000000000)",null,1])_");
  EXPECT_TRUE(all[0].shows("done"));
  all[1].send(R"_([1,"jump(1)",null,1])_");
  EXPECT_TRUE(all[1].shows("there is no way back"));
  for (Viewer& viewer : all) EXPECT_TRUE(viewer.shows(R"("1":7770)"));
}

TEST_F(Inside, AHostMayDestroyItsValuesWhilePagesWatch) {
  begin();
  auto all = viewers(2);
  stop();
  all[0].send(R"_([1,"jump(1)",null,1])_");
  EXPECT_TRUE(all[0].shows("accepted"));
  for (auto& axis : plant_.axes) axis.reset();
  plant_.commands.reset();
  for (Viewer& viewer : all) {
    EXPECT_TRUE(viewer.shows("gone"));
    EXPECT_TRUE(viewer.shows(R"("1":999999999999)"));
  }
  EXPECT_TRUE(all[0].shows("the host is gone"));
}

}  // namespace
}  // namespace golive

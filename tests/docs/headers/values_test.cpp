// The examples in the comments of latest.h and stream.h.
#include <golive/golive.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <span>
#include <string>

#include "unit/app/visitor.h"

namespace golive::values_examples {

using V = test::Visitor;

// clang-format off
struct Axis { double position, speed; };
std::array<Latest<Axis>, 6> axes;                              // anywhere in the host

void move(double x, double v) {
  axes[0].publish({x, v});                                       // from the loop that must not be disturbed
}

struct Robot {
  Axis axis = {};
  bool fresh = false;
  void mount(Socket& socket);
  void on_axis(const Axis& now, Freshness freshness);
  Html render() const { return HTML("<p>{position}</p>", arg("position", axis.position)); }
};
void Robot::mount(Socket& socket) { socket.watch<&Robot::on_axis>(axes[0], {.stale_after = 500ms}); }
void Robot::on_axis(const Axis& now, Freshness freshness) { axis = now; fresh = freshness == Freshness::live; }

struct Trade { std::string name; double price; int count; };
Stream<Trade> trades(1024);                                     // anywhere in the host; keeps the newest 1,024

void trade() {
  trades.publish({"ACME", 12.5, 100});                            // from any thread
}

struct Tape {
  int count = 0;
  void mount(Socket& socket);
  void on_trades(std::span<const Trade> news, std::uint64_t missed);
  Html render() const { return HTML("<p>{count}</p>", count); }
};
void Tape::mount(Socket& socket) { socket.watch<&Tape::on_trades>(trades); }
void Tape::on_trades(std::span<const Trade> news, std::uint64_t missed) { count += static_cast<int>(news.size() + missed); }
// clang-format on

TEST(ValuesExamples, ShowWhatWasKept) {
  trade();
  App app;
  app.live<Tape>("/").listen("127.0.0.1", 0).start();
  EXPECT_NE(V(app.port()).get("/").find("<p>1</p>"), std::string::npos);
}

TEST(ValuesExamples, ShowTheNewest) {
  App app;
  app.live<Robot>("/").listen("127.0.0.1", 0).start();
  move(1.5, 0);
  const V::Joined page = V(app.port()).join("/");
  EXPECT_NE(page.html.find("<p>1.5</p>"), std::string::npos) << page.html;
  EXPECT_TRUE(page.attached()) << page.answer;
}

}  // namespace golive::values_examples

// The examples in the comments of command.h, latest.h, outcome.h and stream.h.
#include <golive/golive.h>
#include <golive/testing.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <span>
#include <string>

namespace golive::values_examples {

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

namespace command {
struct Motor {
  double rpm = 0;
  void set(double to) { rpm = to; }
};

// clang-format off
struct SetSpeed { double rpm; };
Command<SetSpeed> commands(64);                                // anywhere in the host

struct Robot {
  double rpm = 0;
  std::string status;
  void faster(Socket& socket);
  void on_outcome(const Outcome& outcome);
  Html render() const { return HTML("<p lv-click={}>{status}</p>", on<&Robot::faster>(), status); }
};
void Robot::faster(Socket& socket) { on_outcome(socket.send<&Robot::on_outcome>(commands, {rpm + 10})); }
void Robot::on_outcome(const Outcome& outcome) {               // accepted, and later done or refused
  status = outcome.refused() ? "refused: " + std::string(outcome.reason()) : outcome.done() ? "done" : "sent";
}

std::size_t run(Motor& motor, double limit) {
  return
  commands.drain([&](const SetSpeed& command) -> Outcome {       // in the host's loop, each round
    if (command.rpm > limit) return refuse("the speed is above the limit");
    motor.set(command.rpm);
    return {};                                                   // done
  });
}
// clang-format on
}  // namespace command

TEST(ValuesExamples, ShowWhatWasKept) {
  trade();
  EXPECT_EQ(testing::live<Tape>().text("p"), "1");
}

TEST(ValuesExamples, ShowTheNewest) {
  move(1.5, 0);
  EXPECT_EQ(testing::live<Robot>().text("p"), "1.5");
}

TEST(ValuesExamples, TakeCommands) {
  testing::Page page = testing::live<command::Robot>("/robot");
  EXPECT_EQ(page.click("p").text("p"), "sent");
  command::Motor motor;
  EXPECT_EQ(command::run(motor, 100), 1u);
  EXPECT_EQ(motor.rpm, 10);
  page.until([&] { return page.text("p") == "done"; });
}

}  // namespace golive::values_examples

// docs/inside-your-process.md: a host's loop, its page, and an object behind a mutex.
#include <golive/command.h>
#include <golive/golive.h>
#include <golive/latest.h>
#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "unit/app/visitor.h"

namespace golive {
namespace {

using V = test::Visitor;

namespace motor_example {

// clang-format off
struct Motor { double rpm, current, temperature; };        // trivially copyable
struct SetSpeed { double rpm; };

Latest<Motor> motor;                                       // the host's, visible to its pages
Command<SetSpeed> commands(64);

struct MotorPage {                                         // one for each browser
  Motor now = {};
  Freshness freshness = Freshness::live;
  std::string word = {};

  void mount(Socket& socket) { socket.watch<&MotorPage::look>(motor); }
  void look(const Motor& newest, Freshness how) { now = newest, freshness = how; }
  void set(Socket& socket, double rpm) { on_outcome(socket.send<&MotorPage::on_outcome>(commands, SetSpeed{rpm})); }
  void on_outcome(const Outcome& outcome) { word = outcome.refused() ? std::string(outcome.reason()) : outcome.done() ? "done" : "sent"; }

  Html render() const {
    return HTML(R"(<p class={}>{rpm} rpm, {amps} A</p><input type="range" max="5000" value={} lv-input={}><p role="status">{word}</p>)",
                freshness == Freshness::live ? "live" : "stale", arg("rpm", now.rpm), arg("amps", now.current), now.rpm,
                on<&MotorPage::set>(), word);
  }
};
// clang-format on

// The program that the document leaves out.
struct Machine {
  std::atomic<bool> running = true;
  std::atomic<double> speed = 100;

  void wait_for_next_round() { std::this_thread::yield(); }
  void set_speed(double rpm) { speed = rpm; }
  Motor measure() const { return {speed, 2.5, 40}; }

  // As the document has it: compiled, and not run, for it takes a port of its own.
  void run() {
    const auto measure = [this] { return this->measure(); };
    const auto set_speed = [this](double rpm) { this->set_speed(rpm); };
    const auto wait_for_next_round = [this] { this->wait_for_next_round(); };
    // clang-format off
App app;
app.live<MotorPage>("/").listen(8080).start();             // threads of its own; returns at once

while (running) {
  wait_for_next_round();
  commands.drain([&](const SetSpeed& wanted) -> Outcome {
    if (wanted.rpm > 5000) return refuse("5000 rpm is the limit");
    set_speed(wanted.rpm);
    return {};
  });
  motor.publish(measure());
}
app.stop();                                                // browsers are told, and come back when there is somebody again
                 // clang-format on
  }
};

// What the next frame that says `text` says.
std::string frame_with(test::SocketClient& socket, std::string_view text) {
  for (;;) {
    const std::string frame = socket.read().payload;
    if (frame.empty() || frame.find(text) != std::string::npos) return frame;
  }
}

TEST(InsideYourProcess, ThePageShowsWhatTheLoopDoesAndSteersIt) {
  Machine machine;
  App app;
  app.live<MotorPage>("/").listen("127.0.0.1", 0).start();
  std::thread host([&machine] {
    while (machine.running) {
      machine.wait_for_next_round();
      commands.drain([&](const SetSpeed& wanted) -> Outcome {
        if (wanted.rpm > 5000) return refuse("5000 rpm is the limit");
        machine.set_speed(wanted.rpm);
        return {};
      });
      motor.publish(machine.measure());
    }
  });
  const auto page = V(app.port()).join("/");
  EXPECT_TRUE(page.attached()) << page.answer;
  page.socket->text(R"([1,"set",{"value":"1500","name":""},1])");
  EXPECT_NE(frame_with(*page.socket, "1500"), "");
  page.socket->text(R"([2,"set",{"value":"9000","name":""},1])");
  EXPECT_NE(frame_with(*page.socket, "5000 rpm is the limit"), "");
  EXPECT_EQ(machine.speed, 1500);
  machine.running = false;
  host.join();
}

}  // namespace motor_example

namespace mutex_example {

struct Order {
  int id = 0;
  double price = 0;
};
struct Book {
  std::mutex mutex;
  std::vector<Order> orders = {{1, 12.5}};
  std::vector<Order> best(std::size_t) const { return orders; }
};

// clang-format off
struct Orders {
  Service<Book> book;                                      // has a mutex
  std::vector<Order> top = {};

  void mount(Socket& socket) { socket.every<&Orders::look>(200ms), look(); }
  void look() {
    const std::scoped_lock lock(book->mutex);
    top = book->best(20);
  }
  Html render() const {
    return HTML("<ol>{}</ol>", each(top, &Order::id, [](const Order& order) { return HTML("<li>{order.price}</li>", order.price); }));
  }
};
// clang-format on

TEST(InsideYourProcess, AnObjectBehindAMutexIsReadInARouteThatMayWait) {
  Book book;
  App app;
  // clang-format off
app.live("/orders", [&book] { return Orders{book}; }, {.blocking = true});
  // clang-format on
  app.listen("127.0.0.1", 0).start();
  EXPECT_NE(V(app.port()).get("/orders").find("<li>12.5</li>"), std::string::npos);
}

}  // namespace mutex_example

}  // namespace
}  // namespace golive

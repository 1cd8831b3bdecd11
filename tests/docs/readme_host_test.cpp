// README.md: an app inside the process of a host program, on threads of its own or in the host's loop.
#include <golive/golive.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/eventfd.h>

#include <future>
#include <string>

#include "unit/app/visitor.h"

namespace golive {
namespace {

using V = test::Visitor;

// clang-format off
struct Price { std::string name; double value = 0; };
Topic<Price> prices;

struct Board {
  Price last;

  void mount(Socket& socket) { socket.subscribe<&Board::show>(prices); }
  void show(const Price& price) { last = price; }
  Html render() const { return HTML("<output>{name} {value}</output>", arg("name", last.name), arg("value", last.value)); }
};
// clang-format on

// A browser that has the board open, on a thread of its own, until it shows a price.
std::string shown_price(std::uint16_t port, std::promise<void>& open) {
  const test::Tab page = V(port).join("/");
  EXPECT_TRUE(page.attached()) << page.answer;
  open.set_value();
  return page.socket->read().payload;
}

constexpr std::string_view kDiff = R"([2,0,"d",{"d":{"0":"ACME","1":12.5}}])";

TEST(ReadmeHost, PublishesFromAnyThreadToAnAppOnThreadsOfItsOwn) {
  const std::uint16_t port = 0;
  std::promise<void> open;
  // clang-format off
  App app;
  app.live<Board>("/").listen(port).start();                 // on threads of its own; returns at once
  // clang-format on
  auto shown = std::async(std::launch::async, [&] { return shown_price(app.port(), open); });
  open.get_future().wait();
  // clang-format off
  prices.publish({"ACME", 12.5});                            // from any thread: every page that shows it changes
  // clang-format on
  EXPECT_EQ(shown.get(), kDiff);
  // clang-format off
  app.stop();                                                // says goodbye to the browsers, as the destructor does
  // clang-format on
  EXPECT_FALSE(test::TcpClient(app.port()).connected());
}

// Has work whenever its descriptor is written to, and is told to end.
class Host {
 public:
  int fd() const { return wake_.get(); }
  bool running() const { return running_; }
  void work() { running_ = false; }
  void end() const { ::eventfd_write(wake_.get(), 1); }

 private:
  FileDescriptor wake_{::eventfd(0, EFD_CLOEXEC)};
  bool running_ = true;
};

TEST(ReadmeHost, WatchesTheAppInItsOwnLoop) {
  const std::uint16_t port = 0;
  Host host;
  App app;
  app.live<Board>("/").listen(port);
  std::promise<void> open;
  // clang-format off
  pollfd watched[] = {{host.fd(), POLLIN, 0}, {app.fd(), POLLIN, 0}};
  // clang-format on
  auto shown = std::async(std::launch::async, [&] {
    const std::string frame = shown_price(app.port(), open);
    host.end();
    return frame;
  });
  auto publisher = std::async(std::launch::async, [&] {
    open.get_future().wait();
    prices.publish({"ACME", 12.5});
  });
  // clang-format off
  while (host.running()) {
    ::poll(watched, 2, -1);
    if (watched[0].revents != 0) host.work();
    app.poll();                                              // runs what is due, on this thread, and does not wait
  }
  // clang-format on
  EXPECT_EQ(shown.get(), kDiff);
}

// Draws until its player has left.
struct Game {
  std::future<std::string> player;
  bool frame() const { return player.wait_for(1ms) != std::future_status::ready; }
};

TEST(ReadmeHost, PollsTheAppOnceAFrame) {
  App app;
  app.live<Board>("/").listen(0);
  app.poll();
  Game game{std::async(std::launch::async, [&] { return V(app.port()).get("/"); })};
  while (game.frame()) app.poll(2ms);
  EXPECT_EQ(V::status_of(game.player.get()), 200);
}

}  // namespace
}  // namespace golive

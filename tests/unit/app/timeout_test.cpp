// Pages that are not ready in time: the browser is answered, and no view is left over.
#include "golive/timeout.h"

#include <gtest/gtest.h>

#include <atomic>
#include <semaphore>
#include <string>
#include <thread>

#include "golive/golive.h"
#include "unit/app/visitor.h"

namespace golive {
namespace {

using V = test::Visitor;

// What a page waits for, and what has become of it.
struct Gatekeeper {
  std::counting_semaphore<> open{0};
  std::atomic<int> mounted = 0;
  std::atomic<int> terminated = 0;
};

struct Waiting {
  static constexpr bool survives = false;
  Gatekeeper* gate;
  void mount() {
    gate->open.acquire();
    ++gate->mounted;
  }
  void terminate(TerminateReason) {
    ++gate->terminated;
    gate->terminated.notify_all();
  }
  Html render() const { return HTML("<p>ready</p>"); }
};

struct Quick {
  Html render() const { return HTML("<p>quick</p>"); }
};

class TimeoutTest : public ::testing::Test {
 protected:
  TimeoutTest() {
    app_.use(timeout(std::chrono::milliseconds{20}))
        .on_error([](const Request&, int status) { return Response::text("sorry, " + std::to_string(status)); })
        .live("/late", [this] { return Waiting{&gate_}; }, {.blocking = true})
        .live<Quick>("/quick")
        .group("/patient",
               [this](Group& patient) {
                 patient.use(timeout(Duration::zero()));
                 patient.live("/late", [this] { return Waiting{&gate_}; }, {.blocking = true});
               })
        .get("/stream",
             [](const Request&) {
               return Response::stream("text/plain", [n = 0](std::string& piece) mutable {
                 piece.append("more ");
                 return ++n == 3 ? BodySource::end : BodySource::more;
               });
             })
        .listen("127.0.0.1", 0)
        .start();
  }
  ~TimeoutTest() override { gate_.open.release(100); }
  V visitor() const { return V(app_.port()); }

  Gatekeeper gate_;
  App app_;
};

TEST_F(TimeoutTest, APageThatIsLateIsAnErrorPageAndItsViewEnds) {
  const std::string answer = visitor().get("/late");  // while mount waits
  EXPECT_EQ(V::status_of(answer), 503) << answer;
  EXPECT_EQ(V::body_of(answer), "sorry, 503");
  EXPECT_EQ(gate_.mounted, 0);
  gate_.open.release();
  gate_.terminated.wait(0);
  const Stats stats = app_.stats();
  EXPECT_EQ(gate_.mounted, 1);
  EXPECT_EQ(gate_.terminated, 1);
  EXPECT_EQ(stats.parked, 0u);
  EXPECT_EQ(stats.views, 0u);
}

TEST_F(TimeoutTest, AConnectionGoesOnAfterAPageThatWasLate) {
  test::TcpClient client(app_.port());
  client.send("GET /late HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(V::status_of(client.read_response()), 503);
  gate_.open.release();
  gate_.terminated.wait(0);
  client.send("GET /quick HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const std::string next = client.read_response();
  EXPECT_EQ(V::status_of(next), 200);
  EXPECT_NE(next.find("<p>quick</p>"), std::string::npos);
}

TEST_F(TimeoutTest, AGroupMayWaitAsLongAsItTakes) {
  std::jthread opener([this] { gate_.open.release(2); });
  const auto joined = visitor().join("/patient/late");
  EXPECT_EQ(V::status_of(joined.html), 200);
  EXPECT_TRUE(joined.attached()) << joined.answer;
}

TEST_F(TimeoutTest, StreamsUpgradesAndJoinsPass) {
  EXPECT_EQ(V::status_of(visitor().get("/stream")), 200);
  EXPECT_TRUE(visitor().join("/quick").attached());
}

}  // namespace
}  // namespace golive

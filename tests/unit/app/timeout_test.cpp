// Pages that are not ready in time: the browser is answered, and no view is left over.
#include "golive/timeout.h"

#include <gtest/gtest.h>

#include <atomic>
#include <semaphore>
#include <string>
#include <utility>

#include "golive/golive.h"
#include "unit/app/visitor.h"

namespace golive {
namespace {

using V = test::Visitor;

// What a page waits for, and what has become of it.
struct Gatekeeper {
  std::counting_semaphore<> open{0};
  std::atomic<int> begun = 0;
  std::atomic<int> mounted = 0;
  std::atomic<int> terminated = 0;
};

struct Waiting {
  static constexpr bool survives = false;
  Gatekeeper* gate;
  void mount() {
    ++gate->begun;
    gate->open.acquire();
    ++gate->mounted;
  }
  void terminate(TerminateReason) { ++gate->terminated; }
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
                 patient.live("/late", [this] { return Waiting{&patient_gate_}; }, {.blocking = true});
               })
        .get("/stream",
             [this](const Request&) {
               return Response::stream("text/plain", [this, begun = false](std::string& piece) mutable {
                 if (!std::exchange(begun, true)) return piece.append("begun "), BodySource::more;
                 if (!late_.load()) return BodySource::later;
                 piece.append("ended");
                 return BodySource::end;
               });
             })
        .listen("127.0.0.1", 0)
        .start();
  }
  ~TimeoutTest() override {
    gate_.open.release(100);
    patient_gate_.open.release(100);
  }
  V visitor() const { return V(app_.port()); }

  // What the page is answered while its mount waits. A worker of a busy machine may get to it after its limit only, and then there is no
  // mount to wait, and none to end: another page is asked for.
  std::string get_late(test::TcpClient& client) {
    std::string answer;
    do {
      client.send("GET /late HTTP/1.1\r\nHost: localhost\r\n\r\n");
      answer = client.read_response();
    } while (V::status_of(answer) == 503 && gate_.begun == 0);
    return answer;
  }
  // Lets the mounts go on. True: each has been followed by its terminate.
  bool ends_what_waits() {
    gate_.open.release(100);
    return test::eventually([this] { return gate_.terminated == gate_.begun; });
  }
  // The time limit of what began before this has passed when it returns.
  void be_late() {
    EXPECT_EQ(V::status_of(visitor().get("/late")), 503);
    late_ = true;
  }

  Gatekeeper gate_;
  Gatekeeper patient_gate_;
  std::atomic<bool> late_ = false;
  App app_;
};

TEST_F(TimeoutTest, APageThatIsLateIsAnErrorPageAndItsViewEnds) {
  test::TcpClient client(app_.port());
  const std::string answer = get_late(client);
  EXPECT_EQ(V::status_of(answer), 503) << answer;
  EXPECT_EQ(V::body_of(answer), "sorry, 503");
  EXPECT_EQ(gate_.mounted, 0);
  EXPECT_TRUE(ends_what_waits());
  const Stats stats = app_.stats();
  EXPECT_EQ(stats.parked, 0u);
  EXPECT_EQ(stats.views, 0u);
  app_.stop();
  EXPECT_GE(gate_.mounted, 1);
  EXPECT_EQ(gate_.terminated, gate_.mounted);
}

TEST_F(TimeoutTest, AConnectionGoesOnAfterAPageThatWasLate) {
  test::TcpClient client(app_.port());
  EXPECT_EQ(V::status_of(get_late(client)), 503);
  EXPECT_TRUE(ends_what_waits());
  client.send("GET /quick HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const std::string next = client.read_response();
  EXPECT_EQ(V::status_of(next), 200);
  EXPECT_NE(next.find("<p>quick</p>"), std::string::npos);
}

TEST_F(TimeoutTest, AGroupMayWaitAsLongAsItTakes) {
  test::TcpClient client(app_.port());
  client.send("GET /patient/late HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_TRUE(test::eventually([this] { return patient_gate_.begun == 1; }));
  be_late();
  patient_gate_.open.release();
  const auto joined = visitor().join({"/patient/late", client.read_response()});
  EXPECT_EQ(V::status_of(joined.page.html), 200);
  EXPECT_TRUE(joined.attached()) << joined.answer;
}

TEST_F(TimeoutTest, AStreamTakesAsLongAsItTakes) {
  test::TcpClient client(app_.port());
  client.send("GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(V::status_of(client.read_until("begun ")), 200);
  be_late();
  EXPECT_NE(client.read_until("0\r\n\r\n").find("ended"), std::string::npos);
}

TEST_F(TimeoutTest, ASocketStaysOpen) {
  const auto joined = visitor().join("/quick");
  ASSERT_TRUE(joined.attached());
  be_late();
  joined.socket->text(R"([0,"ping",null,0])");
  EXPECT_EQ(joined.socket->read().payload, R"([0,0,"p",null])");
}

}  // namespace
}  // namespace golive

// Faults of middleware: what must not happen when all of it is in use.
#include <gtest/gtest.h>

#include <atomic>
#include <semaphore>
#include <string>

#include "golive/golive.h"
#include "unit/app/visitor.h"

namespace golive {
namespace {

using namespace std::chrono_literals;
using test::TcpClient;
using test::Visitor;

struct Clicks {
  int count = 0;
  void add() { ++count; }
  Html render() const {
    const std::string text(3000, 't');  // worth compressing
    return HTML("<p lv-click={}>{count}</p><pre>{text}</pre>", on<&Clicks::add>(), count, text);
  }
};

// Takes until the test has its answer.
struct Late {
  static inline std::binary_semaphore go{0};
  void mount() { go.acquire(); }
  Html render() const { return HTML("<p>late</p>"); }
};

class AllMiddleware : public ::testing::Test {
 protected:
  AllMiddleware() {
    app_.use(request_id()).use(access_log()).use(compression()).use(timeout(100ms)).use(cors({.origins = {"https://friend.example"}}));
    app_.live<Clicks>("/")
        .live<Clicks>("/blocking", {.blocking = true})
        .live<Late>("/late", {.blocking = true})
        .get("/stream",
             [this](const Request&) {
               return Response::stream("text/plain", [this, n = 0](std::string& piece) mutable {
                 if (n == 1 && !first_was_read_.load()) return BodySource::later;
                 piece += ++n == 1 ? "first" : "second";
                 return n == 2 ? BodySource::end : BodySource::more;
               });
             })
        .listen("127.0.0.1", 0)
        .start();
  }
  std::atomic<bool> first_was_read_ = false;
  App app_;
};

using KnownFaultsOfMiddleware = AllMiddleware;

TEST_F(KnownFaultsOfMiddleware, W35_UpgradesPass) {
  for (const char* path : {"/", "/blocking"})
    EXPECT_EQ(Visitor::status_of(Visitor(app_.port()).upgrade(std::string(path) + "?vsn=golive1", "Accept-Encoding: gzip\r\n")), 101);
}

TEST_F(KnownFaultsOfMiddleware, W35_AStreamIsSentAsItIsMade) {
  TcpClient client(app_.port());
  client.send("GET /stream HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n");
  EXPECT_NE(client.read_until("first"), "") << "before the second piece is there";
  first_was_read_ = true;
  EXPECT_NE(client.read_to_end().find("second"), std::string::npos);
}

TEST_F(KnownFaultsOfMiddleware, W35_ACompressedAnswerSaysWhatItVariesBy) {
  const std::string answer = Visitor(app_.port()).get("/", "Accept-Encoding: gzip\r\n");
  EXPECT_EQ(Visitor::header_of(answer, "Content-Encoding"), "gzip");
  EXPECT_NE(Visitor::header_of(answer, "Vary").find("Accept-Encoding"), std::string::npos);
  EXPECT_NE(Visitor::header_of(Visitor(app_.port()).get("/"), "Vary").find("Accept-Encoding"), std::string::npos);
}

TEST_F(KnownFaultsOfMiddleware, W35_APageThatIsLateIsAnsweredOnceAndItsConnectionGoesOn) {
  TcpClient client(app_.port());
  client.send("GET /late HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(Visitor::status_of(client.read_response()), 503);
  Late::go.release();
  EXPECT_TRUE(test::eventually([&] { return app_.stats().mounts == app_.stats().terminates; }));
  client.send("GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(Visitor::status_of(client.read_response()), 404) << "the next answer is that of the next request";
}

}  // namespace
}  // namespace golive

#pragma once
// The Autobahn test suite's cases for a server that echoes, by their ids: tests named Autobahn/Case.1_1_1 and so on, over real sockets.
// What each sends and demands is written from the suite's descriptions, always in its strict form. autobahn_cases.txt has all ids.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "unit/transport/transport_fixture.h"

namespace golive::test {

// How a sequence of frames is cut into writes.
enum class Chop { none, frames, octets };

// The suite's end of a connection.
class AutobahnPeer {
 public:
  void send(std::string_view bytes, std::size_t chop = 0) {
    for (; chop != 0 && bytes.size() > chop; bytes.remove_prefix(chop)) client_.tcp.send(bytes.substr(0, chop));
    client_.tcp.send(bytes);
  }
  void send(const std::vector<std::string>& frames, Chop chop = Chop::none) {
    std::string all;
    for (const std::string& frame : frames) {
      if (chop == Chop::none) all += frame;
      else send(frame, chop == Chop::octets ? 1 : 0);
    }
    if (!all.empty()) send(all);
  }

  void gets(int opcode, std::string_view payload) {
    const Frame frame = client_.read();
    EXPECT_EQ(frame.opcode, opcode);
    EXPECT_TRUE(frame.payload == payload) << frame.payload.size() << " bytes instead of " << payload.size();
  }
  // The server has read everything, since another connection of its loop got an answer, and says nothing.
  void gets_nothing() {
    witness_.text("there?");
    EXPECT_EQ(witness_.read().payload, "there?");
    EXPECT_FALSE(client_.tcp.has_answer());
  }
  // A close frame with this code (1005: without), and then the end.
  void gets_close(int code) {
    EXPECT_EQ(client_.read_close(), code);
    EXPECT_TRUE(client_.tcp.at_end());
  }
  // What every case ends with whose connection stays open.
  void leaves() {
    send(client_frame(0x88, close_payload(1000)));
    gets_close(1000);
  }

 private:
  EchoServer server_;
  SocketClient client_{server_.port()};
  SocketClient witness_{server_.port()};
};

struct AutobahnCase {
  std::string id;  // as the suite writes it: 1.1.1
  std::function<void(AutobahnPeer&)> script;
};

// Makes tests of them, when constructed before main().
class AutobahnCases {
 public:
  explicit AutobahnCases(const std::vector<AutobahnCase>& cases) {
    for (const AutobahnCase& one : cases) {
      std::string name = one.id;
      std::ranges::replace(name, '.', '_');
      testing::RegisterTest(kSuite, name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                            [script = one.script]() -> testing::Test* { return new Case(script); });
    }
  }

  static constexpr const char* kSuite = "Autobahn/Case";

 private:
  class Case final : public testing::Test {
   public:
    explicit Case(std::function<void(AutobahnPeer&)> script) : script_(std::move(script)) {}
    void TestBody() override {
      AutobahnPeer peer;
      script_(peer);
    }

   private:
    std::function<void(AutobahnPeer&)> script_;
  };
};

}  // namespace golive::test

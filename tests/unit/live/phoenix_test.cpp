// What a client of Phoenix sees of a view: joins, events and their answers, pushes, failures.
#include <boost/json.hpp>

#include "live/phoenix_connection.h"
#include "live/view_id.h"
#include "live_fixture.h"
#include "model/phoenix_page.h"

namespace golive::live {
namespace {

using boost::json::value;

struct Form {
  std::string name;
  std::vector<std::string> colors;
};

struct Board {
  int count = 0;
  std::string said;
  TerminateReason* ended = nullptr;
  static constexpr bool survives = false;

  void mount(Socket& socket, const Params& params) {
    if (params.has("away")) socket.redirect("/elsewhere");
    if (params.has("forbidden")) throw HttpError{403};
  }
  void inc() { ++count; }
  int add(int by) { return count += by; }
  void click() { count = 1000; }
  void say(std::string text) { said = text; }
  void save(Form form) {
    said = form.name;
    for (const std::string& color : form.colors) said += "," + color;
  }
  void hello(Socket& socket) { socket.push_event("hello", count); }
  void go(Socket& socket) { socket.redirect("/elsewhere"); }
  void fail() { throw std::runtime_error("secret reason"); }
  void nothing() {}

  Html render() const {
    return HTML(R"(<b lv-click={}></b><b lv-click={}></b><input lv-change={}><form lv-submit={}></form>
      <b lv-click={}></b><b lv-click={}></b><b lv-click={}></b><b lv-click={}></b><output>{count}</output><p>{said}</p>)",
                on<&Board::inc>(), on<&Board::add>(1), on<&Board::say>(), on<&Board::save>(), on<&Board::hello>(), on<&Board::go>(),
                on<&Board::fail>(), on<&Board::nothing>(), count, said);
  }
};

// Binds a name that is also a DOM type.
struct Clicker {
  int clicks = 0;
  static constexpr bool survives = false;
  void click() { ++clicks; }
  void keydown() { clicks += 100; }
  Html render() const {
    return HTML(R"(<b lv-click={}></b><b lv-click={}></b><output>{clicks}</output>)", on<&Clicker::click>(), on<&Clicker::keydown>(),
                clicks);
  }
};

// Pushes what is published, and more with it than a client that confirms would be sent unconfirmed.
struct Watcher {
  Service<Topic<int>> topic;
  int newest = 0;
  void mount(Socket& socket) { socket.subscribe<&Watcher::take>(*topic); }
  void take(Socket& socket, int value) {
    newest = value;
    socket.push_event("seen", std::string(5000, 'x'));
  }
  Html render() const { return HTML("<output>{newest}</output>", newest); }
};

class PhoenixTest : public LiveTest {
 protected:
  struct Client {
    Client(PhoenixTest& of, const LiveRoute& route, std::string_view vsn, std::string_view query = {})
        : test(of), number(security::random_number()) {
      url = "http://localhost:3000" + route.pattern + std::string(query);
      topic = "lv:" + format_view_id(0, number);
      of.runtime_.signer().sign({.route = route.index, .loop = 0, .view = number, .digest = 0, .expires = 4'000'000'000}, {}, route.pattern,
                                token);
      connection = Connection::open(vsn, of.runtime_, transport, Visitor{.peer = "127.0.0.1"});
    }
    ~Client() {
      test.run([&] { connection->on_closed(1001); });
    }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    void say(const std::string& text) {
      test.run([&] { connection->on_message(text); });
    }
    void push(std::string_view ref, std::string_view event, std::string_view payload) {
      say(R"(["1",")" + std::string(ref) + R"(",")" + topic + R"(",")" + std::string(event) + R"(",)" + std::string(payload) + "]");
    }
    void join(std::string_view join_ref = "1") {
      say(R"([")" + std::string(join_ref) + R"(",")" + std::string(join_ref) + R"(",")" + topic + R"(","phx_join",{"token":")" + token +
          R"(","url":")" + url + R"("}])");
    }
    // The next message, as v2 writes it, with this topic written LV.
    std::string take() {
      std::string text = transport.take();
      for (std::size_t at; (at = text.find(topic)) != std::string::npos;) text.replace(at, topic.size(), "LV");
      return text;
    }

    PhoenixTest& test;
    std::uint64_t number;
    std::string url, topic, token;
    FakeTransport transport;
    std::unique_ptr<Connection> connection;
  };

  std::unique_ptr<Client> client(std::string_view query = {}, std::string_view vsn = "2.0.0") {
    return std::make_unique<Client>(*this, board(), vsn, query);
  }
  std::unique_ptr<Client> joined(std::string_view query = {}) {
    auto made = client(query);
    made->join();
    EXPECT_TRUE(made->take().starts_with(R"(["1","1","LV","phx_reply",{"status":"ok","response":{"rendered":{)"));
    return made;
  }
  const LiveRoute& board() {
    if (board_ == nullptr) board_ = &route<Board>();
    return *board_;
  }
  const LiveRoute* board_ = nullptr;
};

TEST_F(PhoenixTest, AJoinIsAnsweredWithTheWholeTree) {
  const auto page = client();
  page->join();
  const value message = boost::json::parse(page->take());
  model::PhoenixPage shown;
  shown.join(boost::json::serialize(message.at(4).at("response").at("rendered")));
  EXPECT_EQ(shown.html(), get(board()).markup);
  EXPECT_TRUE(page->transport.frames.empty());
}

TEST_F(PhoenixTest, AnEventIsAnsweredWithItsDiffUnderItsRef) {
  const auto page = joined();
  page->push("8", "event", R"({"type":"click","event":"inc","value":{}})");
  EXPECT_EQ(page->take(), R"(["1","8","LV","phx_reply",{"status":"ok","response":{"diff":{"8":"1"}}}])");
  page->push("9", "event", R"j({"type":"click","event":"add(5)","value":{}})j");
  EXPECT_EQ(page->take(), R"(["1","9","LV","phx_reply",{"status":"ok","response":{"diff":{"8":"6","r":6}}}])");
  page->push("10", "nothing", "{}");
  EXPECT_EQ(page->take(), R"(["1","10","LV","phx_reply",{"status":"ok","response":{"diff":{}}}])");
  EXPECT_TRUE(page->transport.frames.empty());
}

TEST_F(PhoenixTest, AnEventMayBeCalledByItsOwnNameOrByADomType) {
  const auto page = joined();
  page->push("2", "inc", "{}");
  EXPECT_NE(page->take().find(R"("8":"1")"), std::string::npos);
  page->push("3", "say", R"({"value":"<hi>"})");
  EXPECT_NE(page->take().find(R"("9":"&lt;hi&gt;")"), std::string::npos);
  page->push("4", "keydown", R"({"value":"inc"})");
  EXPECT_NE(page->take().find(R"("8":"2")"), std::string::npos);
  page->push("5", "click", R"j({"value":"add(1)"})j");
  EXPECT_NE(page->take().find(R"("8":"3")"), std::string::npos);
}

TEST_F(PhoenixTest, ANameThatIsBoundComesBeforeADomType) {
  Client page(*this, route<Clicker>(), "2.0.0");
  page.join();
  page.take();
  page.push("2", "click", R"({"value":"keydown"})");
  EXPECT_NE(page.take().find(R"("2":"1")"), std::string::npos);
  page.push("3", "focus", R"({"value":"keydown"})");
  EXPECT_NE(page.take().find(R"("2":"101")"), std::string::npos);
}

TEST_F(PhoenixTest, AFormComesUrlencodedAsLiveViewSendsIt) {
  const auto page = joined();
  page->push("2", "event", R"({"type":"form","event":"save","value":"name=Bo+%26+Al&colors%5B%5D=x","meta":{"_target":"name"}})");
  const std::string answer = page->take();
  EXPECT_NE(answer.find(R"("status":"ok")"), std::string::npos) << answer;
  page->push("3", "event", R"({"type":"form","event":"save","value":"name=Bo+%26+Al&colors=r&colors=%3C"})");
  EXPECT_NE(page->take().find(R"("9":"Bo &amp; Al,r,&lt;")"), std::string::npos);
  page->push("4", "event", R"({"type":"hook","event":"say","value":"plain"})");
  EXPECT_NE(page->take().find(R"("9":"plain")"), std::string::npos);
}

TEST_F(PhoenixTest, WhatIsRefusedIsAnErrorAnswerAndChangesNothing) {
  const auto page = joined();
  page->push("2", "boy", "{}");
  const std::string unknown = page->take();
  EXPECT_TRUE(unknown.starts_with(R"(["1","2","LV","phx_reply",{"status":"error","response":{"reason":"unknown_event")")) << unknown;
  page->push("3", "event", R"({"type":"click","value":{}})");
  EXPECT_NE(page->take().find(R"("reason":"bad_event")"), std::string::npos);
  page->push("4", "event", R"({"type":"click","event":"inc","value":{},"cid":1})");
  EXPECT_NE(page->take().find(R"("reason":"unknown_target")"), std::string::npos);
  page->push("5", "event", R"j({"type":"click","event":"add(x)","value":{}})j");
  EXPECT_NE(page->take().find(R"("reason":"bad_arguments")"), std::string::npos);
  page->push("6", "nothing", "{}");
  EXPECT_NE(page->take().find(R"("diff":{})"), std::string::npos);
}

TEST_F(PhoenixTest, EventsOfThePageComeWithTheAnswer) {
  const auto page = joined();
  page->push("2", "hello", "{}");
  EXPECT_EQ(page->take(), R"(["1","2","LV","phx_reply",{"status":"ok","response":{"diff":{"e":[["hello",0]]}}}])");
}

TEST_F(PhoenixTest, AnEventWithoutARefIsRunAndItsChangePushed) {
  const auto page = joined();
  page->say(R"(["1",null,")" + page->topic + R"(","inc",{}])");
  EXPECT_EQ(page->take(), R"(["1",null,"LV","diff",{"8":"1"}])");
}

TEST_F(PhoenixTest, AnswersThatWaitedAreSentEachWithItsRefAndTheChangeInTheLast) {
  const auto page = joined();
  page->transport.stalled = true;
  page->push("2", "inc", "{}");
  page->push("3", "add(4)", "{}");
  page->push("4", "boy", "{}");
  page->push("5", "inc", "{}");
  page->transport.stalled = false;
  EXPECT_TRUE(page->transport.frames.empty());
  run([&] { page->connection->on_drained(); });
  EXPECT_EQ(page->take(), R"(["1","2","LV","phx_reply",{"status":"ok","response":{"diff":{}}}])");
  EXPECT_EQ(page->take(), R"(["1","3","LV","phx_reply",{"status":"ok","response":{"diff":{"r":5}}}])");
  EXPECT_NE(page->take().find(R"("status":"error")"), std::string::npos);
  EXPECT_EQ(page->take(), R"(["1","5","LV","phx_reply",{"status":"ok","response":{"diff":{"8":"6"}}}])");

  page->transport.stalled = true;
  page->push("6", "inc", "{}");
  page->push("7", "boy", "{}");
  page->transport.stalled = false;
  run([&] { page->connection->on_drained(); });
  EXPECT_EQ(page->take(), R"(["1",null,"LV","diff",{"8":"7"}])");
  EXPECT_EQ(page->take(), R"(["1","6","LV","phx_reply",{"status":"ok","response":{"diff":{}}}])");
  EXPECT_NE(page->take().find(R"(["1","7","LV","phx_reply",{"status":"error")"), std::string::npos);
}

TEST_F(PhoenixTest, HeartbeatsAreAnsweredOnTheirTopicAndTheNewestWaitsForABrowserThatReads) {
  const auto page = client();
  page->say(R"([null,"7","phoenix","heartbeat",{}])");
  EXPECT_EQ(page->take(), R"([null,"7","phoenix","phx_reply",{"status":"ok","response":{}}])");
  page->push("8", "phx_heartbeat", "{}");
  EXPECT_EQ(page->take(), R"(["1","8","LV","phx_reply",{"status":"ok","response":{}}])");
  page->transport.stalled = true;
  page->say(R"([null,"9","phoenix","heartbeat",{}])");
  page->say(R"([null,"10","phoenix","heartbeat",{}])");
  page->transport.stalled = false;
  run([&] { page->connection->on_drained(); });
  EXPECT_EQ(page->take(), R"([null,"10","phoenix","phx_reply",{"status":"ok","response":{}}])");
  EXPECT_TRUE(page->transport.frames.empty());
}

TEST_F(PhoenixTest, ALeaveEndsTheViewAndClosesTheTopicOnly) {
  const auto page = joined();
  page->push("5", "phx_leave", "{}");
  EXPECT_EQ(page->take(), R"(["1","5","LV","phx_reply",{"status":"ok","response":{}}])");
  EXPECT_EQ(page->take(), R"(["1","1","LV","phx_close",{}])");
  EXPECT_EQ(page->transport.close_code, 0);
  EXPECT_EQ(counters().terminates.value(), 1u);
  page->push("6", "inc", "{}");
  EXPECT_EQ(page->take(), R"(["1","6","LV","phx_reply",{"status":"error","response":{"reason":"unmatched topic"}}])");
  page->join("7");  // mounts afresh
  EXPECT_TRUE(page->take().starts_with(R"(["7","7","LV","phx_reply",{"status":"ok")"));
}

TEST_F(PhoenixTest, AnotherTopicIsNotThere) {
  const auto page = joined();
  page->say(R"(["1","3","lv:other","inc",{}])");
  EXPECT_EQ(page->take(), R"(["1","3","lv:other","phx_reply",{"status":"error","response":{"reason":"unmatched topic"}}])");
}

TEST_F(PhoenixTest, AViewOutlivesItsConnectionAndIsJoinedAgainWithItsState) {
  const auto page = joined();
  page->push("2", "add(41)", "{}");
  run([&] { page->connection->on_closed(1006); });
  page->transport.frames.clear();
  page->connection = Connection::open("1.0.0", runtime_, page->transport, Visitor{.peer = "127.0.0.1"});
  page->say(R"({"topic":")" + page->topic + R"(","event":"phx_join","payload":{"token":")" + page->token + R"(","url":")" + page->url +
            R"("},"ref":"1"})");
  const std::string rendered = page->take();
  EXPECT_TRUE(rendered.starts_with(R"({"topic":"LV","event":"phx_reply","payload":{"status":"ok","response":{"rendered":{)")) << rendered;
  EXPECT_NE(rendered.find(R"("8":"41")"), std::string::npos) << rendered;
  EXPECT_TRUE(rendered.ends_with(R"(,"ref":"1"})")) << rendered;
  // Events are numbered anew.
  page->say(R"({"topic":")" + page->topic + R"(","event":"inc","payload":{},"ref":2})");
  EXPECT_EQ(page->take(), R"({"topic":"LV","event":"phx_reply","payload":{"status":"ok","response":{"diff":{"8":"42"}}},"ref":2})");
  EXPECT_EQ(counters().mounts.value(), 1u);
}

TEST_F(PhoenixTest, ASecondJoinClosesTheFirstAndWhatWasMeantForThatIsDropped) {
  const auto page = joined();
  page->push("2", "inc", "{}");
  page->take();
  page->join("3");
  EXPECT_EQ(page->take(), R"(["1","1","LV","phx_close",{}])");
  EXPECT_NE(page->take().find(R"(["3","3","LV","phx_reply",{"status":"ok")"), std::string::npos);
  page->push("4", "inc", "{}");  // join_ref 1
  EXPECT_TRUE(page->transport.frames.empty());
  EXPECT_EQ(counters().mounts.value(), 1u);
}

TEST_F(PhoenixTest, ANewerConnectionTakesTheViewAndTheOlderOneIsTold) {
  const auto page = joined();
  Client newer(*this, board(), "2.0.0");
  newer.topic = page->topic;
  newer.token = page->token;
  newer.join();
  EXPECT_EQ(page->take(), R"(["1","1","LV","phx_close",{"reason":"joined elsewhere"}])");
  EXPECT_EQ(page->transport.close_code, 0) << "it would connect again and take the view back";
  EXPECT_NE(newer.take().find(R"("status":"ok")"), std::string::npos);
}

TEST_F(PhoenixTest, AJoinThatIsRefusedIsAnErrorAnswerOnASocketThatStaysOpen) {
  const auto page = client();
  const std::string token = std::exchange(page->token, "no token");
  page->join();
  EXPECT_EQ(page->take(), R"(["1","1","LV","phx_reply",{"status":"error","response":{"reason":"stale"}}])");
  page->token.clear();
  page->join("2");
  EXPECT_EQ(page->take(), R"(["2","2","LV","phx_reply",{"status":"error","response":{"reason":"stale"}}])");
  page->token = token;
  const std::string topic = std::exchange(page->topic, "lv:lv-0-0000000000000");
  page->join("3");
  EXPECT_EQ(page->take(), R"(["3","3","LV","phx_reply",{"status":"error","response":{"reason":"stale"}}])") << "a token for another view";
  page->topic = topic;
  page->join("4");
  EXPECT_NE(page->take().find(R"("status":"ok")"), std::string::npos);
  EXPECT_EQ(page->transport.close_code, 0);
}

TEST_F(PhoenixTest, WhereMountSendsTheBrowserIsTheAnswerToTheJoin) {
  const auto page = client("?away");
  page->join();
  EXPECT_EQ(page->take(), R"(["1","1","LV","phx_reply",{"status":"error","response":{"redirect":{"to":"/elsewhere"}}}])");
  const auto other = client("?forbidden");
  other->join();
  EXPECT_EQ(other->take(), R"(["1","1","LV","phx_reply",{"status":"error","response":{"reason":"reload"}}])");
}

TEST_F(PhoenixTest, WhereAnEventSendsTheBrowserIsItsAnswer) {
  const auto page = joined();
  page->push("2", "go", "{}");
  EXPECT_EQ(page->take(), R"(["1","2","LV","phx_reply",{"status":"ok","response":{"redirect":{"to":"/elsewhere"}}}])");
  page->say(R"(["1",null,")" + page->topic + R"(","go",{}])");
  EXPECT_EQ(page->take(), R"(["1",null,"LV","redirect",{"to":"/elsewhere"}])");
}

TEST_F(PhoenixTest, AViewThatFailsIsAnErrorOfItsTopicAndMayBeJoinedAgain) {
  const auto page = joined();
  page->push("2", "fail", "{}");
  const std::string error = page->take();
  EXPECT_EQ(error, R"(["1","1","LV","phx_error",{"reason":"crash"}])");
  page->join("3");
  EXPECT_NE(page->take().find(R"(["3","3","LV","phx_reply",{"status":"ok")"), std::string::npos);
  EXPECT_EQ(page->transport.close_code, 0);
}

TEST_F(PhoenixTest, PushesGoOnWithoutConfirmations) {
  Topic<int> topic;
  const LiveRoute& at = route<Watcher>([&topic] { return Watcher{.topic = topic}; });
  Client page(*this, at, "2.0.0");
  page.join();
  page.take();
  for (int i = 1; i <= 20; ++i) {
    topic.publish(i);
    run_until([&] { return !page.transport.frames.empty(); });
    const std::string push = page.take();
    EXPECT_TRUE(push.starts_with(R"(["1",null,"LV","diff",{"0":")" + std::to_string(i) + R"(","e":[["seen","xxx)")) << push;
  }
}

TEST_F(PhoenixTest, WhatIsNotTheProtocolClosesTheConnection) {
  for (const auto& [text, code] : {std::pair("[1,2]", 1002), std::pair("{", 1002), std::pair(R"([0,"join",null,0])", 1002)}) {
    const auto page = client();
    page->say(text);
    EXPECT_EQ(page->transport.close_code, code) << text;
  }
  const auto old = client({}, "1.0.0");
  run([&] { old->connection->on_binary(std::string(9, '\0')); });
  EXPECT_EQ(old->transport.close_code, 1003) << "version 1 has no binary form";
}

TEST_F(PhoenixTest, ABinaryPushIsAnEventWithItsBytesAsText) {
  const auto page = joined();
  std::string bytes("\0\1\1", 3);
  bytes += static_cast<char>(page->topic.size());
  bytes +=
      "\3"
      "12" +
      page->topic + "say" + "\xff\xfe";
  run([&] { page->connection->on_binary(bytes); });
  EXPECT_EQ(page->take(), R"(["1","2","LV","phx_reply",{"status":"ok","response":{"diff":{"9":"__4"}}}])");
}

TEST_F(PhoenixTest, AStopClosesTheSocketForTheClientToComeBack) {
  const auto page = joined();
  run([&] { runtime_.end_all(); });
  EXPECT_EQ(page->transport.close_code, 1012);
}

TEST_F(PhoenixTest, ABlockingViewAnswersInTheSameWay) {
  const LiveRoute& at = route<Board>([] { return Board{}; }, true);
  Client page(*this, at, "2.0.0");
  page.join();
  run_until([&] { return !page.transport.frames.empty(); });
  EXPECT_NE(page.take().find(R"("rendered":{)"), std::string::npos);
  page.push("2", "inc", "{}");
  page.push("3", "add(2)", "{}");
  std::vector<std::string> answers;
  run_until([&] {
    while (!page.transport.frames.empty()) answers.push_back(page.take());
    return !answers.empty() && answers.back().starts_with(R"(["1","3",)");
  });
  EXPECT_TRUE(answers.back().find(R"("8":"3","r":3)") != std::string::npos) << answers.back();
  EXPECT_TRUE(answers.front().starts_with(R"(["1","2","LV","phx_reply",{"status":"ok")")) << answers.front();
}

}  // namespace
}  // namespace golive::live

// A view that changes faster than its browser takes it: frames are skipped, nothing is queued, and the newest state comes in the end.
#include <gtest/gtest.h>
#include <malloc.h>

#include <algorithm>
#include <string>

#include "unit/live/live_fixture.h"

namespace golive::live {
namespace {

struct Ticker {
  Service<Topic<int>> topic;
  int shown = 0;

  void connected(Socket& socket) { socket.subscribe<&Ticker::set>(*topic); }
  void set(int value) { shown = value; }
  void say(Socket& socket) { socket.push_event("ring"); }
  int get() const { return shown; }
  Html render() const {
    return HTML(R"(<b lv-click={}></b><b lv-click={}></b><i>{shown}</i>)", on<&Ticker::say>(), on<&Ticker::get>(), shown);
  }
};

class PacingTest : public LiveTest {
 protected:
  PacingTest() : page_(joined(route<Ticker>([this] { return Ticker{topic_}; }))) {}

  // Publishes until the view has nothing more to send for some frames.
  void publish_until_quiet() {
    std::size_t sent = page_->transport.frames.size();
    for (int quiet = 0; quiet < 5;) {
      publish(++value_);
      wait_a_frame();
      quiet = page_->transport.frames.size() == sent ? quiet + 1 : 0;
      sent = page_->transport.frames.size();
    }
  }
  void publish(int value) {
    topic_.publish(value);
    run([] {});
  }
  void wait_a_frame() {
    Timer timer(*loop_, [this] { loop_->stop(); });
    timer.start(std::chrono::milliseconds{17});
    loop_->run();
  }
  bool ask(const std::string& frame) { return frame.ends_with(R"("a":1}])"); }
  int seq(const std::string& frame) { return std::stoi(frame.substr(1)); }
  void confirm(int seq) { say(*page_, R"([0,"ack",null,)" + std::to_string(seq) + "]"); }
  bool shows(const std::string& frame, int value) { return frame.find("\"" + slot_ + "\":" + std::to_string(value)) != std::string::npos; }

  Topic<int> topic_;
  int value_ = 0;
  std::string slot_ = "2";
  std::unique_ptr<Browser> page_;
};

TEST_F(PacingTest, FramesThatComeOftenAskToBeConfirmedAndStopWhenNobodyDoes) {
  publish_until_quiet();
  const auto& frames = page_->transport.frames;
  const auto asking = std::ranges::count_if(frames, [this](const std::string& frame) { return ask(frame); });
  EXPECT_EQ(asking, static_cast<std::ptrdiff_t>(Pace::kFrames));
  EXPECT_TRUE(ask(frames.back())) << frames.back();
  EXPECT_FALSE(ask(frames.front())) << frames.front();
  EXPECT_LE(frames.size(), Pace::kInARow + Pace::kApart + 1);
}

TEST_F(PacingTest, AConfirmationLetsTheNewestStateThrough) {
  publish_until_quiet();
  const int newest = seq(page_->transport.frames.back());
  page_->transport.frames.clear();
  confirm(newest);
  run_until([&] { return !page_->transport.frames.empty(); });
  const std::string frame = page_->take();
  EXPECT_TRUE(shows(frame, value_)) << frame;
  EXPECT_EQ(seq(frame), newest + 1);
}

TEST_F(PacingTest, AnyMessageConfirms) {
  publish_until_quiet();
  const int newest = seq(page_->transport.frames.back());
  page_->transport.frames.clear();
  say(*page_, R"([0,"ping",null,)" + std::to_string(newest) + "]");
  page_->take();  // the pong
  run_until([&] { return !page_->transport.frames.empty(); });
  EXPECT_TRUE(shows(page_->take(), value_));
}

TEST_F(PacingTest, AnEventIsAnsweredAtOnceWithTheNewestState) {
  publish_until_quiet();
  page_->transport.frames.clear();
  say(*page_, R"([1,"get",null,0])");
  const std::string frame = page_->take();
  EXPECT_TRUE(shows(frame, value_)) << frame;
}

TEST_F(PacingTest, APageThatNobodySeesRestsAndComesBackCurrent) {
  say(*page_, R"([0,"hide",null,1])");
  for (int i = 1; i <= 5; ++i) {
    publish(i);
    wait_a_frame();
  }
  EXPECT_TRUE(page_->transport.frames.empty());
  say(*page_, R"([0,"show",null,1])");
  run_until([&] { return !page_->transport.frames.empty(); });
  EXPECT_TRUE(shows(page_->take(), 5));
}

TEST_F(PacingTest, AHiddenPageHearsWhatItIsToldAndGetsItsAnswers) {
  say(*page_, R"([0,"hide",null,1])");
  publish(7);
  say(*page_, R"([1,"say",null,1])");
  const std::string frame = page_->take();
  EXPECT_NE(frame.find(R"("e":[["ring",null]])"), std::string::npos) << frame;
  EXPECT_TRUE(shows(frame, 7)) << frame;
}

TEST_F(PacingTest, AnotherConnectionOwesNothingOfTheOneBefore) {
  publish_until_quiet();
  say(*page_, R"([0,"hide",null,0])");
  const int newest = seq(page_->transport.frames.back());
  const auto again = back(*page_);
  close(*page_, 1006);
  join(*again, newest);
  EXPECT_TRUE(shows(again->transport.frames.back(), value_));
  const std::size_t before = again->transport.frames.size();
  publish(++value_);
  run_until([&] { return again->transport.frames.size() > before; });
  EXPECT_TRUE(shows(again->transport.frames.back(), value_));
}

TEST_F(PacingTest, APageThatGoesBeforeItsTurnIsSkippedAndTheOthersGetTheirs) {
  auto gone = joined(*routes_.front());
  auto last = joined(*routes_.front());
  topic_.publish(++value_);  // all three are about to push when the second one leaves
  loop_->post([&] {
    gone->connection->on_message(R"([0,"leave",null,0])");
    gone->connection->on_closed(1000);
    gone->connection.reset();
  });
  run_until([&] { return !page_->transport.frames.empty() && !last->transport.frames.empty(); });
  EXPECT_TRUE(shows(page_->take(), value_));
  EXPECT_TRUE(shows(last->take(), value_));
  EXPECT_TRUE(gone->transport.frames.empty());
}

TEST_F(PacingTest, ABrowserThatTakesNothingCostsNoMemory) {
  publish_until_quiet();
  page_->transport.stalled = true;
  const auto used_after = [&](int values) {
    for (int i = 0; i < values; ++i) publish(++value_);
    wait_a_frame();
    return mallinfo2().uordblks;
  };
  const std::size_t soon = used_after(1'000);
  const std::size_t late = used_after(20'000);
  EXPECT_LT(late, soon + 4096);
  page_->transport.frames.clear();
  page_->transport.stalled = false;
  run([&] { page_->connection->on_drained(); });
  confirm(1'000'000);
  run_until([&] { return !page_->transport.frames.empty(); });
  EXPECT_TRUE(shows(page_->take(), value_));
}

}  // namespace
}  // namespace golive::live

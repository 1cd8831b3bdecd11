// One published value, many viewers: what each of them is sent, and when.
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "unit/live/live_fixture.h"

namespace golive::live {
namespace {

// Shows the value that was published, `bytes` times.
struct Viewer {
  Service<Topic<char>> topic;
  Service<std::function<void(std::size_t)>> on_render;
  std::size_t bytes = 0;
  char shown = 'a';

  void mount(Socket&, const Params& params) { bytes = params.get<std::size_t>("bytes").value_or(1); }
  void connected(Socket& socket) { socket.subscribe<&Viewer::show>(*topic); }
  void show(char value) { shown = value; }
  Html render() const {
    if (shown != 'a') (*on_render)(bytes);
    return HTML("<p>{}</p>", std::string(bytes, shown));
  }
};

class BroadcastTest : public LiveTest {
 protected:
  // Each shows as many bytes as its place says, or `bytes` times that.
  void join_viewers(std::size_t count, std::size_t bytes = 1) {
    const LiveRoute& viewers = route<Viewer>([this] { return Viewer{topic_, on_render_}; });
    for (std::size_t i = 1; i <= count; ++i) browsers_.push_back(joined(viewers, "?bytes=" + std::to_string(i * bytes)));
  }
  // To all at once: nobody has been sent something in this browser frame.
  void publish(char value) {
    Timer timer(*loop_, [this] { loop_->stop(); });
    timer.start(std::chrono::milliseconds{17});
    loop_->run();
    topic_.publish(value);
    run_until([&] { return !browsers_.back()->transport.frames.empty(); });
  }

  Topic<char> topic_;
  std::function<void(std::size_t)> on_render_ = [](std::size_t) {};
  std::vector<std::unique_ptr<Browser>> browsers_;
};

TEST_F(BroadcastTest, EachViewerIsSentItsOwnFrameOnce) {
  for (const std::size_t bytes : {1, 40}) {
    browsers_.clear();
    join_viewers(100, bytes);
    publish('b');
    for (std::size_t i = 0; i < browsers_.size(); ++i) {
      const auto& frames = browsers_[i]->transport.frames;
      ASSERT_EQ(frames.size(), 1u) << i;
      // Behind the text it may ask to be confirmed.
      const std::string begin = R"([2,0,"d",{"d":{"0":")" + std::string((i + 1) * bytes, 'b') + "\"}";
      EXPECT_TRUE(frames[0].starts_with(begin) && frames[0].ends_with("}]")) << i << ": " << frames[0];
    }
  }
}

// The first has its frame before the third is rendered, because the second takes long.
TEST_F(BroadcastTest, WhoTakesLongToRenderDoesNotKeepTheFramesOfThoseBefore) {
  join_viewers(3);
  std::size_t sent = 0;
  on_render_ = [&](std::size_t place) {
    const std::int64_t begin = real_ns(CLOCK_MONOTONIC_COARSE);
    while (place == 2 && real_ns(CLOCK_MONOTONIC_COARSE) == begin) continue;
    if (place == 3) sent = browsers_[0]->transport.frames.size();
  };
  publish('b');
  EXPECT_EQ(sent, 1u);
}

}  // namespace
}  // namespace golive::live

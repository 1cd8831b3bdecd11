// One mount for page and socket, and connections that break anywhere.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "app_client.h"
#include "golive/golive.h"

namespace golive {
namespace {

using test::eventually;
using test::get_page;
using test::Page;
using test::SocketClient;
using test::TcpClient;

struct Clicks {
  int count = 0;
  int add(int by) { return count += by; }
  Html render() const { return HTML(R"(<p lv-click={}>{count}</p>)", on<&Clicks::add>(1), count); }
};

struct Table {
  std::vector<int> rows = std::vector<int>(1000, 7);
  void inc() { ++rows[0]; }
  Html render() const {
    return HTML(R"(<table lv-click={}><tbody>{}</tbody></table>)", on<&Table::inc>(),
                each(
                    rows, [i = 0](int) mutable { return i++; }, [](int row) { return HTML("<tr><td>{row}</td></tr>", row); }));
  }
};

class ComingBackTest : public ::testing::Test {
 protected:
  explicit ComingBackTest(Config config = Config{.threads = 2}) : app_(config) {
    app_.live<Clicks>("/clicks").live<Table>("/table").listen("127.0.0.1", 0).start();
  }
  ~ComingBackTest() override {
    const Stats stats = app_.stats();
    EXPECT_EQ(stats.crashes, 0u);
  }
  App app_;
};

TEST_F(ComingBackTest, PageAndSocketAreOneMount) {
  const Page page = get_page(app_.port(), "/clicks");
  EXPECT_EQ(app_.stats().parked, 1u);
  SocketClient socket(app_.port(), page.socket_target(), page.cookie());
  socket.text(page.join_message());
  EXPECT_TRUE(socket.read().payload.starts_with(R"([1,0,"s",)"));
  const Stats stats = app_.stats();
  EXPECT_EQ(stats.mounts, 1u);
  EXPECT_EQ(stats.parked, 0u);
  EXPECT_EQ(stats.views, 1u);
  EXPECT_EQ(stats.resumes, 1u);
}

TEST_F(ComingBackTest, AJoinAfterAPageOfAThousandRowsIsSmall) {
  const Page page = get_page(app_.port(), "/table");
  SocketClient socket(app_.port(), page.socket_target(), page.cookie());
  socket.text(page.join_message());
  const std::string joined = socket.read().payload;
  EXPECT_TRUE(joined.starts_with(R"([1,0,"s",)"));
  EXPECT_LE(joined.size(), 6000u);
  EXPECT_EQ(app_.stats().mounts, 1u);
}

TEST_F(ComingBackTest, HeadAndPrefetchWaitForNobody) {
  test::request(app_.port(), "HEAD", "/clicks");
  test::request(app_.port(), "GET", "/clicks", {}, "Sec-Purpose: prefetch;prerender\r\n");
  test::request(app_.port(), "GET", "/clicks", {}, "Purpose: prefetch\r\n");
  const Stats stats = app_.stats();
  EXPECT_EQ(stats.parked, 0u);
  EXPECT_EQ(stats.mounts, 3u);
  EXPECT_EQ(stats.terminates, 3u);
}

TEST_F(ComingBackTest, AFloodOfGetsParksItsShareOnly) {
  for (int i = 0; i < 500; ++i) get_page(app_.port(), "/clicks");
  const Stats stats = app_.stats();
  EXPECT_EQ(stats.parked, ParkingLimits{}.served_per_address);
  EXPECT_EQ(stats.mounts, 500u);
  EXPECT_EQ(stats.terminates, 500 - ParkingLimits{}.served_per_address);
}

TEST_F(ComingBackTest, OneVisitorWithManyTabsParksAFewOfThem) {
  const std::string cookie = get_page(app_.port(), "/clicks").cookie();
  for (int i = 0; i < 30; ++i) get_page(app_.port(), "/clicks", cookie);
  EXPECT_EQ(app_.stats().parked, ParkingLimits{}.served_per_session);
}

// A client that knows what it has applied and what was answered, as client/src/outbox.ts does.
class Visitor {
 public:
  Visitor(std::uint16_t port, Page page) : port_(port), page_(std::move(page)) {}

  // Connects and joins; sends what is not answered yet again.
  void connect() {
    socket_ = std::make_unique<SocketClient>(port_, page_.socket_target(), page_.cookie());
    socket_->text(page_.join_message(seen_, answered_));
    apply(socket_->read().payload);
    if (answered_ < sent_) socket_->text(click(sent_));
  }
  void send_click() { socket_->text(click(++sent_)); }
  // Only the first bytes of a click arrive.
  void send_part_of_click(std::size_t bytes) { socket_->tcp.send(test::client_frame(0x81, click(++sent_)).substr(0, bytes)); }
  std::size_t click_size() const { return test::client_frame(0x81, click(sent_ + 1)).size(); }
  // Applies the answers until the newest click is answered.
  void settle() {
    while (answered_ < sent_) apply(socket_->read().payload);
  }
  // Reads so many bytes and no more, and is gone.
  void cut_after(std::size_t bytes) {
    socket_->tcp.read_bytes(bytes);
    socket_.reset();
  }
  std::string last() const { return last_; }

 private:
  std::string click(std::uint64_t id) const { return "[" + std::to_string(id) + R"_(,"add(1)",null,)_" + std::to_string(seen_) + "]"; }
  void apply(const std::string& frame) {
    std::uint64_t seq = 0;
    std::uint64_t ack = 0;
    ASSERT_EQ(std::sscanf(frame.c_str(), "[%lu,%lu,", &seq, &ack), 2) << frame;
    const bool whole = frame.find(R"(,"f",)") != std::string::npos || frame.find(R"(,"s",)") != std::string::npos;
    ASSERT_TRUE(whole || seq == seen_ + 1) << "a gap after " << seen_ << ": " << frame;
    seen_ = seq;
    answered_ = ack;
    last_ = frame;
  }

  std::uint16_t port_;
  Page page_;
  std::unique_ptr<SocketClient> socket_;
  std::uint64_t seen_ = 0;
  std::uint64_t answered_ = 0;
  std::uint64_t sent_ = 0;
  std::string last_;
};

// The connection breaks after each number of bytes of the click's way up, and of its answer's way down. Each click counts once.
TEST_F(ComingBackTest, ACutAtAnyByteLosesAndRepeatsNoClick) {
  Visitor visitor(app_.port(), get_page(app_.port(), "/clicks"));
  visitor.connect();
  int clicks = 0;
  const auto come_back = [&] {
    visitor.connect();
    visitor.settle();
    ++clicks;
  };
  for (std::size_t bytes = 0; bytes <= visitor.click_size(); ++bytes) {
    visitor.send_part_of_click(bytes);
    visitor.cut_after(0);
    come_back();
  }
  constexpr std::size_t kAnswerBytes = 37;  // [2,1,"d",{"d":{"1":1},"r":{"1":1}}] and its header
  for (std::size_t bytes = 1; bytes < kAnswerBytes; ++bytes) {
    visitor.send_click();
    visitor.cut_after(bytes);
    come_back();
  }
  visitor.send_click();
  visitor.settle();
  EXPECT_NE(visitor.last().find(R"({")" + std::to_string(clicks + 1) + R"(":)" + std::to_string(clicks + 1) + "}"), std::string::npos)
      << visitor.last();
  EXPECT_EQ(app_.stats().mounts, 1u);
}

class ImpatientTest : public ComingBackTest {
 protected:
  static Config config() {
    Config config{.threads = 1};
    config.parking.served.time = 20ms;
    config.parking.lost.time = 20ms;
    return config;
  }
  ImpatientTest() : ComingBackTest(config()) {}
};

TEST_F(ImpatientTest, WhoComesTooLateGetsAFreshViewInThePlaceOfTheOld) {
  Visitor visitor(app_.port(), get_page(app_.port(), "/clicks"));
  ASSERT_TRUE(eventually([&] { return app_.stats().terminates == 1; }));
  visitor.connect();
  EXPECT_TRUE(visitor.last().starts_with(R"([1,0,"s",)")) << visitor.last();
  visitor.send_click();
  visitor.settle();
  visitor.cut_after(0);
  ASSERT_TRUE(eventually([&] { return app_.stats().terminates == 2; }));
  visitor.connect();
  EXPECT_TRUE(visitor.last().starts_with(R"([1,1,"f",)")) << visitor.last();
  EXPECT_EQ(app_.stats().mounts, 3u);
}

}  // namespace
}  // namespace golive

// shared(): many views, one render.
#include "golive/shared.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "golive/csrf.h"
#include "unit/live/live_fixture.h"

namespace golive::live {
namespace {

struct Row {
  int id;
  std::string text;
};

struct Board {
  Version version;
  std::vector<Row> rows{{1, "one"}, {2, "two"}};
  Topic<int> changed;
  bool with_form = false;

  void set(std::size_t row, std::string text) {
    rows[row].text = std::move(text);
    version.touch();
    changed.publish(0);
  }
};

Html show_board(const Board& board) {
  return HTML(R"(<ul>{}</ul>{})", each(board.rows, &Row::id, [](const Row& row) { return HTML("<li>{row.text}</li>", row.text); }),
              when(board.with_form, [] { return csrf_field(); }));
}

struct Viewer {
  Service<Board> board;
  int looks = 0;

  void connected(Socket& socket) { socket.subscribe<&Viewer::look>(board->changed); }
  void look(int) { ++looks; }
  void click() {}
  Html render() const {
    return HTML(R"(<b lv-click={}></b>{})", on<&Viewer::click>(),
                shared(*board, board->version, [](const Board& all) { return show_board(all); }));
  }
};

class SharedTest : public LiveTest {
 protected:
  const LiveRoute& viewers(bool blocking = false) {
    return route<Viewer>([this] { return Viewer{board_}; }, blocking);
  }
  std::uint64_t renders() { return counters().shared_renders.value(); }
  void wait_for_frame(Browser& browser) {
    run_until([&] { return !browser.transport.frames.empty(); });
  }
  // Without its number, and whether it asks to be confirmed.
  static std::string content(std::string frame) {
    if (const std::size_t ask = frame.rfind(R"(,"a":1)"); ask != std::string::npos) frame.erase(ask, 6);
    return frame.substr(frame.find(','));
  }

  Board board_;
};

TEST_F(SharedTest, AThousandViewersOfOneBoardCostOneRenderAVersionAndGetTheSameBytes) {
  const LiveRoute& route = viewers();
  std::vector<std::unique_ptr<Browser>> pages;
  pages.reserve(1000);
  for (int i = 0; i < 1000; ++i) pages.push_back(joined(route));
  EXPECT_EQ(renders(), 1u);
  for (int version = 1; version <= 3; ++version) {
    board_.set(1, "state " + std::to_string(version));
    run_until([&] { return std::ranges::all_of(pages, [](const auto& page) { return !page->transport.frames.empty(); }); });
    EXPECT_EQ(renders(), 1u + static_cast<unsigned>(version));
    for (const auto& page : pages)
      EXPECT_EQ(content(page->take()), R"(,0,"d",{"d":{"1":{"0":{"u":{"2":{"0":"state )" + std::to_string(version) + R"("}}}}}}])");
  }
}

TEST_F(SharedTest, APageThatWasServedWithItIsJoinedByASkeletonWithoutARender) {
  const LiveRoute& route = viewers();
  const auto page = visit(route);
  EXPECT_EQ(renders(), 1u);
  join(*page);
  EXPECT_EQ(content(page->take()).substr(0, 6), R"(,0,"s")");
  EXPECT_EQ(renders(), 1u);
}

TEST_F(SharedTest, AViewThatFellBehindGetsTheDifferenceFromWhatItHas) {
  const LiveRoute& route = viewers();
  const auto slow = joined(route);
  const auto fast = joined(route);
  slow->transport.stalled = true;
  for (const char* text : {"a", "b", "c"}) {
    board_.set(0, text);
    wait_for_frame(*fast);
    fast->take();
  }
  board_.set(1, "d");
  wait_for_frame(*fast);
  slow->transport.stalled = false;
  run([&] { slow->connection->on_drained(); });
  wait_for_frame(*slow);
  EXPECT_EQ(content(slow->take()), R"(,0,"d",{"d":{"1":{"0":{"u":{"1":{"0":"c"},"2":{"0":"d"}}}}}}])");
  EXPECT_EQ(renders(), 5u);
}

TEST_F(SharedTest, OfTwoBoardsEachIsItsOwn) {
  Board other;
  other.rows = {{7, "other"}};
  const auto mine = joined(viewers());
  const auto page = browser(route<Viewer>([&] { return Viewer{other}; }));
  join(*page);
  const std::string frame = page->take();
  EXPECT_NE(frame.find("other"), std::string::npos) << frame;
  EXPECT_EQ(frame.find("one"), std::string::npos) << frame;
}

TEST_F(SharedTest, WithNobodyToShareWithItIsAnOrdinaryPart) {
  const auto page = browser(viewers(true));  // on a worker
  join(*page);
  wait_for_frame(*page);
  EXPECT_NE(page->take().find(R"([[1,"one"],[2,"two"]])"), std::string::npos);
  EXPECT_EQ(renders(), 0u);
  const RenderScope scope;
  EXPECT_EQ(to_string(shared(board_, board_.version, [](const Board& all) { return show_board(all); })), to_string(show_board(board_)));
}

TEST_F(SharedTest, ATokenOfOneVisitorCannotGoToAll) {
  board_.with_form = true;
  const View::Page page = get(viewers());
  EXPECT_TRUE(page.failed);
}

TEST_F(SharedTest, PartsThatNobodyShowsAreForgotten) {
  std::vector<std::unique_ptr<Board>> boards;
  const LiveRoute& route = this->route<Viewer>([&] { return Viewer{*boards.emplace_back(std::make_unique<Board>())}; });
  const auto kept = joined(route);
  for (int i = 0; i < 500; ++i) get(route);
  EXPECT_LT(runtime_.shared_parts().size(), 150u);
  boards.front()->set(0, "still there");
  wait_for_frame(*kept);
  EXPECT_NE(kept->take().find("still there"), std::string::npos);
}

TEST(VersionTest, NoTwoStatesHaveTheSame) {
  Version a, b;
  EXPECT_NE(a, b);
  const Version before = a;
  a.touch();
  EXPECT_NE(a, before);
  EXPECT_NE(a, b);
}

}  // namespace
}  // namespace golive::live

// What ends with a session: its views, on whichever loops they are.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/loop.h"
#include "base/timer.h"
#include "security/session_state.h"
#include "security/session_watch.h"
#include "security/sessions.h"

namespace golive::security {
namespace {

class Member final : public SessionMember {
 public:
  explicit Member(Session shown) : session(std::move(shown)) {}
  void on_session(SessionNews news) override {
    if (news == SessionNews::aging && used) SessionState::of(session)->touch(unix_seconds());
    if (news != SessionNews::aging || used) seen.push_back(news);
    if (news == SessionNews::aging) ++asked;
  }
  Session session;
  bool used = false;
  int asked = 0;
  std::vector<SessionNews> seen;
};

class SessionMembersTest : public ::testing::Test {
 protected:
  void begin(const SessionConfig& config = {}) {
    sessions_ = Sessions::make(config, state::RootSecret::random());
    watch_ = std::make_unique<SessionWatch>(*loop_, *sessions_);
  }

  std::shared_ptr<Member> attached(const Session& session) {
    auto member = std::make_shared<Member>(session);
    SessionState::of(session)->attach(loop_, member);
    return member;
  }
  Session session() { return sessions_->open({}, false, unix_seconds()).session; }
  // Runs what was posted.
  void settle() {
    loop_->post([this] { loop_->stop(); });
    loop_->run();
  }
  void run_until(const std::function<bool()>& condition) {
    const std::int64_t end = monotonic_ns() + 10'000'000'000;
    Timer look(*loop_, [&] {
      if (condition() || monotonic_ns() > end) loop_->stop();
      else look.start(std::chrono::milliseconds(5));
    });
    look.start(std::chrono::nanoseconds(1));
    loop_->run();
    ASSERT_TRUE(condition()) << "waited 10 s";
  }

  const std::shared_ptr<Loop> loop_ = std::make_shared<Loop>(0);
  std::shared_ptr<Sessions> sessions_;
  std::unique_ptr<SessionWatch> watch_;
};

using News = std::vector<SessionNews>;

TEST_F(SessionMembersTest, ALogoutTellsEveryViewOfTheSessionOnceAndNobodyElse) {
  begin();
  Session mine = session();
  const auto first = attached(mine);
  const auto second = attached(mine);
  const auto other = attached(session());
  mine.destroy();
  EXPECT_TRUE(first->seen.empty()) << "not inside of the call";
  mine.destroy();
  settle();
  EXPECT_EQ(first->seen, News{SessionNews::over});
  EXPECT_EQ(second->seen, News{SessionNews::over});
  EXPECT_TRUE(other->seen.empty());
}

TEST_F(SessionMembersTest, AViewThatComesTooLateOrHasLeftIsToldAsItShould) {
  begin();
  Session mine = session();
  const auto left = attached(mine);
  SessionState::of(mine)->detach(*left);
  auto gone = attached(mine);
  gone.reset();
  mine.destroy();
  const auto late = attached(mine);
  settle();
  EXPECT_TRUE(left->seen.empty());
  EXPECT_EQ(late->seen, News{SessionNews::over});
}

TEST_F(SessionMembersTest, ViewsHearOfALoginWhenTheBrowserHasTheNewCookie) {
  begin();
  OpenedSession opened = sessions_->open({}, false, unix_seconds());
  const std::string cookie = *sessions_->cookie_due(opened, unix_seconds());
  OpenedSession request = sessions_->open(cookie.substr(0, cookie.find(';')), false, unix_seconds());
  const auto sibling = attached(opened.session);
  request.session.renew();
  settle();
  EXPECT_TRUE(sibling->seen.empty());
  EXPECT_FALSE(sibling->session.alive());
  ASSERT_TRUE(sessions_->cookie_due(request, unix_seconds()));
  settle();
  EXPECT_EQ(sibling->seen, News{SessionNews::renewed});
}

TEST_F(SessionMembersTest, ASessionThatExpiresEndsItsViews) {
  begin({.idle = std::chrono::seconds{1}, .lifetime = std::chrono::hours{1}});
  const auto view = attached(session());
  run_until([&] { return !view->seen.empty(); });
  EXPECT_EQ(view->seen, News{SessionNews::over});
  EXPECT_GE(view->asked, 1) << "was it used? nobody asked";
  EXPECT_FALSE(view->session.alive());
}

TEST_F(SessionMembersTest, ASessionThatAViewUsesLastsOn) {
  begin({.idle = std::chrono::seconds{1}, .lifetime = std::chrono::hours{1}});
  const auto view = attached(session());
  const auto sibling = attached(view->session);
  view->used = true;
  const std::int64_t begun = unix_seconds();
  run_until([&] { return unix_seconds() - begun > 3; });
  EXPECT_TRUE(view->session.alive());
  view->used = false;
  run_until([&] { return !view->session.alive(); });
}

TEST_F(SessionMembersTest, TheLifetimeEndsItEvenIfItIsUsed) {
  begin({.idle = std::chrono::seconds{1}, .lifetime = std::chrono::seconds{2}});
  const auto view = attached(session());
  view->used = true;
  run_until([&] { return !view->session.alive(); });
}

TEST_F(SessionMembersTest, ASessionOutlivesItsLoopAndItsWatch) {
  begin();
  Session mine = session();
  const auto view = attached(mine);
  watch_.reset();
  sessions_.reset();
  mine.put("n", 1);
  mine.renew();
  mine.destroy();
  EXPECT_FALSE(mine.alive());
}

}  // namespace
}  // namespace golive::security

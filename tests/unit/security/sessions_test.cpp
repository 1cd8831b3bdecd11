// Sessions as a browser lives through them: cookies in, cookies out.
#include "security/sessions.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "golive/error.h"
#include "security/join_check.h"
#include "security/session_cookie.h"
#include "security/session_state.h"
#include "unit/base/temporary_directory.h"

namespace golive::security {
namespace {

const std::int64_t kNow = unix_seconds();
constexpr std::int64_t kHour = 3'600;

// The value that a Set-Cookie line gives to `name`.
std::string value_of(std::string_view line, std::string_view name = "golive") {
  const std::string mark = std::string(name) + "=";
  if (!line.starts_with(mark)) return {};
  return std::string(line.substr(mark.size(), line.find(';') - mark.size()));
}

class SessionsTest : public ::testing::Test {
 protected:
  static SessionConfig config() { return {.idle = std::chrono::hours{2}, .lifetime = std::chrono::hours{10}}; }

  std::shared_ptr<Sessions> make(const SessionConfig& config) const { return Sessions::make(config, secret_); }

  // A browser that keeps its cookie, as a browser does.
  struct Browser {
    std::string cookies;
    std::int64_t now = kNow;

    OpenedSession open(Sessions& sessions) const { return sessions.open(cookies, false, now); }
    // The response to what `opened` did.
    bool take(Sessions& sessions, const OpenedSession& opened) {
      const auto line = sessions.cookie_due(opened, now);
      if (line) cookies = line->substr(0, line->find(';'));
      return line.has_value();
    }
    // One request: what it does is done by `action`.
    template <class Action>
    bool request(Sessions& sessions, Action&& action) {
      OpenedSession opened = open(sessions);
      action(opened.session);
      return take(sessions, opened);
    }
    bool has(Sessions& sessions, std::string_view name) const { return open(sessions).session.has(name); }
  };

  const state::RootSecret secret_ = state::RootSecret::random();
  std::shared_ptr<Sessions> sessions_ = make(config());
  Browser browser_;
};

TEST_F(SessionsTest, ANewVisitorGetsACookieAndIsKnownByItFromThenOn) {
  EXPECT_TRUE(browser_.request(*sessions_, [](Session& session) { session.put("user", 7); }));
  const OpenedSession again = browser_.open(*sessions_);
  EXPECT_TRUE(again.known);
  EXPECT_TRUE(again.session.has("user"));
}

TEST_F(SessionsTest, NoCookieIsWrittenWhenNothingChanged) {
  EXPECT_TRUE(browser_.request(*sessions_, [](Session&) {}));
  EXPECT_FALSE(browser_.request(*sessions_, [](Session&) {}));
  EXPECT_TRUE(browser_.request(*sessions_, [](Session& session) { session.put("n", 1); }));
  EXPECT_FALSE(browser_.request(*sessions_, [](Session& session) { session.put("n", 1); }));
  EXPECT_FALSE(browser_.request(*sessions_, [](Session& session) { session.erase("absent"); }));
  EXPECT_TRUE(browser_.request(*sessions_, [](Session& session) { session.erase("n"); }));
}

TEST_F(SessionsTest, TheCookieIsForScriptsAndOtherSitesOutOfReach) {
  const OpenedSession opened = sessions_->open({}, true, kNow);
  const std::string line = *sessions_->cookie_due(opened, kNow);
  EXPECT_TRUE(line.starts_with("__Host-golive=")) << line;
  EXPECT_NE(line.find("; Path=/; Max-Age=36000; HttpOnly; SameSite=Lax; Secure"), std::string::npos) << line;
  const std::string plain = *sessions_->cookie_due(sessions_->open({}, false, kNow), kNow);
  EXPECT_TRUE(plain.starts_with("golive=")) << plain;
  EXPECT_EQ(plain.find("Secure"), std::string::npos) << plain;
}

TEST_F(SessionsTest, ACookieSetOverPlainHttpIsNotTakenOverHttps) {
  browser_.request(*sessions_, [](Session&) {});
  EXPECT_FALSE(sessions_->open(browser_.cookies, true, kNow).known);
  EXPECT_TRUE(sessions_->open("__Host-" + browser_.cookies, true, kNow).known);
}

TEST_F(SessionsTest, AnIdThatWeDidNotMakeIsNeverTaken) {
  for (const char* planted : {"golive=", "golive=1", "golive=AAAAAAAAAAAAAAAAAAAAAA", "golive=../../etc/passwd"}) {
    const OpenedSession opened = sessions_->open(planted, false, kNow);
    EXPECT_FALSE(opened.known) << planted;
    EXPECT_TRUE(opened.showed_cookie);
    const auto line = sessions_->cookie_due(opened, kNow);
    ASSERT_TRUE(line.has_value());
    EXPECT_TRUE(sessions_->open(line->substr(0, line->find(';')), false, kNow).known);
  }
}

TEST_F(SessionsTest, AChangedCookieIsNone) {
  browser_.request(*sessions_, [](Session& session) { session.put("user", 7); });
  const std::string good = browser_.cookies;
  for (std::size_t i = 7; i < good.size(); ++i) {
    browser_.cookies = good;
    browser_.cookies[i] = good[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(browser_.has(*sessions_, "user")) << "character " << i;
  }
}

// Another host of the domain, or a page under another path, can set a cookie of the plain name beside ours.
TEST_F(SessionsTest, OfTwoCookiesOfOneNameNoneIsTaken) {
  browser_.request(*sessions_, [](Session& session) { session.put("user", 7); });
  Browser stranger;
  stranger.request(*sessions_, [](Session& session) { session.put("user", 8); });
  for (const std::string& both : {stranger.cookies + "; " + browser_.cookies, browser_.cookies + "; " + stranger.cookies}) {
    const OpenedSession opened = sessions_->open(both, false, kNow);
    EXPECT_FALSE(opened.known);
    EXPECT_FALSE(opened.session.has("user"));
  }
  EXPECT_TRUE(sessions_->open("a=b; " + browser_.cookies + ";golivelike=x", false, kNow).known);
}

TEST_F(SessionsTest, SurvivesARestartWithTheSameSecretAndNoOther) {
  browser_.request(*sessions_, [](Session& session) { session.put("user", 7); });
  EXPECT_TRUE(browser_.has(*make(config()), "user"));
  EXPECT_FALSE(browser_.has(*Sessions::make(config(), state::RootSecret::random()), "user"));
}

TEST_F(SessionsTest, AnOlderSecretOpensUntilItIsTakenAway) {
  const std::vector<std::string> old{std::string(32, 'o')};
  const std::vector<std::string> both{std::string(32, 'n'), old.front()};
  const std::vector<std::string> fresh{both.front()};
  const auto with = [&](const std::vector<std::string>& secrets) { return Sessions::make(config(), state::RootSecret::of(secrets)); };
  browser_.request(*with(old), [](Session& session) { session.put("user", 7); });
  EXPECT_FALSE(browser_.has(*with(fresh), "user"));
  const auto rotating = with(both);
  EXPECT_TRUE(browser_.request(*rotating, [](Session& session) { session.put("n", 1); }));
  EXPECT_TRUE(browser_.has(*with(fresh), "user"));
}

TEST_F(SessionsTest, EndsWhenItIsNotUsedAndLastsOnWhileItIs) {
  browser_.request(*sessions_, [](Session& session) { session.put("user", 7); });
  const std::string first = browser_.cookies;
  for (int i = 0; i < 6; ++i) {
    browser_.now += kHour + 60;
    EXPECT_TRUE(browser_.request(*make(config()), [](Session& session) { EXPECT_TRUE(session.has("user")); })) << i;
  }
  // The first cookie says two hours, however long the newer ones say.
  EXPECT_FALSE(make(config())->open(first, false, browser_.now).known);
  browser_.now += 2 * kHour + 1;
  EXPECT_FALSE(browser_.has(*make(config()), "user"));
}

TEST_F(SessionsTest, EndsAfterItsLifetimeHoweverMuchItIsUsed) {
  browser_.request(*sessions_, [](Session& session) { session.put("user", 7); });
  for (int hours = 1; hours < 10; ++hours) {
    browser_.now = kNow + hours * kHour;
    browser_.request(*sessions_, [](Session&) {});
    EXPECT_TRUE(browser_.has(*sessions_, "user")) << hours;
  }
  browser_.now = kNow + 10 * kHour;
  EXPECT_FALSE(browser_.has(*sessions_, "user"));
}

TEST_F(SessionsTest, WhatOneRequestPutsAnotherSeesAtOnce) {
  browser_.request(*sessions_, [](Session&) {});
  OpenedSession one = browser_.open(*sessions_);
  const OpenedSession other = browser_.open(*sessions_);
  one.session.put("user", 7);
  EXPECT_TRUE(other.session.has("user"));
  // The other's answer brings the newest cookie, too.
  EXPECT_TRUE(sessions_->cookie_due(other, kNow).has_value());
}

TEST_F(SessionsTest, MoreThanACookieHoldsIsRefusedAndNothingIsLost) {
  OpenedSession opened = browser_.open(*sessions_);
  opened.session.put("user", 7);
  std::vector<int> many(2'000, 1);
  try {
    opened.session.put("cart", many);
    FAIL() << "was taken";
  } catch (const Error& error) {
    EXPECT_EQ(error.id(), "GL0605");
    EXPECT_NE(std::string(error.what()).find("Config::session.store"), std::string::npos) << error.what();
  }
  EXPECT_TRUE(opened.session.has("user"));
  EXPECT_FALSE(opened.session.has("cart"));
  many.resize(1'390);
  opened.session.put("cart", many);
  const std::string line = *sessions_->cookie_due(opened, kNow);
  EXPECT_LE(line.size(), 4'096u);
}

// Session fixation: a stranger plants a cookie of his, the opened logs in with it, the stranger comes with it too.
TEST_F(SessionsTest, AfterALoginThePlantedCookieIsWorthNothing) {
  Browser stranger;
  stranger.request(*sessions_, [](Session&) {});
  const OpenedSession watching = stranger.open(*sessions_);
  browser_.cookies = stranger.cookies;
  browser_.request(*sessions_, [](Session& session) {
    session.renew();
    session.put("user", 7);
  });
  EXPECT_TRUE(browser_.has(*sessions_, "user"));
  EXPECT_FALSE(stranger.has(*sessions_, "user"));
  EXPECT_FALSE(watching.session.has("user")) << "what he had open before shows him nothing either";
  EXPECT_FALSE(watching.session.alive());
  // The answer to his request of before must not bring him the new cookie.
  EXPECT_FALSE(sessions_->cookie_due(watching, kNow).has_value());
}

TEST_F(SessionsTest, ALoggedOutCookieDoesNotComeBackEvenAfterARestart) {
  const test::TemporaryDirectory directory;
  ASSERT_TRUE(sessions_->keep_revocations_in(directory.path() / "ended", kNow));
  browser_.request(*sessions_, [](Session& session) { session.put("user", 7); });
  const Browser thief = browser_;
  EXPECT_TRUE(browser_.request(*sessions_, [](Session& session) { session.destroy(); }));
  EXPECT_EQ(browser_.cookies, "golive=");
  EXPECT_FALSE(thief.has(*sessions_, "user"));
  const auto restarted = make(config());
  ASSERT_TRUE(restarted->keep_revocations_in(directory.path() / "ended", kNow));
  EXPECT_FALSE(thief.has(*restarted, "user"));
  // Without the file it would have: that is what the file is for.
  EXPECT_TRUE(thief.has(*make(config()), "user"));
}

TEST_F(SessionsTest, AJoinNeedsTheSessionOfItsPage) {
  TokenSigner signer({random_key()});
  browser_.request(*sessions_, [](Session&) {});
  const OpenedSession opened = browser_.open(*sessions_);
  std::string token;
  sign_join(signer, {.expires = kNow + 100}, opened.session, "/a", token);
  EXPECT_TRUE(check_join(signer, token, browser_.open(*sessions_).session, "/a").has_value());
  Browser stranger;
  stranger.request(*sessions_, [](Session&) {});
  EXPECT_FALSE(check_join(signer, token, stranger.open(*sessions_).session, "/a").has_value());
  EXPECT_FALSE(check_join(signer, token, Session(), "/a").has_value());
  EXPECT_FALSE(check_join(signer, token, opened.session, "/b").has_value());
}

TEST_F(SessionsTest, APageOfBeforeALoginJoinsWithTheNewCookieOnly) {
  TokenSigner signer({random_key()});
  browser_.request(*sessions_, [](Session&) {});
  OpenedSession page = browser_.open(*sessions_);
  std::string token;
  sign_join(signer, {.expires = kNow + 100}, page.session, "/a", token);
  const Browser before = browser_;
  browser_.request(*sessions_, [](Session& session) { session.renew(); });
  EXPECT_TRUE(check_join(signer, token, browser_.open(*sessions_).session, "/a").has_value());
  EXPECT_TRUE(same_session(page.session, browser_.open(*sessions_).session));
  EXPECT_FALSE(check_join(signer, token, before.open(*sessions_).session, "/a").has_value());
  EXPECT_FALSE(check_join(signer, token, page.session, "/a").has_value());
}

TEST_F(SessionsTest, AJoinOfALoggedOutSessionIsRefused) {
  TokenSigner signer({random_key()});
  browser_.request(*sessions_, [](Session&) {});
  OpenedSession page = browser_.open(*sessions_);
  std::string token;
  sign_join(signer, {.expires = kNow + 100}, page.session, "/a", token);
  page.session.destroy();
  EXPECT_EQ(check_join(signer, token, page.session, "/a").error(), "the session is over");
}

class PostTest : public SessionsTest {
 protected:
  PostTest() {
    browser_.request(*sessions_, [](Session&) {});
    live_ = browser_.open(*sessions_).session;
  }
  Sessions::Posted post(std::string_view text, std::int64_t now = kNow) {
    auto posted = sessions_->accept_post(text, browser_.cookies, false, now);
    if (posted.status == 204) browser_.cookies = posted.cookie.substr(0, posted.cookie.find(';'));
    return posted;
  }

  Session live_;  // as a view has it
};

TEST_F(PostTest, BringsWhatAViewPutIntoTheCookie) {
  live_.put("user", 7);
  live_.put("role", 1);
  const std::string text = sessions_->post_due(live_, kNow);
  ASSERT_FALSE(text.empty());
  EXPECT_TRUE(sessions_->post_due(live_, kNow).empty()) << "two puts are one text";
  EXPECT_EQ(post(text).status, 204);
  live_ = Session();
  EXPECT_TRUE(browser_.has(*make(config()), "user"));
  EXPECT_FALSE(browser_.request(*sessions_, [](Session&) {})) << "the cookie is the newest";
}

TEST_F(PostTest, IsTakenOnce) {
  live_.put("user", 7);
  const std::string text = sessions_->post_due(live_, kNow);
  const std::string before = browser_.cookies;
  EXPECT_EQ(post(text).status, 204);
  EXPECT_EQ(post(text).status, 409);
  browser_.cookies = before;
  EXPECT_EQ(post(text).status, 409);
}

TEST_F(PostTest, IsTakenFromItsOwnSessionOnlyUnchangedAndInTime) {
  live_.put("user", 7);
  const std::string text = sessions_->post_due(live_, kNow);
  EXPECT_EQ(post(text, kNow + 61).status, 403);
  EXPECT_EQ(post("x" + text.substr(1)).status, 403);
  EXPECT_EQ(post("").status, 403);
  EXPECT_EQ(post(value_of(browser_.cookies)).status, 403) << "a cookie is no text";
  const std::string own = browser_.cookies;
  browser_.cookies = "golive=" + text;
  EXPECT_FALSE(browser_.open(*sessions_).known) << "a text is no cookie";
  Browser stranger;
  stranger.request(*sessions_, [](Session&) {});
  browser_.cookies = stranger.cookies;
  EXPECT_EQ(post(text).status, 403);
  browser_.cookies.clear();
  EXPECT_EQ(post(text).status, 403);
  browser_.cookies = own;
  EXPECT_EQ(post(text).status, 204);
}

TEST_F(PostTest, ThatWasOvertakenByANewerCookieIsRefused) {
  live_.put("n", 1);
  const std::string text = sessions_->post_due(live_, kNow);
  browser_.request(*sessions_, [](Session& session) { session.put("n", 2); });
  EXPECT_EQ(post(text).status, 409);
}

TEST_F(PostTest, CarriesALoginToTheBrowserAndVoidsWhatWasBefore) {
  const Browser stranger = browser_;
  live_.renew();
  live_.put("user", 7);
  EXPECT_FALSE(browser_.has(*sessions_, "user"));
  EXPECT_EQ(post(sessions_->post_due(live_, kNow)).status, 204);
  EXPECT_TRUE(browser_.has(*sessions_, "user"));
  EXPECT_FALSE(stranger.has(*sessions_, "user"));
}

TEST_F(PostTest, ThatNeverArrivedIsMadeUpForByTheNextAnswer) {
  live_.put("user", 7);
  ASSERT_FALSE(sessions_->post_due(live_, kNow).empty());
  EXPECT_TRUE(browser_.request(*sessions_, [](Session&) {}));
  live_ = Session();
  EXPECT_TRUE(browser_.has(*make(config()), "user"));
}

TEST_F(PostTest, OfASessionThatIsOverIsRefused) {
  live_.put("user", 7);
  const std::string text = sessions_->post_due(live_, kNow);
  live_.destroy();
  EXPECT_EQ(post(text).status, 403);
  EXPECT_TRUE(sessions_->post_due(live_, kNow).empty());
}

class StoreTest : public SessionsTest {
 protected:
  StoreTest() { sessions_ = make(stored()); }
  SessionConfig stored() {
    SessionConfig with = config();
    with.store = store_;
    return with;
  }
  const std::shared_ptr<SessionStore> store_ = memory_session_store();
};

TEST_F(StoreTest, KeepsWhatNoCookieHoldsAndNeedsNoNewCookieForIt) {
  browser_.request(*sessions_, [](Session&) {});
  EXPECT_FALSE(browser_.request(*sessions_, [](Session& session) { session.put("cart", std::vector<int>(20'000, 1)); }));
  EXPECT_TRUE(browser_.has(*sessions_, "cart"));
  EXPECT_TRUE(browser_.has(*make(stored()), "cart")) << "another process with the same store";
}

TEST_F(StoreTest, ALoginTakesTheValuesAlongAndALogoutTakesThemAway) {
  browser_.request(*sessions_, [](Session& session) { session.put("cart", 1); });
  const Browser before = browser_;
  EXPECT_TRUE(browser_.request(*sessions_, [](Session& session) { session.renew(); }));
  EXPECT_TRUE(browser_.has(*make(stored()), "cart"));
  EXPECT_FALSE(before.has(*make(stored()), "cart"));
  browser_.request(*sessions_, [](Session& session) { session.destroy(); });
  EXPECT_FALSE(browser_.has(*make(stored()), "cart"));
}

TEST(MemoryStore, ForgetsWhatExpiresFirstWhenItIsFull) {
  const auto store = memory_session_store(2);
  const std::int64_t now = unix_seconds();
  store->save("a", "1", now + 300);
  store->save("b", "2", now + 100);
  store->save("c", "3", now + 200);
  EXPECT_TRUE(store->load("a"));
  EXPECT_FALSE(store->load("b"));
  EXPECT_TRUE(store->load("c"));
  store->save("c", "4", now - 1);
  EXPECT_FALSE(store->load("c"));
}

}  // namespace
}  // namespace golive::security

#include "security/event_tags.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "base/clock.h"
#include "security/sessions.h"

namespace golive::security {
namespace {

const std::int64_t kNow = unix_seconds();

class EventTagsTest : public ::testing::Test {
 protected:
  Session session() { return sessions_->open({}, false, kNow).session; }
  static std::string text(const EventTags::Tag& tag) { return {tag.data(), tag.size()}; }

  const state::RootSecret secret_ = state::RootSecret::random();
  const std::shared_ptr<Sessions> sessions_ = Sessions::make({}, secret_);
  const state::KeyRing keys_ = secret_.keys("sealed events");
};

TEST_F(EventTagsTest, ATagIsOfOneEventOneViewOneSessionAndOneSecret) {
  const Session mine = session();
  const EventTags tags(keys_, mine, 1);
  const std::string tag = text(tags.tag("remove(17)"));
  EXPECT_TRUE(tags.accepts("remove(17)", tag, mine));
  EXPECT_FALSE(tags.accepts("remove(18)", tag, mine));
  const Session theirs = session();
  EXPECT_FALSE(EventTags(keys_, mine, 2).accepts("remove(17)", tag, mine));
  EXPECT_FALSE(EventTags(keys_, theirs, 1).accepts("remove(17)", tag, theirs));
  const state::KeyRing others = state::RootSecret::random().keys("sealed events");
  EXPECT_FALSE(EventTags(others, mine, 1).accepts("remove(17)", tag, mine));
}

TEST_F(EventTagsTest, NoOtherTextIsTheTag) {
  const Session mine = session();
  const EventTags tags(keys_, mine, 1);
  const std::string tag = text(tags.tag("inc"));
  EXPECT_EQ(tag.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), std::string::npos) << tag;
  for (std::size_t i = 0; i < tag.size(); ++i) {
    for (const char other : {'A', 'z', '0', '=', '~', '\0'}) {
      std::string changed = tag;
      changed[i] = other;
      EXPECT_EQ(tags.accepts("inc", changed, mine), changed == tag) << changed;
    }
    EXPECT_FALSE(tags.accepts("inc", tag.substr(0, i), mine));
  }
  EXPECT_FALSE(tags.accepts("inc", tag + 'A', mine));
}

TEST_F(EventTagsTest, TenThousandEventsHaveTenThousandTags) {
  const EventTags tags(keys_, session(), 1);
  std::set<std::string> seen;
  for (int i = 0; i < 10'000; ++i) seen.insert(text(tags.tag("remove(" + std::to_string(i) + ")")));
  EXPECT_EQ(seen.size(), 10'000u);
}

TEST_F(EventTagsTest, AViewMadeAgainForItsPageHasTheTagsThatThePageShows) {
  const Session mine = session();
  EXPECT_EQ(EventTags(keys_, mine, 1).tag("inc"), EventTags(secret_.keys("sealed events"), mine, 1).tag("inc"));
}

TEST_F(EventTagsTest, ALoginLeavesThePageItsButtons) {
  Session mine = session();
  const EventTags tags(keys_, mine, 1);
  const std::string before = text(tags.tag("inc"));
  mine.renew();
  EXPECT_EQ(text(tags.tag("inc")), before) << "rows that are not rendered again keep theirs";
  const EventTags again(keys_, mine, 1);
  EXPECT_NE(text(again.tag("inc")), before);
  EXPECT_TRUE(again.accepts("inc", before, mine)) << "as the page's join token is";
}

TEST_F(EventTagsTest, ANewSecretInFrontLeavesThePageItsButtonsUntilTheOldOneGoes) {
  const std::string older = "the older secret of this test, which is long enough";
  const std::string newer = "the newer secret of this test, which is long enough";
  const auto keys = [](std::initializer_list<std::string> secrets) {
    return state::RootSecret::of(std::vector<std::string>(secrets)).keys("sealed events");
  };
  const Session mine = session();
  const state::KeyRing before = keys({older});
  const state::KeyRing both = keys({newer, older});
  const state::KeyRing after = keys({newer});
  const std::string tag = text(EventTags(before, mine, 1).tag("inc"));
  EXPECT_TRUE(EventTags(both, mine, 1).accepts("inc", tag, mine));
  EXPECT_FALSE(EventTags(after, mine, 1).accepts("inc", tag, mine));
}

}  // namespace
}  // namespace golive::security

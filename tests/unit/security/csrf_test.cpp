#include "security/csrf.h"

#include <gtest/gtest.h>

#include <string>

#include "base/clock.h"
#include "golive/csrf.h"
#include "golive/render_scope.h"
#include "security/sessions.h"

namespace golive::security {
namespace {

const std::int64_t kNow = unix_seconds();

class CsrfTest : public ::testing::Test {
 protected:
  Session session() { return sessions_->open({}, false, kNow).session; }

  const state::RootSecret secret_ = state::RootSecret::random();
  const std::shared_ptr<Sessions> sessions_ = Sessions::make({}, secret_);
  const Csrf csrf_{secret_.keys("csrf")};
};

TEST_F(CsrfTest, ATokenIsGoodForItsOwnSessionOnly) {
  const Session mine = session();
  const Session theirs = session();
  EXPECT_TRUE(csrf_.accepts(csrf_.token(mine, 1), mine));
  EXPECT_FALSE(csrf_.accepts(csrf_.token(theirs, 1), mine));
  EXPECT_FALSE(csrf_.accepts("", mine));
  EXPECT_FALSE(csrf_.accepts(std::string(43, 'A'), mine));
}

TEST_F(CsrfTest, EveryPageShowsItInAnotherMask) {
  const Session mine = session();
  EXPECT_NE(csrf_.token(mine, 1), csrf_.token(mine, 2));
  EXPECT_EQ(csrf_.token(mine, 1), csrf_.token(mine, 1)) << "or each render would change the page";
}

TEST_F(CsrfTest, ALoginVoidsTheTokensOfBefore) {
  Session mine = session();
  const std::string before = csrf_.token(mine, 1);
  mine.renew();
  EXPECT_FALSE(csrf_.accepts(before, mine));
  EXPECT_TRUE(csrf_.accepts(csrf_.token(mine, 1), mine));
}

TEST_F(CsrfTest, ALogoutVoidsThemToo) {
  Session mine = session();
  const std::string before = csrf_.token(mine, 1);
  mine.destroy();
  EXPECT_FALSE(csrf_.accepts(before, mine));
}

TEST_F(CsrfTest, IsFoundWhereverARequestMayBringIt) {
  EXPECT_EQ(request_csrf_token("h", "application/x-www-form-urlencoded", "_csrf=f"), "h");
  EXPECT_EQ(request_csrf_token("", "application/x-www-form-urlencoded", "a=b&_csrf=f&c=d"), "f");
  EXPECT_EQ(request_csrf_token("", "application/x-www-form-urlencoded", "_csrf=f"), "f");
  EXPECT_EQ(request_csrf_token("", "application/x-www-form-urlencoded", "my_csrf=f&x"), "");
  EXPECT_EQ(request_csrf_token("", "multipart/form-data; boundary=b",
                               "--b\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\nf\r\n--b--\r\n"),
            "f");
  EXPECT_EQ(request_csrf_token("", "", ""), "");
}

TEST_F(CsrfTest, StandsInAFormOfThePageThatIsRendered) {
  const Session mine = session();
  const CsrfScope page(&csrf_, mine, 7);
  const RenderScope scope;
  EXPECT_EQ(to_string(csrf_field()), "<input type=\"hidden\" name=\"_csrf\" value=\"" + csrf_.token(mine, 7) + "\">");
}

TEST(CsrfToken, IsEmptyOutsideOfAPage) { EXPECT_EQ(csrf_token(), ""); }

}  // namespace
}  // namespace golive::security

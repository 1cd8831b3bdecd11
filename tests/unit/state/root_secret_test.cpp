#include "state/root_secret.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "golive/error.h"
#include "unit/base/temporary_directory.h"

namespace golive::state {
namespace {

const std::string kLong(40, 'x');
const std::string kOther(40, 'y');

TEST(RootSecret, GivesOtherKeysForOtherPurposesAndTheSameForTheSame) {
  const RootSecret secret = RootSecret::of(std::vector{kLong});
  EXPECT_EQ(secret.keys("a"), RootSecret::of(std::vector{kLong}).keys("a"));
  EXPECT_NE(secret.keys("a"), secret.keys("b"));
  EXPECT_NE(secret.keys("a"), RootSecret::of(std::vector{kOther}).keys("a"));
  EXPECT_EQ(secret.number("n"), RootSecret::of(std::vector{kLong}).number("n"));
}

// RFC 5869; the value was computed with Python's hmac.
TEST(RootSecret, DerivesByHkdfWithSha256) {
  const Key key = derive_key("0123456789abcdef0123456789abcdef", "join token");
  std::string hex;
  for (const unsigned char byte : key) {
    hex += "0123456789abcdef"[byte >> 4];
    hex += "0123456789abcdef"[byte & 15];
  }
  EXPECT_EQ(hex, "36722aac25dc65e9d342f97f15eb7ca1c92313e8a4aa6a38870d4a6d7bb52e72");
}

TEST(RootSecret, ThatIsTooShortIsRefusedWithWhatToWriteInstead) {
  try {
    RootSecret::of(std::vector{kLong, std::string("hunter2")});
    FAIL() << "was taken";
  } catch (const Error& error) {
    EXPECT_EQ(error.id(), "GL0603");
    EXPECT_NE(std::string(error.what()).find("a secret of 7 characters is too short"), std::string::npos) << error.what();
    EXPECT_NE(std::string(error.what()).find("openssl rand"), std::string::npos) << error.what();
  }
  EXPECT_THROW(RootSecret::of({}), Error);
}

TEST(RootSecret, IsMadeOnceAndReadAfter) {
  const test::TemporaryDirectory directory;
  const auto first = RootSecret::kept_in(directory.path() / "state");
  const auto second = RootSecret::kept_in(directory.path() / "state");
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->keys("a"), second->keys("a"));
  struct stat status {};
  ASSERT_EQ(::stat((directory.path() / "state" / "secret").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  ASSERT_EQ(::stat((directory.path() / "state").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0700U);
}

TEST(RootSecret, IsTheSameForAllWhoStartAtOnce) {
  const test::TemporaryDirectory directory;
  std::vector<KeyRing> keys(16);
  std::vector<std::thread> starting;
  for (KeyRing& each : keys)
    starting.emplace_back([&] {
      if (const auto secret = RootSecret::kept_in(directory.path())) each = secret->keys("a");
    });
  for (std::thread& each : starting) each.join();
  EXPECT_EQ(std::set(keys.begin(), keys.end()).size(), 1u);
  EXPECT_EQ(keys.front().size(), 1u);
  // No half-written file is left beside it.
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(directory.path()), {}), 1);
}

TEST(RootSecret, IsNotTakenFromAFileThatOthersMayReadOrThatIsNoSecret) {
  const test::TemporaryDirectory directory;
  const auto path = directory.path() / "secret";
  ASSERT_TRUE(RootSecret::kept_in(directory.path()));
  ::chmod(path.c_str(), 0644);
  const auto open = RootSecret::kept_in(directory.path());
  ASSERT_FALSE(open);
  EXPECT_NE(open.error().find("chmod 600"), std::string::npos) << open.error();

  ::chmod(path.c_str(), 0600);
  std::ofstream(path) << "swordfish\n";
  const auto broken = RootSecret::kept_in(directory.path());
  ASSERT_FALSE(broken);
  EXPECT_NE(broken.error().find("not a secret golive wrote"), std::string::npos) << broken.error();
}

TEST(RootSecret, DoesNotFollowALinkThatSomebodyPutInItsPlace) {
  const test::TemporaryDirectory directory;
  ASSERT_TRUE(RootSecret::kept_in(directory.path() / "theirs"));
  std::filesystem::create_directory(directory.path() / "ours");
  std::filesystem::create_symlink(directory.path() / "theirs" / "secret", directory.path() / "ours" / "secret");
  EXPECT_FALSE(RootSecret::kept_in(directory.path() / "ours"));
}

TEST(RootSecret, SaysWhyADirectoryCannotBeHad) {
  const auto secret = RootSecret::kept_in("/proc/no/such/place");
  ASSERT_FALSE(secret);
  EXPECT_NE(secret.error().find("/proc/no/such/place"), std::string::npos);
}

TEST(StateDirectory, IsSystemdsElseTheUsersAndEachProgramHasItsOwn) {
  const auto with = [](const char* own, const char* state, const char* home) {
    const auto set = [](const char* name, const char* value) { value == nullptr ? ::unsetenv(name) : ::setenv(name, value, 1); };
    set("STATE_DIRECTORY", own);
    set("XDG_STATE_HOME", state);
    set("HOME", home);
    return state_directory("shop").value_or("none").string();
  };
  const std::string home = ::getenv("HOME") == nullptr ? "" : ::getenv("HOME");
  EXPECT_EQ(with("/var/lib/shop:/var/lib/other", "/x", "/h"), "/var/lib/shop");
  EXPECT_EQ(with(nullptr, "/x", "/h"), "/x/golive/shop");
  EXPECT_EQ(with("", "relative", "/h"), "/h/.local/state/golive/shop");
  EXPECT_EQ(with(nullptr, nullptr, nullptr), "none");
  ::setenv("HOME", home.c_str(), 1);
  EXPECT_EQ(program_name(), "unit_state");
}

}  // namespace
}  // namespace golive::state

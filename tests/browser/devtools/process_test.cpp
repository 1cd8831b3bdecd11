// The process behind the tabs: how it ends, and what is said then.
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <thread>

#include "browser/devtools/tab_fixture.h"

namespace golive {
namespace {

using testing::BrowserTab;
using testing::ChromiumProcess;
using testing::DevTools;

using Process = test::TabTest;

TEST_F(Process, OneThatIsKilledIsToldOfAndTheNextTabHasANewOne) {
  app.get("/", [](const Request&) { return Response{200, "<!DOCTYPE html><p>hello", {{"Content-Type", "text/html; charset=utf-8"}}}; });
  open("/");
  const pid_t first = tab().browser().process().pid();
  ::kill(first, SIGKILL);
  EXPECT_EQ(error_of([&] { tab().evaluate("new Promise(() => {})"); }).substr(0, 48), "Runtime.evaluate: Chromium has ended by signal 9");
  EXPECT_EQ(error_of([&] { tab().snapshot(); }).substr(0, 30), "Chromium has ended by signal 9");
  BrowserTab next(options());
  EXPECT_NE(next.browser().process().pid(), first);
  next.navigate(url("/"));
  EXPECT_EQ(text(next, "p"), "hello");
}

TEST_F(Process, OneThatDiedWhileNobodyLookedIsNotTheNextTabs) {
  const pid_t first = DevTools::shared()->process().pid();
  ::kill(-first, SIGKILL);
  // Of all that it started, too: each holds the other end of its socket.
  pollfd ended{DevTools::shared()->process().socket(), POLLRDHUP, 0};
  ASSERT_EQ(::poll(&ended, 1, 10'000), 1);
  EXPECT_NE(BrowserTab(options()).browser().process().pid(), first);
}

// The kernel tells it of the end of a thread, not of the program's.
TEST_F(Process, OutlivesTheThreadThatStartedIt) {
  std::unique_ptr<DevTools> browser;
  std::thread([&] { browser = std::make_unique<DevTools>(); }).join();
  EXPECT_TRUE(browser->call({}, "Browser.getVersion", {}, {.limit = std::chrono::seconds(60)}).contains("product"));
}

TEST_F(Process, ThatIsDroppedTakesItsProfileAlong) {
  std::filesystem::path profile;
  pid_t group = 0;
  {
    DevTools browser;
    EXPECT_TRUE(browser.call({}, "Browser.getVersion", {}, {.limit = std::chrono::seconds(60)}).contains("product"));
    profile = browser.process().profile();
    group = browser.process().pid();
    EXPECT_TRUE(std::filesystem::exists(profile / "profile"));
  }
  EXPECT_FALSE(std::filesystem::exists(profile));
  EXPECT_NE(::waitpid(group, nullptr, WNOHANG), 0);
}

TEST_F(Process, EndsWithTheProgramThatMadeItHoweverThatEnds) {
  int pipe[2];
  ASSERT_EQ(::pipe(pipe), 0);
  const pid_t program = ::fork();
  if (program == 0) {
    DevTools browser;
    browser.call({}, "Browser.getVersion", {}, {.limit = std::chrono::seconds(60)});
    const pid_t pid = browser.process().pid();
    if (::write(pipe[1], &pid, sizeof pid) != sizeof pid) ::_exit(1);
    ::raise(SIGKILL);
  }
  ::close(pipe[1]);
  pid_t chromium = 0;
  ASSERT_EQ(::read(pipe[0], &chromium, sizeof chromium), static_cast<ssize_t>(sizeof chromium));
  ::waitpid(program, nullptr, 0);
  // Chromium and all that it started have inherited the end for writing: it is closed when the last of them is gone.
  char more = 0;
  EXPECT_EQ(::read(pipe[0], &more, 1), 0);
  ::close(pipe[0]);
}

TEST_F(Process, AMethodThatDoesNotExistIsAnErrorWithItsName) {
  const auto browser = DevTools::shared();
  EXPECT_EQ(error_of([&] { browser->call({}, "Page.fly", {}, {}); }), "Page.fly: 'Page.fly' wasn't found");
}

TEST_F(Process, ACallThatIsNotAnsweredEndsAtItsLimit) {
  app.get("/", [](const Request&) { return Response{200, "<!DOCTYPE html>", {{"Content-Type", "text/html; charset=utf-8"}}}; });
  open("/");
  tab().set_limit(std::chrono::milliseconds(100));
  EXPECT_EQ(error_of([&] { tab().evaluate("new Promise(() => {})"); }), "Runtime.evaluate: no answer within 100 ms");
  tab().set_limit(std::chrono::seconds(10));
  EXPECT_EQ(tab().evaluate("1"), 1);
}

TEST_F(Process, ThatIsNotThereIsSaidWithWhatToInstall) {
  const char* named = std::getenv("GOLIVE_CHROMIUM");
  const std::string before = named == nullptr ? "" : named;
  ::setenv("GOLIVE_CHROMIUM", "/nowhere/chromium", 1);
  EXPECT_EQ(ChromiumProcess::missing(), "GOLIVE_CHROMIUM names '/nowhere/chromium', which is no program");
  EXPECT_EQ(error_of([] { DevTools browser; }), ChromiumProcess::missing());
  ::unsetenv("GOLIVE_CHROMIUM");
  const std::string path = std::getenv("PATH");
  ::setenv("PATH", "/nowhere", 1);
  EXPECT_EQ(ChromiumProcess::missing(), "there is no Chromium   install one (apt-get install chromium), or name it in GOLIVE_CHROMIUM");
  ::setenv("PATH", path.c_str(), 1);
  if (!before.empty()) ::setenv("GOLIVE_CHROMIUM", before.c_str(), 1);
}

}  // namespace
}  // namespace golive

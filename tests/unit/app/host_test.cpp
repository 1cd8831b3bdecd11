// What a host program keeps to itself while an app lives in it.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <clocale>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "app/interrupt.h"
#include "golive/golive.h"
#include "golive/log.h"
#include "unit/app/visitor.h"

namespace golive {
namespace {

using test::Visitor;

struct Slow {
  void mount() {}
  void wait() { std::this_thread::sleep_for(1ms); }
  Html render() const { return HTML(R"(<p lv-click={}></p>)", on<&Slow::wait>()); }
};

struct Ticking {
  int beats = 0;
  void connected(Socket& socket) { socket.every<&Ticking::beat>(1ms); }
  void beat() { ++beats; }
  Html render() const { return HTML("<p>{beats}</p>", beats); }
};

App& set_up(App& app) { return app.live<Ticking>("/").live<Slow>("/slow", {.blocking = true}).listen("127.0.0.1", 0); }

std::set<int> descriptors() {
  std::set<int> open;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) open.insert(std::stoi(entry.path().filename().string()));
  return open;
}

std::string file(const std::filesystem::path& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The /proc entries of our threads by name, e.g. "golive-0".
std::vector<std::filesystem::path> threads_named(const std::string& beginning) {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/task"))
    if (file(entry.path() / "comm").starts_with(beginning)) found.push_back(entry.path());
  return found;
}

struct SignalState {
  std::vector<struct sigaction> actions = std::vector<struct sigaction>(static_cast<std::size_t>(SIGRTMAX) + 1);
  sigset_t mask{};
  SignalState() {
    for (int signal = 1; signal <= SIGRTMAX; ++signal) ::sigaction(signal, nullptr, &actions[static_cast<std::size_t>(signal)]);
    ::pthread_sigmask(SIG_SETMASK, nullptr, &mask);
  }
  bool operator==(const SignalState& other) const {
    constexpr int kRestorer = 0x0400'0000;  // the C library's own affair
    for (std::size_t i = 1; i < actions.size(); ++i)
      if (actions[i].sa_handler != other.actions[i].sa_handler ||
          (actions[i].sa_flags | kRestorer) != (other.actions[i].sa_flags | kRestorer))
        return false;
    for (int signal = 1; signal <= SIGRTMAX; ++signal)
      if (::sigismember(&mask, signal) != ::sigismember(&other.mask, signal)) return false;
    return true;
  }
};

TEST(Host, KeepsItsSignalsLocaleAndOutput) {
  const SignalState before;
  const std::string locale = std::setlocale(LC_ALL, nullptr);
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  {
    App app;
    set_up(app).start();
    const auto page = Visitor(app.port()).join("/");
    Visitor(app.port()).join("/slow");
    EXPECT_TRUE(before == SignalState());
    app.stop();
  }
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  EXPECT_TRUE(before == SignalState());
  EXPECT_EQ(locale, std::setlocale(LC_ALL, nullptr));
}

// A signal to the process must meet the host's threads: all of ours, workers too, block it. A fault must not be blocked.
TEST(Host, IsTheOneWhoGetsItsSignals) {
  // The test's own, and a sanitizer's.
  std::set<std::filesystem::path> before;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/task")) before.insert(entry.path());
  App app(Config{.threads = 2, .workers = 2});
  set_up(app).start();
  const auto slow = Visitor(app.port()).join("/slow");
  std::vector<std::filesystem::path> tasks;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/task"))
    if (!before.contains(entry.path())) tasks.push_back(entry.path());
  ASSERT_EQ(tasks.size(), 4u);
  for (const auto& task : tasks) {
    // A thread that has just been made blocks everything for a moment, by the C library's will.
    EXPECT_TRUE(test::eventually([&task] {
      const std::string status = file(task / "status");
      const auto blocked = std::stoull(status.substr(status.find("SigBlk:") + 7), nullptr, 16);
      const auto blocks = [blocked](int signal) { return (blocked >> (signal - 1) & 1) != 0; };
      return blocks(SIGINT) && blocks(SIGTERM) && blocks(SIGCHLD) && blocks(SIGUSR1) && blocks(SIGALRM) && !blocks(SIGSEGV) &&
             !blocks(SIGFPE) && !blocks(SIGPROF);
    })) << task
        << file(task / "status");
  }
}

TEST(Host, NamesAndPlacesItsLoops) {
  cpu_set_t allowed;
  ::sched_getaffinity(0, sizeof allowed, &allowed);
  int cpu = 0;
  while (!CPU_ISSET(static_cast<std::size_t>(cpu), &allowed)) ++cpu;
  App app(Config{.threads = 2, .thread = {.name = "pages", .cpus = {cpu}, .nice = 5}});
  set_up(app).start();
  EXPECT_EQ(threads_named("pages-0").size(), 1u);
  ASSERT_EQ(threads_named("pages-").size(), 2u);
  for (const auto& task : threads_named("pages-")) {
    EXPECT_NE(file(task / "status").find("Cpus_allowed_list:\t" + std::to_string(cpu) + "\n"), std::string::npos);
    const std::string stat = file(task / "stat");
    EXPECT_EQ(std::stoi([&] {
                std::istringstream fields(stat.substr(stat.rfind(')') + 2));
                std::string field;
                for (int i = 3; i <= 19; ++i) fields >> field;
                return field;
              }()),
              5);
  }
}

TEST(Host, ThreadsHaveTheRealTimePriorityOrTheStartSaysWhyNot) {
  App app(Config{.threads = 2, .thread = {.name = "urgent", .fifo_priority = 3}});
  set_up(app);
  rlimit allowed{};
  ::getrlimit(RLIMIT_RTPRIO, &allowed);
  if (::geteuid() == 0 || allowed.rlim_cur >= 3) {
    app.start();
    ASSERT_EQ(threads_named("urgent-").size(), 2u);
    for (const auto& task : threads_named("urgent-")) {
      const pid_t id = std::stoi(task.filename());
      sched_param parameter{};
      EXPECT_EQ(::sched_getscheduler(id), SCHED_FIFO);
      EXPECT_EQ(::sched_getparam(id, &parameter), 0);
      EXPECT_EQ(parameter.sched_priority, 3);
    }
  } else {
    EXPECT_THROW(app.start(), Error);
  }
}

TEST(Host, LearnsThatAThreadCannotBeWhereItIsWanted) {
  App app(Config{.threads = 2, .thread = {.cpus = {0, 100'000}}});
  try {
    set_up(app).start();
    FAIL() << "started";
  } catch (const Error& error) {
    EXPECT_EQ(error.id(), "GL0504");
    EXPECT_NE(std::string_view(error.what()).find("cpu 100000"), std::string_view::npos) << error.what();
  }
  EXPECT_TRUE(threads_named("golive-").empty());
}

TEST(Host, MayHaveTwoApps) {
  // Apps of one program that are not to take each other's visitors have a secret each.
  App one(Config{.secret = {std::string(32, '1')}});
  App other(Config{.secret = {std::string(32, '2')}});
  set_up(one).start();
  set_up(other).start();
  const auto first = Visitor(one.port()).join("/");
  const auto second = Visitor(other.port()).join("/");
  EXPECT_TRUE(first.attached() && second.attached());
  // A page of one is nothing to the other.
  EXPECT_TRUE(Visitor(other.port()).join(first.page).told_to_reload());
  one.stop();
  EXPECT_EQ(second.socket->read().opcode, 1);
  EXPECT_TRUE(Visitor(other.port()).join("/").attached());
}

TEST(Host, LeaksNoDescriptorToAProgramItStarts) {
  const std::set<int> before = descriptors();
  App app(Config{.threads = 2});
  set_up(app).start();
  const auto page = Visitor(app.port()).join("/");
  const auto slow = Visitor(app.port()).join("/slow");
  int ours = 0;
  for (const int descriptor : descriptors()) {
    if (before.contains(descriptor)) continue;
    const int flags = ::fcntl(descriptor, F_GETFD);
    if (flags < 0) continue;  // of the listing itself
    ++ours;
    EXPECT_TRUE((flags & FD_CLOEXEC) != 0) << std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(descriptor));
  }
  EXPECT_GE(ours, 9);  // a listener, three of each loop, two sockets
}

TEST(Host, GetsBackEveryDescriptorAndThread) {
  const std::set<int> before = descriptors();
  for (int i = 0; i < 3; ++i) {
    App app;
    set_up(app).start();
    Visitor(app.port()).join("/");
    app.stop();
  }
  EXPECT_EQ(descriptors(), before);
  EXPECT_TRUE(threads_named("golive-").empty());
}

std::atomic<int> pipes_broken = 0;

TEST(Host, IsNotToldOfBrokenPipes) {
  struct sigaction before {};
  struct sigaction counting {};
  counting.sa_handler = [](int) { ++pipes_broken; };
  ::sigaction(SIGPIPE, &counting, &before);
  App app;
  set_up(app).start();
  {
    const auto page = Visitor(app.port()).join("/");
    // Gone with a reset, while the view pushes a frame a millisecond.
    const linger at_once{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(page.socket->tcp.descriptor(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  }
  EXPECT_TRUE(test::eventually([&] { return app.stats().views == 0; }));
  app.stop();
  ::sigaction(SIGPIPE, &before, nullptr);
  EXPECT_EQ(pipes_broken.load(), 0);
}

bool is_handled(int signal) {
  struct sigaction now {};
  ::sigaction(signal, nullptr, &now);
  return now.sa_handler != SIG_DFL;
}

TEST(Run, EndsAtASignalAndPutsTheHandlersBack) {
  for (const int signal : {SIGINT, SIGTERM}) {
    const SignalState before;
    testing::internal::CaptureStdout();
    App app;
    set_up(app);
    std::jthread sender([&] {
      // A thread that has its name tells nothing: /proc shows one that was joined for a while yet.
      EXPECT_TRUE(test::eventually([signal] { return is_handled(signal); }));
      ::kill(::getpid(), signal);
    });
    EXPECT_EQ(app.run(), 0);
    EXPECT_TRUE(testing::internal::GetCapturedStdout().starts_with("listening on http://127.0.0.1:"));
    EXPECT_TRUE(before == SignalState());
  }
}

TEST(RunDeathTest, EndsAtOnceAtASecondSignal) {
  EXPECT_EXIT(
      {
        const Interrupt interrupt;
        ::raise(SIGINT);
        interrupt.wait();
        ::raise(SIGTERM);
      },
      testing::KilledBySignal(SIGTERM), "");
}

}  // namespace
}  // namespace golive

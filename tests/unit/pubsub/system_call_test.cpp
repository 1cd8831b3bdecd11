// A host's loop makes no system call for the pages: in a process that the kernel kills at its first one.
#include <gtest/gtest.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstddef>

#include "golive/command.h"
#include "golive/latest.h"
#include "golive/stream.h"

namespace golive {
namespace {

struct Axis {
  std::array<double, 6> values{};
};

// From now on the kernel ends this process at any system call but the one that ends it. (Its strict mode would take the clock away as
// well.)
bool forbid_system_calls() {
  std::array<sock_filter, 4> rules{{BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
                                    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_exit_group, 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
                                    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS)}};
  const sock_fprog program{.len = static_cast<unsigned short>(rules.size()), .filter = rules.data()};
  return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

// Runs `work` in a process of its own; whether it ended by itself.
template <class Work>
bool runs_without_system_calls(Work work) {
  const pid_t child = ::fork();
  if (child == 0) {
    if (forbid_system_calls()) work();
    ::_exit(0);
  }
  int status = 0;
  return ::waitpid(child, &status, 0) == child && WIFEXITED(status);
}

class SystemCalls : public ::testing::Test {
 protected:
  void SetUp() override {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "sanitizers make some of their own";
#endif
    ASSERT_FALSE(runs_without_system_calls([] { ::getppid(); })) << "the kernel lets calls through";
  }
};

TEST_F(SystemCalls, PublishingMakesNone) {
  Latest<Axis> latest;
  Stream<int> stream(16);
  EXPECT_TRUE(runs_without_system_calls([&] {
    for (int i = 0; i < 1000; ++i) {
      latest.publish(Axis{});
      stream.publish(i);
    }
  }));
}

TEST_F(SystemCalls, DrainingMakesNone) {
  Command<int> commands(16);
  for (int i = 0; i < 10; ++i) commands.core()->send(int{i});
  EXPECT_TRUE(runs_without_system_calls([&] {
    int sum = 0;
    for (int i = 0; i < 10; ++i)
      commands.drain(
          [&](int command) -> Outcome {
            sum += command;
            return command % 2 == 0 ? Outcome{} : refuse("odd");
          },
          2);
  }));
}

}  // namespace
}  // namespace golive

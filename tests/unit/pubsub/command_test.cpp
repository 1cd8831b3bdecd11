// What becomes of commands between the loops that send them and the host that runs them.
#include "golive/command.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "allocations/allocation_count.h"

namespace golive {
namespace {

constexpr std::int64_t kLongAfter = std::numeric_limits<std::int64_t>::max();

template <class T>
std::optional<Outcome> outcome(Command<T>& commands, std::uint64_t ticket, std::int64_t now_ns = 0) {
  Outcome found;
  if (!commands.core()->settled(ticket, now_ns, found)) return std::nullopt;
  return found;
}

TEST(Command, RunsInTheOrderOfTheTicketsAndSaysDone) {
  Command<int> commands(4);
  const std::uint64_t first = commands.core()->send(1);
  const std::uint64_t second = commands.core()->send(2);
  EXPECT_FALSE(outcome(commands, first));
  std::vector<int> run;
  EXPECT_EQ(commands.drain([&](int command) { run.push_back(command); }), 2u);
  EXPECT_EQ(run, (std::vector{1, 2}));
  EXPECT_TRUE(outcome(commands, second)->done());
  const auto settled = outcome(commands, first);
  EXPECT_TRUE(settled->done());
  EXPECT_EQ(settled->ticket, 1u);
  EXPECT_EQ(settled->reason(), "");
  EXPECT_EQ(commands.drain([](int) { FAIL(); }), 0u);
}

TEST(Command, IsRefusedWithTheHostsReason) {
  Command<double> commands(4);
  const std::uint64_t slow = commands.core()->send(10);
  const std::uint64_t fast = commands.core()->send(1000);
  commands.drain([](double speed) -> Outcome {
    if (speed > 100) return refuse("the speed is above the limit");
    return {};
  });
  EXPECT_TRUE(outcome(commands, slow)->done());
  const auto refused = outcome(commands, fast);
  EXPECT_TRUE(refused->refused());
  EXPECT_EQ(refused->reason(), "the speed is above the limit");
  EXPECT_EQ(refused->ticket, 2u);
}

TEST(Command, AReasonIsCutBetweenTwoCharacters) {
  EXPECT_EQ(refuse(std::string(kReasonBytes, 'x')).reason(), std::string(kReasonBytes, 'x'));
  EXPECT_EQ(refuse(std::string(kReasonBytes + 1, 'x')).reason(), std::string(kReasonBytes, 'x'));
  const std::string before(kReasonBytes - 2, 'x');
  EXPECT_EQ(refuse(before + "€").reason(), before);
  EXPECT_EQ(refuse(before + "éa").reason(), before + "é");
  EXPECT_EQ(refuse(std::string(kReasonBytes + 5, '\x80')).reason(), "");
}

TEST(Command, AFullQueueTakesNoMoreUntilAnOutcomeIsSeen) {
  Command<int> commands(2);
  const std::uint64_t first = commands.core()->send(1);
  commands.core()->send(2);
  EXPECT_EQ(commands.core()->send(3), detail::CommandCore::kNoTicket);
  commands.drain([](int) {});
  EXPECT_EQ(commands.core()->send(3), detail::CommandCore::kNoTicket);
  EXPECT_TRUE(outcome(commands, first));
  EXPECT_NE(commands.core()->send(3), detail::CommandCore::kNoTicket);
}

TEST(Command, ADrainTakesNoMoreThanItIsAllowed) {
  Command<int> commands(8);
  for (int i = 0; i < 5; ++i) commands.core()->send(int{i});
  std::vector<int> run;
  EXPECT_EQ(commands.drain([&](int command) { run.push_back(command); }, 2), 2u);
  EXPECT_EQ(run, (std::vector{0, 1}));
  EXPECT_EQ(commands.drain([&](int command) { run.push_back(command); }, 0), 0u);
  EXPECT_EQ(commands.drain([&](int command) { run.push_back(command); }), 3u);
}

TEST(Command, OneThatWasNotTakenInTimeIsRefusedAndNeverRun) {
  Command<int> commands(2);
  const std::uint64_t late = commands.core()->send(1);
  EXPECT_FALSE(outcome(commands, late));
  EXPECT_EQ(outcome(commands, late, kLongAfter)->reason(), "the host did not take it in time");
  const std::uint64_t next = commands.core()->send(2);
  std::vector<int> run;
  commands.drain([&](int command) { run.push_back(command); });
  EXPECT_EQ(run, std::vector{2});
  EXPECT_TRUE(outcome(commands, next, kLongAfter)->done()) << "it was taken in time";
}

TEST(Command, AHostThatComesTooLateRunsNothingEvenIfNobodyHasLookedYet) {
  Command<int> commands(4, {.expires_after = Duration::zero()});
  const std::uint64_t ticket = commands.core()->send(1);
  EXPECT_EQ(commands.drain([](int) { FAIL(); }), 0u);
  EXPECT_TRUE(outcome(commands, ticket)->refused());
}

TEST(Command, AHostThatWasAwayForManyRoundsGoesOnWithTheNewest) {
  Command<int> commands(4);
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(outcome(commands, commands.core()->send(int{i}), kLongAfter)->refused());
  commands.core()->send(1000);
  std::vector<int> run;
  commands.drain([&](int command) { run.push_back(command); });
  EXPECT_EQ(run, std::vector{1000});
}

TEST(Command, OneThatIsTakenIsNotRefusedHoweverLongItTakes) {
  Command<int> commands(4);
  const std::uint64_t ticket = commands.core()->send(1);
  commands.drain([&](int) { EXPECT_FALSE(outcome(commands, ticket, kLongAfter)); });
  EXPECT_TRUE(outcome(commands, ticket, kLongAfter)->done());
}

TEST(Command, AHostThatIsDestroyedRefusesWhatWaits) {
  auto commands = std::make_unique<Command<std::string>>(4);
  const auto core = commands->core();
  const std::uint64_t done = core->send("done");
  commands->drain([](const std::string&) {});
  const std::uint64_t waits = core->send("waits");
  commands.reset();
  Outcome found;
  EXPECT_TRUE(core->settled(done, 0, found) && found.done());
  EXPECT_TRUE(core->settled(waits, 0, found) && found.refused());
  EXPECT_EQ(found.reason(), "the host is gone");
}

TEST(Command, AnExceptionOfTheHostRefusesThatCommandAndGoesOn) {
  Command<int> commands(4);
  const std::uint64_t first = commands.core()->send(1);
  const std::uint64_t second = commands.core()->send(2);
  EXPECT_THROW(commands.drain([](int) { throw std::runtime_error("no motor"); }), std::runtime_error);
  EXPECT_EQ(outcome(commands, first)->reason(), "the host failed to run it");
  commands.drain([](int) {});
  EXPECT_TRUE(outcome(commands, second)->done());
}

TEST(Command, OneThatNobodyWaitsForIsRunAndItsPlaceIsFree) {
  Command<int> commands(2);
  int run = 0;
  for (int i = 0; i < 5; ++i) {
    commands.core()->abandon(commands.core()->send(1));
    const std::uint64_t taken = commands.core()->send(2);
    commands.drain([&](int) {
      if (++run % 2 == 0) commands.core()->abandon(taken);
    });
  }
  const std::uint64_t answered = commands.core()->send(3);
  commands.drain([&](int) { ++run; });
  commands.core()->abandon(answered);
  EXPECT_EQ(run, 11);
  EXPECT_NE(commands.core()->send(4), detail::CommandCore::kNoTicket);
  EXPECT_NE(commands.core()->send(5), detail::CommandCore::kNoTicket);
}

TEST(Command, CarriesTypesThatCanOnlyBeMovedAndDestroysThemOnceSettled) {
  Command<std::shared_ptr<int>> commands(2);
  auto value = std::make_shared<int>(5);
  const std::weak_ptr<int> watch = value;
  const std::uint64_t ticket = commands.core()->send(std::move(value));
  commands.drain([](const std::shared_ptr<int>& command) { EXPECT_EQ(*command, 5); });
  EXPECT_FALSE(watch.expired());
  EXPECT_TRUE(outcome(commands, ticket));
  EXPECT_TRUE(watch.expired());
  Command<std::unique_ptr<int>> only_moved(2);
  only_moved.core()->send(std::make_unique<int>(1));
  EXPECT_EQ(only_moved.drain([](const std::unique_ptr<int>& command) { EXPECT_EQ(*command, 1); }), 1u);
}

TEST(Command, DrainingAllocatesNothing) {
  Command<int> commands(4);
  for (int i = 0; i < 100; ++i) {
    const std::uint64_t ticket = commands.core()->send(int{i});
    const std::size_t before = test::allocations();
    commands.drain([](int command) { return command % 2 == 0 ? Outcome{} : refuse("odd"); });
    commands.drain([](int) {});
    EXPECT_EQ(test::allocations(), before);
    EXPECT_TRUE(outcome(commands, ticket));
  }
}

// Several loops send, wait, and give up what takes too long or what they do not care for; one host runs what it finds. No command is run
// twice, none after it was refused, and none that is called done was not run.
class Storm {
 public:
  Storm(std::size_t capacity, Duration expires_after) : commands_(capacity, {.expires_after = expires_after}) {
    std::vector<std::thread> senders;
    for (std::uint32_t sender = 0; sender < kSenders; ++sender)
      senders.emplace_back([this, sender] {
        for (std::uint32_t i = 0; i < kCount; i += kAtOnce) send(sender * kCount + i);
        --sending_;
      });
    while (sending_ > 0)
      if (drain(3) == 0) std::this_thread::yield();
    for (auto& sender : senders) sender.join();
    drain(kSenders * kCount);
    for (std::uint32_t id = 0; id < kSenders * kCount; ++id) check(id);
  }

 private:
  static constexpr std::uint32_t kSenders = 3;
  static constexpr std::uint32_t kCount = 8'000;
  static constexpr std::uint32_t kAtOnce = 16;  // so that a thread finds something to do each time it has the processor

  std::size_t drain(std::size_t most) {
    return commands_.drain([this](std::uint32_t id) { ++runs_[id]; }, most);
  }
  void send(std::uint32_t first) {
    std::vector<std::pair<std::uint32_t, std::uint64_t>> waiting;
    for (std::uint32_t id = first; id < first + kAtOnce; ++id) {
      const std::uint64_t ticket = commands_.core()->send(std::uint32_t{id});
      if (ticket == detail::CommandCore::kNoTicket) refused_[id] = 1;
      else if (id % 7 == 0) commands_.core()->abandon(ticket);
      else waiting.emplace_back(id, ticket);
    }
    while (!waiting.empty())
      if (std::erase_if(waiting, [this](const auto& each) { return settle(each.first, each.second); }) == 0) std::this_thread::yield();
  }
  // Some are old as soon as they wait.
  bool settle(std::uint32_t id, std::uint64_t ticket) {
    const auto found = outcome(commands_, ticket, id % 3 == 0 ? kLongAfter : 0);
    if (!found) return false;
    refused_[id] = found->refused();
    EXPECT_EQ(runs_[id].load(), found->done() ? 1 : 0) << id;
    return true;
  }
  void check(std::uint32_t id) {
    EXPECT_LE(runs_[id].load(), 1) << id;
    EXPECT_FALSE(refused_[id] != 0 && runs_[id].load() > 0) << id;
  }

  Command<std::uint32_t> commands_;
  std::vector<std::atomic<std::uint8_t>> runs_ = std::vector<std::atomic<std::uint8_t>>(kSenders * kCount);
  std::vector<std::uint8_t> refused_ = std::vector<std::uint8_t>(kSenders * kCount);
  std::atomic<std::uint32_t> sending_ = kSenders;
};

TEST(Command, NothingIsRunTwiceOrAfterItWasRefused) {
  const Storm cramped(2, 1h);
  const Storm roomy(64, 1h);
}
TEST(Command, NothingIsRunTwiceOrAfterItExpired) { const Storm storm(64, 2us); }

}  // namespace
}  // namespace golive

#include "state/sealer.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <thread>
#include <vector>

namespace golive::state {
namespace {

std::string sealed(const Sealer& sealer, std::string_view plain, std::string_view bound = "cookie") {
  std::string out;
  sealer.seal(plain, bound, out);
  return out;
}

TEST(Sealer, OpensWhatItSealed) {
  const Sealer sealer({random_key()});
  for (const std::size_t size : {0, 1, 2, 3, 100, 5'000}) {
    const std::string plain(size, 'p');
    const std::string text = sealed(sealer, plain);
    EXPECT_EQ(text.size(), Sealer::sealed_size(size));
    EXPECT_EQ(sealer.open(text, "cookie"), plain);
  }
}

TEST(Sealer, NeverSealsTwiceToTheSameText) {
  const Sealer sealer({random_key()});
  std::set<std::string> seen;
  for (int i = 0; i < 1'000; ++i) seen.insert(sealed(sealer, "same"));
  EXPECT_EQ(seen.size(), 1'000u);
}

TEST(Sealer, OpensNothingThatWasChangedCutOrMadeUp) {
  const Sealer sealer({random_key()});
  const std::string good = sealed(sealer, "plain text");
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string bad = good;
    bad[i] = bad[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(sealer.open(bad, "cookie")) << "character " << i;
    EXPECT_FALSE(sealer.open(good.substr(0, i), "cookie")) << "cut at " << i;
  }
  EXPECT_FALSE(sealer.open(good + "A", "cookie"));
  EXPECT_FALSE(sealer.open("not base64url!", "cookie"));
}

TEST(Sealer, OpensOnlyForWhatTheTextWasBoundTo) {
  const Sealer sealer({random_key()});
  EXPECT_FALSE(sealer.open(sealed(sealer, "plain", "cookie"), "post"));
}

TEST(Sealer, OpensTextsOfOlderKeysAndSealsWithTheNewest) {
  const Key older = random_key();
  const Key newer = random_key();
  const Sealer before({older});
  const Sealer during({newer, older});
  const Sealer after({newer});
  EXPECT_EQ(during.open(sealed(before, "old"), "cookie"), "old");
  EXPECT_EQ(after.open(sealed(during, "new"), "cookie"), "new");
  EXPECT_FALSE(after.open(sealed(before, "old"), "cookie"));
}

TEST(Sealer, WorksOnManyThreadsWithMoreKeysThanAThreadKeepsReady) {
  std::vector<Sealer> sealers;
  for (int i = 0; i < 20; ++i) sealers.emplace_back(KeyRing{random_key()});
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 400; ++i) {
        const Sealer& sealer = sealers[static_cast<std::size_t>(i) % sealers.size()];
        EXPECT_EQ(sealer.open(sealed(sealer, "text"), "cookie"), "text");
      }
    });
  for (std::thread& each : threads) each.join();
}

}  // namespace
}  // namespace golive::state

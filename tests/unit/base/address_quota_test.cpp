#include "base/address_quota.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace golive {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

TEST(AddressQuota, AnAddressHasSoManyConnectionsAtOneTime) {
  AddressQuota quota({.connections = 2});
  AddressQuota::Place first = quota.take("192.0.2.7");
  const AddressQuota::Place second = quota.take("192.0.2.7");
  EXPECT_TRUE(first && second);
  EXPECT_FALSE(quota.take("192.0.2.7"));
  EXPECT_TRUE(quota.take("192.0.2.8"));
  // Where it goes to another owner it is still one.
  const AddressQuota::Place moved = std::move(first);
  EXPECT_FALSE(quota.take("192.0.2.7"));
  first = {};
  EXPECT_FALSE(quota.take("192.0.2.7"));
}

TEST(AddressQuota, AConnectionThatEndsMakesRoom) {
  AddressQuota quota({.connections = 1});
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(quota.take("192.0.2.7")) << i;
}

TEST(AddressQuota, OneCustomerOfIPv6IsOneAddress) {
  AddressQuota quota({.connections = 1});
  const AddressQuota::Place place = quota.take("2001:db8:1:2::1");
  EXPECT_FALSE(quota.take("2001:db8:1:2:ffff::7"));
  EXPECT_FALSE(quota.take("2001:db8:1:2::9%eth0"));
  EXPECT_TRUE(quota.take("2001:db8:1:3::1"));
}

TEST(AddressQuota, AnIPv4AddressIsTheSameHoweverItIsWrittenAndOnlyItself) {
  AddressQuota quota({.connections = 1});
  const AddressQuota::Place plain = quota.take("192.0.2.7");
  EXPECT_FALSE(quota.take("::ffff:192.0.2.7"));
  const AddressQuota::Place mapped = quota.take("::ffff:192.0.2.8");
  EXPECT_TRUE(mapped);
  const AddressQuota::Place network = quota.take("2001:db8::1");
  EXPECT_TRUE(quota.take("32.1.13.184")) << "the same bytes";
}

TEST(AddressQuota, UnixSocketsAndNoLimitsCountNothing) {
  AddressQuota limited({.connections = 1});
  EXPECT_FALSE(limited.counts("unix"));
  EXPECT_FALSE(limited.counts(""));
  EXPECT_FALSE(AddressQuota({}).counts("192.0.2.7"));
}

TEST(AddressQuota, JoinsComeAtTheirRateAndTenSecondsWorthAtOnce) {
  AddressQuota quota({.joins = 5});
  std::int64_t now = 1000 * kSecond;
  const auto joins = [&](std::string_view peer) {
    int count = 0;
    while (count < 1000 && quota.take_join(peer, now)) ++count;
    return count;
  };
  EXPECT_NEAR(joins("192.0.2.7"), 50, 1);
  EXPECT_EQ(joins("192.0.2.7"), 0);
  EXPECT_NEAR(joins("192.0.2.8"), 50, 1);
  now += 2 * kSecond;
  EXPECT_EQ(joins("192.0.2.7"), 10);
  now += 60 * kSecond;
  EXPECT_NEAR(joins("192.0.2.7"), 50, 1) << "what is not used does not add up";
}

TEST(AddressQuota, RemembersNoAddressForLong) {
  AddressQuota quota({.connections = 1, .joins = 5});
  const AddressQuota::Place kept = quota.take("198.51.100.1");
  for (int i = 0; i < 100'000; ++i)
    quota.take("10." + std::to_string(i >> 16) + "." + std::to_string(i >> 8 & 255) + "." + std::to_string(i & 255));
  EXPECT_LE(quota.addresses(), 2048U);
  EXPECT_FALSE(quota.take("198.51.100.1")) << "one that is connected is not forgotten";
}

}  // namespace
}  // namespace golive

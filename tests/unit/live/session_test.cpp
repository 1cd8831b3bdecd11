// Values of a session, as user code puts and gets them.
#include "golive/session.h"

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace golive {
namespace {

enum class Role { guest, admin };

struct Cart {
  std::vector<int> items;
  std::optional<std::string> coupon;
};

TEST(SessionValues, ComeBackAsWhatTheyWere) {
  Session session;
  session.put("user", 7);
  session.put("name", "Ada \"Countess\" L\xc3\xb6velace");
  session.put("ratio", 0.1);
  session.put("admin", true);
  session.put("role", Role::admin);
  session.put("cart", Cart{{1, 2}, "SPRING"});
  session.put("sizes", std::map<std::string, int>{{"s", 1}});
  EXPECT_EQ(session.get<int>("user"), 7);
  EXPECT_EQ(session.get<std::string>("name"), "Ada \"Countess\" L\xc3\xb6velace");
  EXPECT_EQ(session.get<double>("ratio"), 0.1);
  EXPECT_EQ(session.get<bool>("admin"), true);
  EXPECT_EQ(session.get<Role>("role"), Role::admin);
  EXPECT_EQ(session.get<Cart>("cart")->items, (std::vector{1, 2}));
  EXPECT_EQ(session.get<Cart>("cart")->coupon, "SPRING");
  EXPECT_EQ((session.get<std::map<std::string, int>>("sizes")->at("s")), 1);
}

TEST(SessionValues, ThatAreAbsentErasedOrOfAnotherTypeAreEmpty) {
  Session session;
  EXPECT_FALSE(session.has("user"));
  EXPECT_FALSE(session.get<int>("user"));
  session.put("user", "ada");
  EXPECT_TRUE(session.has("user"));
  EXPECT_FALSE(session.get<int>("user"));
  session.put("user", 7);
  EXPECT_EQ(session.get<int>("user"), 7);
  session.erase("user");
  EXPECT_FALSE(session.has("user"));
  session.put("user", 7);
  session.destroy();
  EXPECT_FALSE(session.has("user"));
  session.put("user", 8);
  EXPECT_FALSE(session.has("user"));
  EXPECT_FALSE(session.alive());
}

TEST(SessionValues, AreTheSameForAllCopies) {
  Session session;
  session.put("n", 1);
  const Session copy = session;
  session.put("n", 2);
  EXPECT_EQ(copy.get<int>("n"), 2);
  session.renew();
  EXPECT_EQ(session.get<int>("n"), 2);
  EXPECT_FALSE(copy.has("n")) << "a copy has not shown the new id";
  EXPECT_EQ(session.log_id().size(), 8u);
}

TEST(SessionValues, MayBePutAndReadOnManyThreads) {
  Session session;
  session.put("n", 0);
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([session, t]() mutable {
      for (int i = 0; i < 1'000; ++i) {
        session.put("n" + std::to_string(t), i);
        EXPECT_EQ(session.get<int>("n" + std::to_string(t)), i);
      }
    });
  for (std::thread& each : threads) each.join();
  EXPECT_EQ(session.get<int>("n3"), 999);
}

}  // namespace
}  // namespace golive

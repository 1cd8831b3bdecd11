#include "golive/state.h"

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "golive/detail/component_survival.h"

namespace {

using namespace golive;
using detail::Survival;
using detail::survival_of;

struct Database {
  int rows = 3;
};
struct Inner {
  std::optional<std::string> text;
};
struct Orders {
  Service<Database> db;
  int page = 0;
  double price = 1;
  bool open = true;
  enum class Mode { list, detail } mode{};
  std::string title;
  std::vector<Inner> rows;
  std::array<int, 4> counts{};
  std::map<std::string, std::vector<int>> index;
  std::set<int> ids;
  std::pair<int, std::string> pair;
  Inner inner;
  transient<Database*> raw = nullptr;
  transient<std::mutex> mutex;
  server_only<std::string> token;
};
struct Forgetful {
  int* anything = nullptr;
  static constexpr bool survives = false;
};
class Listed {
  int kept_ = 0;
  [[maybe_unused]] int* forgotten_ = nullptr;

 public:
  static constexpr auto state = fields(&Listed::kept_);
  Listed() = default;
};

TEST(Survival, accepts_values_wrappers_and_the_ways_out) {
  detail::check_survival<Orders>();
  detail::check_survival<Forgetful>();
  detail::check_survival<Listed>();
}

TEST(Survival, knows_what_cannot_be_saved) {
  EXPECT_EQ(survival_of<int&>(), Survival::reference);
  EXPECT_EQ(survival_of<int*>(), Survival::pointer);
  EXPECT_EQ(survival_of<const char*>(), Survival::pointer);
  EXPECT_EQ(survival_of<int[3]>(), Survival::c_array);
  EXPECT_EQ(survival_of<std::string_view>(), Survival::view);
  EXPECT_EQ(survival_of<std::mutex>(), Survival::unknown);
  EXPECT_EQ(survival_of<std::vector<int*>>(), Survival::pointer);
  EXPECT_EQ((survival_of<std::map<std::string_view, int>>()), Survival::view);
  EXPECT_EQ((survival_of<std::pair<int, int*>>()), Survival::pointer);
  EXPECT_EQ(survival_of<std::optional<Inner>>(), Survival::survives);
}

TEST(Service, is_made_from_a_reference_and_used_like_a_pointer) {
  Database database;
  struct Page {
    Service<Database> db;
    int number = 0;
  };
  const Page orders{database};
  orders.db->rows = 5;
  EXPECT_EQ(database.rows, 5);
  EXPECT_EQ(&*orders.db, &database);
  Database& again = orders.db;
  EXPECT_EQ(&again, &database);
  EXPECT_FALSE(std::is_default_constructible_v<Service<Database>>);
  EXPECT_FALSE((std::is_constructible_v<Service<Database>, Database>));
}

TEST(Transient, is_used_like_its_value) {
  transient<std::string> text = "a";
  text = std::string("b");
  *text += "c";
  EXPECT_EQ(text->size(), 2U);
  const std::string& value = text;
  EXPECT_EQ(value, "bc");
  server_only<int> number = 4;
  number = 5;
  EXPECT_EQ(number + 1, 6);
}

}  // namespace

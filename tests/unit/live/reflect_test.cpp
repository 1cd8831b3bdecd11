#include "golive/detail/reflect.h"

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace golive;
using golive::detail::field_count;
using golive::detail::field_name;
using golive::detail::for_each_field;
using golive::detail::snake_case_name;

template <class T>
std::string names() {
  return []<std::size_t... I>(std::index_sequence<I...>) {
    std::string all;
    (all.append(all.empty() ? "" : " ").append(field_name<T, I>()), ...);
    return all;
  }
  (std::make_index_sequence<field_count<T>>{});
}

struct Empty {};
struct Point {
  int x = 1;
  int y = 2;
  int sum() const { return x + y; }
};
struct Containers {
  std::vector<int> list;
  std::optional<int> maybe;
  std::optional<std::string> text;
  std::map<std::string, int> table;
  std::array<int, 3> triple{};
  Point inner;
  enum class Color { red, green } color{};
  std::unique_ptr<int> owned;
};
struct Wrapped {
  Service<int> service;
  int page = 0;
  transient<std::vector<int>> rows;
  server_only<std::string> token;
  transient<std::mutex> mutex;
};
struct Tag {};
struct OtherTag {};
struct WithBases : Tag, OtherTag {
  int n = 0;
  std::string s;
};
struct CArrays {
  int before = 0;
  char name[4][2] = {};
  std::string text;
  int last[2] = {};
};
struct OnlyArray {
  int cells[3];
};
struct ArrayOfPoints {
  Point corners[2];
  int n;
};
struct Reference {
  int& target;
  int n;
};
struct Most {
  int a0, a1, a2, a3, a4, a5, a6, a7, b0, b1, b2, b3, b4, b5, b6, b7, c0, c1, c2, c3, c4, c5, c6, c7, d0, d1, d2, d3, d4, d5, d6, d7, e0,
      e1, e2, e3, e4, e5, e6, e7, f0, f1, f2, f3, f4, f5, f6, f7, g0, g1, g2, g3, g4, g5, g6, g7, h0, h1, h2, h3, h4, h5, h6, h7;
};
struct TooMany {
  Most most;
  int a0, a1, a2, a3, a4, a5, a6, a7, b0, b1, b2, b3, b4, b5, b6, b7, c0, c1, c2, c3, c4, c5, c6, c7, d0, d1, d2, d3, d4, d5, d6, d7, e0,
      e1, e2, e3, e4, e5, e6, e7, f0, f1, f2, f3, f4, f5, f6, f7, g0, g1, g2, g3, g4, g5, g6, g7, h0, h1, h2, h3, h4, h5, h6, h7;
};
struct StatefulBase {
  int inherited = 1;
};
struct Heir : StatefulBase {
  int own = 2;
};
struct ListedHeir : StatefulBase {
  int own = 2;
  static constexpr auto state = fields(&ListedHeir::inherited, &ListedHeir::own);
};
class Listed {
  int secret_ = 5;

 public:
  std::string open = "x";
  static constexpr auto state = fields(&Listed::secret_, &Listed::open);
  Listed() = default;
};
struct HasFieldCalledState {
  int state = 0;
  std::string name;
};
template <class T>
struct Box {
  T value;
};

TEST(Reflect, counts_and_names_the_fields_of_plain_structs) {
  EXPECT_EQ(field_count<Empty>, 0U);
  EXPECT_EQ(names<Point>(), "x y");
  EXPECT_EQ(names<Containers>(), "list maybe text table triple inner color owned");
  EXPECT_EQ(names<HasFieldCalledState>(), "state name");
  EXPECT_EQ((names<Box<std::vector<Point>>>()), "value");
}

TEST(Reflect, sees_through_the_wrappers_of_state) { EXPECT_EQ(names<Wrapped>(), "service page rows token mutex"); }

TEST(Reflect, empty_bases_are_not_fields) { EXPECT_EQ(names<WithBases>(), "n s"); }

TEST(Reflect, c_arrays_are_one_field_each) {
  EXPECT_EQ(names<CArrays>(), "before name text last");
  EXPECT_EQ(names<OnlyArray>(), "cells");
  EXPECT_EQ(names<ArrayOfPoints>(), "corners n");
}

TEST(Reflect, sees_64_fields_and_refuses_more) {
  EXPECT_EQ(field_count<Most>, 64U);
  EXPECT_EQ((field_name<Most, 63>()), "h7");
  EXPECT_EQ(detail::reflection_of<TooMany>(), detail::Reflection::too_many);
}

TEST(Reflect, says_why_it_cannot_see_a_class) {
  EXPECT_EQ(detail::reflection_of<std::string>(), detail::Reflection::not_aggregate);
  EXPECT_EQ(detail::reflection_of<Heir>(), detail::Reflection::base_with_fields);
  EXPECT_EQ(detail::reflection_of<Point>(), detail::Reflection::possible);
}

TEST(Reflect, tells_references_and_bit_fields_apart) {
  struct Bits {
    int a : 3;
    int b;
  };
  int target = 0;
  Reference reference{target, 1};
  Bits bits{1, 2};
  using OfReference = decltype(detail::bound_field_types<2>(reference));
  using OfBits = decltype(detail::bound_field_types<2>(bits));
  EXPECT_TRUE((std::is_same_v<OfReference, detail::FieldTypes<detail::FieldType<int&, true>, detail::FieldType<int, true>>>));
  EXPECT_TRUE((std::is_same_v<OfBits, detail::FieldTypes<detail::FieldType<int, false>, detail::FieldType<int, true>>>));
}

TEST(Reflect, listed_members_include_private_and_inherited_ones) {
  EXPECT_EQ(names<Listed>(), "secret_ open");
  EXPECT_EQ(names<ListedHeir>(), "inherited own");
  int sum = 0;
  ListedHeir heir;
  for_each_field(heir, [&](std::string_view, int& value) { sum += value; });
  EXPECT_EQ(sum, 3);
}

TEST(Reflect, visits_fields_in_order_and_writes_through) {
  Point point;
  std::string seen;
  for_each_field(point, [&](std::string_view name, int& value) { seen.append(name).append(std::to_string(value++)); });
  EXPECT_EQ(seen, "x1y2");
  EXPECT_EQ(point.sum(), 5);
  const Point constant;
  for_each_field(constant, [](std::string_view, auto& value) { static_assert(std::is_const_v<std::remove_reference_t<decltype(value)>>); });
}

TEST(Reflect, works_for_types_declared_inside_functions) {
  struct Local {
    int first;
    std::string second;
  };
  EXPECT_EQ(names<Local>(), "first second");
}

struct HTTPServerView {};
struct OrderList2 {};
struct lower_case {};

TEST(Names, of_types_are_snake_case) {
  EXPECT_EQ(snake_case_name<HTTPServerView>(), "http_server_view");
  EXPECT_EQ(snake_case_name<OrderList2>(), "order_list2");
  EXPECT_EQ(snake_case_name<lower_case>(), "lower_case");
  EXPECT_EQ(snake_case_name<Box<OrderList2>>(), "box");
}

struct Named {
  void plain() {}
  void sure() const noexcept {}
  template <class T>
  void generic(T) {}
};

TEST(Names, of_methods_are_what_the_source_says) {
  EXPECT_EQ(detail::member_name<&Named::plain>(), "plain");
  EXPECT_EQ(detail::member_name<&Named::sure>(), "sure");
  EXPECT_EQ(detail::member_name<&Named::generic<int>>(), "generic");
  EXPECT_EQ(detail::qualified_member_name<&Named::plain>(), "Named::plain");
}

}  // namespace

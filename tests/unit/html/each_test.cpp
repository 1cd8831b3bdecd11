#include "golive/each.h"

#include <gtest/gtest.h>

#include <forward_list>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "golive/error.h"
#include "golive/html.h"

namespace golive {
namespace {

using detail::List;
using detail::SiteId;
using detail::Value;
using detail::ValueKind;

struct Order {
  int id = 0;
  std::string name;
  unsigned version = 0;
  std::string key() const { return "k" + std::to_string(id); }
  std::vector<Order> parts = {};
};

const List& list_of(Html html) {
  const Value value = detail::value_of(html);
  EXPECT_EQ(value.kind, ValueKind::list);
  return *value.list;
}

const auto kName = [](const Order& order) { return HTML("<li>{order.name}</li>", order.name); };

TEST(Each, MakesARowOfEachElement) {
  const RenderScope scope;
  const std::vector<Order> orders{{1, "a"}, {2, "<b>"}};
  EXPECT_EQ(to_string(HTML("<ul>{}</ul>", each(orders, &Order::id, kName))), "<ul><!--$--><li>a</li><li>&lt;b&gt;</li><!--/--></ul>");
  const List& list = list_of(each(orders, &Order::id, kName));
  ASSERT_EQ(list.count, 2u);
  EXPECT_EQ(list.site, 0u);
  EXPECT_EQ(list.rows[1].key.integer, 2);
}

TEST(Each, AnEmptyListIsAListAndNotNothing) {
  const RenderScope scope;
  const Html html = each(std::vector<Order>(), &Order::id, kName);
  EXPECT_FALSE(html.empty());
  EXPECT_EQ(list_of(html).count, 0u);
  EXPECT_EQ(to_string(HTML("<ul>{}</ul>", html)), "<ul><!--$--><!--/--></ul>");
}

TEST(Each, GivesTheIndexToAFunctionThatWantsIt) {
  const RenderScope scope;
  const int values[] = {7, 8};
  EXPECT_EQ(to_string(each(
                values, [](int v) { return v; }, [](int v, std::size_t i) { return HTML("<i>{i}:{v}</i>", i, v); })),
            "<i>0<!---->:<!---->7</i><i>1<!---->:<!---->8</i>");
}

TEST(Each, WalksEveryKindOfRange) {
  const RenderScope scope;
  const auto self = [](int v) { return v; };
  const auto row = [](int v) { return HTML("<i>{v}</i>", v); };
  EXPECT_EQ(to_string(each(std::forward_list<int>{1, 2}, self, row)), "<i>1</i><i>2</i>");
  EXPECT_EQ(to_string(each(std::set<int>{2, 1}, self, row)), "<i>1</i><i>2</i>");
  EXPECT_EQ(to_string(each(std::initializer_list<int>{3}, self, row)), "<i>3</i>");
  std::forward_list<int> many;
  for (int i = 0; i < 100; ++i) many.push_front(i);
  EXPECT_EQ(list_of(each(many, self, row)).count, 100u);
  const std::map<std::string, int> map{{"a", 1}};
  EXPECT_EQ(to_string(each(map, &std::pair<const std::string, int>::first, [](const auto& e) { return HTML("<i>{}</i>", e.second); })),
            "<i>1</i>");
}

TEST(Each, WalksPointersToElements) {
  const RenderScope scope;
  std::vector<std::unique_ptr<Order>> orders;
  orders.push_back(std::make_unique<Order>(Order{4, "x"}));
  const List& list = list_of(each(orders, &Order::id, [](const auto& order) { return kName(*order); }));
  EXPECT_EQ(list.rows[0].key.integer, 4);
}

TEST(Each, KeysAreIntegersEnumsOrStrings) {
  enum class Letter : unsigned char { a = 200 };
  const RenderScope scope;
  const std::vector<Order> orders{{1, "a"}};
  const auto key = [&](auto projection) { return list_of(each(orders, projection, kName)).rows[0].key; };
  EXPECT_EQ(key(&Order::name).view(), "a");
  EXPECT_EQ(key(&Order::key).view(), "k1") << "a member function, a temporary string";
  EXPECT_EQ(key([](const Order&) { return Letter::a; }).integer, 200);
  EXPECT_EQ(key([](const Order&) { return ~std::uint64_t{0}; }).view(), "18446744073709551615");
  EXPECT_EQ(key([](const Order&) { return std::int64_t{-1} << 60; }).integer, std::int64_t{-1} << 60);
  EXPECT_EQ(key([](const Order&) { return "\xff"; }).view(), "\xef\xbf\xbd");
}

TEST(Each, LeavesOutRowsThatAreNothing) {
  const RenderScope scope;
  const int values[] = {1, 2, 3};
  const Html html = each(
      values, [](int v) { return v; }, [](int v) { return when(v != 2, [&] { return HTML("<i>{v}</i>", v); }); });
  EXPECT_EQ(list_of(html).count, 2u);
  EXPECT_EQ(to_string(html), "<i>1</i><i>3</i>");
}

TEST(Each, TakesTextRowsAndKeepsThemApart) {
  const RenderScope scope;
  const std::vector<Order> orders{{1, "a&"}, {2, "b"}};
  EXPECT_EQ(to_string(each(orders, &Order::id, &Order::name)), "a&amp;<!---->b");
  const auto mixed = [](const Order& order) { return order.id == 1 ? HTML("<b>x</b>tail") : HTML("head<b>y</b>"); };
  EXPECT_EQ(to_string(each(orders, &Order::id, mixed)), "<b>x</b>tail<!---->head<b>y</b>");
}

TEST(Each, WrapsRowsThatAreListsOrMarkup) {
  const RenderScope scope;
  const int values[] = {1};
  const Html html = each(
      values, [](int v) { return v; }, [](int) { return raw(TrustedHtml("<u>r</u>")); });
  EXPECT_EQ(to_string(html), "<!--$--><u>r</u><!--/-->");
}

// A SkipMemory that remembers versions of the last render, as a view's does.
class Memory final : public detail::SkipMemory {
 public:
  bool begin(SiteId site, detail::SentRows& rows) override {
    begun.push_back(site);
    rows = {keys.data(), versions.data(), static_cast<std::uint32_t>(keys.size())};
    return known.contains(site);
  }
  bool unchanged(SiteId site, const Value& key, std::uint64_t version, std::uint32_t&) override {
    asked.push_back(text(key));
    const auto found = known[site].find(text(key));
    return found != known[site].end() && found->second == version;
  }
  void remember(const List& list) {
    for (std::uint32_t i = 0; i < list.count; ++i) known[list.site][text(list.rows[i].key)] = list.rows[i].version;
  }
  void remember(const detail::Kept& kept) { known[kept.site][""] = kept.version; }
  static std::string text(const Value& key) {
    return key.kind == ValueKind::integer ? std::to_string(key.integer) : std::string(key.view());
  }

  std::map<SiteId, std::map<std::string, std::uint64_t>> known;
  std::vector<std::uint64_t> keys;  // in order, and their versions: none unless a test fills them
  std::vector<std::uint64_t> versions;
  std::vector<SiteId> begun;
  std::vector<std::string> asked;  // keys
};

TEST(EachVersioned, SkipsRowsWhoseVersionIsRemembered) {
  Memory memory;
  std::vector<Order> orders{{1, "a", 1}, {2, "b", 1}, {3, "c", 1}};
  int calls = 0;
  const auto render = [&] {
    return each(orders, &Order::id, &Order::version, [&](const Order& order) {
      ++calls;
      return kName(order);
    });
  };
  {
    const RenderScope scope(&memory);
    memory.remember(list_of(render()));
  }
  EXPECT_EQ(calls, 3);
  orders[1].version = 2;
  orders.push_back({4, "d", 1});
  const RenderScope scope(&memory);
  const List& list = list_of(render());
  EXPECT_EQ(calls, 5);
  ASSERT_EQ(list.count, 4u);
  EXPECT_EQ(list.rows[0].instance, nullptr);
  EXPECT_NE(list.rows[1].instance, nullptr);
  EXPECT_EQ(list.rows[2].instance, nullptr);
  EXPECT_EQ(list.rows[2].key.integer, 3);
  EXPECT_NE(list.rows[3].instance, nullptr);
}

TEST(EachVersioned, RowsInTheirOldOrderAreComparedWithoutACall) {
  Memory memory;
  std::vector<Order> orders{{1, "a", 1}, {2, "b", 1}, {3, "c", 1}, {4, "d", 1}};
  const auto render = [&] {
    return each(orders, &Order::id, &Order::version, [](const Order& order) { return order.name.empty() ? Html() : kName(order); });
  };
  {
    const RenderScope scope(&memory);
    memory.remember(list_of(render()));
  }
  memory.keys = {1, 2, 3, 4};
  memory.versions = {1, 1, 1, 1};
  memory.asked.clear();
  orders[1].version = 2;
  const RenderScope scope(&memory);
  const List& changed = list_of(render());
  EXPECT_TRUE(memory.asked.empty());
  EXPECT_EQ(changed.kept_head, 1u);
  EXPECT_EQ(changed.kept_tail, 2u);
  orders[1].name.clear();  // left out
  const List& shorter = list_of(render());
  ASSERT_EQ(shorter.count, 3u);
  EXPECT_EQ(shorter.kept_head, 1u);
  EXPECT_EQ(shorter.kept_tail, 1u);
}

TEST(EachVersioned, VerifyingSkipsNothingButRecordsVersions) {
  Memory memory;
  const std::vector<Order> orders{{1, "a", 5}};
  const auto render = [&] { return each(orders, &Order::id, &Order::version, kName); };
  {
    const RenderScope scope(&memory);
    memory.remember(list_of(render()));
  }
  const RenderScope scope(&memory, true);
  const List& list = list_of(render());
  EXPECT_NE(list.rows[0].instance, nullptr);
  EXPECT_EQ(list.rows[0].version, 5u);
  EXPECT_TRUE(memory.known.contains(list.site)) << "the same site as when skipping";
}

TEST(EachVersioned, AFullPageCannotBeMadeOfSkippedRows) {
  Memory memory;
  const std::vector<Order> orders{{1, "a", 5}};
  const auto render = [&] { return each(orders, &Order::id, &Order::version, kName); };
  {
    const RenderScope scope(&memory);
    memory.remember(list_of(render()));
  }
  const RenderScope scope(&memory);
  try {
    to_string(render());
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.id(), "GL0103");
  }
}

Html order_list(const std::vector<Order>& orders) { return each(orders, &Order::id, &Order::version, kName); }

std::vector<SiteId> sites_of(const auto& render) {
  Memory memory;
  const RenderScope scope(&memory);
  render();
  return memory.begun;
}

TEST(EachSites, AreTheSameInTheNextRender) {
  const std::vector<Order> orders{{1, "a", 1}};
  const auto render = [&] { order_list(orders); };
  EXPECT_EQ(sites_of(render), sites_of(render));
}

TEST(EachSites, DifferByCallSiteOrderAndRow) {
  const std::vector<Order> orders{{1, "a", 1}, {2, "b", 1}};
  const auto sites = sites_of([&] {
    order_list(orders);
    order_list(orders);  // the same component again
    each(orders, &Order::id, &Order::version, [](const Order& order) { return HTML("<b>{order.id}</b>", order.id); });
    each(orders, &Order::id, [&](const Order&) { return HTML("<li>{}</li>", order_list(orders)); });
    each(orders, &Order::id, [&](const Order&) { return HTML("<b>{}</b>", order_list(orders)); });
  });
  EXPECT_EQ(sites.size(), 7u);
  EXPECT_EQ(std::set<SiteId>(sites.begin(), sites.end()).size(), 7u);
}

TEST(EachSites, FollowTheirRowWhenItMoves) {
  std::vector<Order> orders{{1, "a", 1}, {2, "b", 1}};
  const auto render = [&] { each(orders, &Order::id, [&](const Order& order) { return HTML("<li>{}</li>", order_list(order.parts)); }); };
  const auto before = sites_of(render);
  std::swap(orders[0], orders[1]);
  const auto after = sites_of(render);
  ASSERT_EQ(before.size(), 2u);
  EXPECT_EQ(before[0], after[1]);
  EXPECT_EQ(before[1], after[0]);
}

TEST(EachSites, SurviveAnExceptionInARow) {
  const std::vector<Order> orders{{1, "a", 1}};
  const auto plain = sites_of([&] { order_list(orders); });
  const auto after = sites_of([&] {
    try {
      each(orders, &Order::id, [](const Order&) -> Html { throw std::runtime_error("x"); });
    } catch (const std::runtime_error&) {
    }
    order_list(orders);
  });
  EXPECT_EQ(plain, after);
}

TEST(When, RendersOneOfTwo) {
  const RenderScope scope;
  const auto yes = [] { return HTML("<b>y</b>"); };
  const auto no = [] { return HTML("<i>n</i>"); };
  EXPECT_EQ(to_string(when(true, yes)), "<b>y</b>");
  EXPECT_TRUE(when(false, yes).empty());
  EXPECT_EQ(to_string(when(false, yes, no)), "<i>n</i>");
  EXPECT_EQ(to_string(HTML("<p>{}</p>", when(false, yes))), "<p><!--$--><!--/--></p>");
  EXPECT_EQ(to_string(when(true, [] { return "a<b"; })), "a&lt;b");
}

TEST(When, GivesTheValueOfAnOptionalOrPointer) {
  const RenderScope scope;
  const Order order{1, "x"};
  const Order* none = nullptr;
  const auto name = [](const Order& o) { return o.name; };
  EXPECT_EQ(to_string(when(std::optional<Order>(order), name)), "x");
  EXPECT_EQ(to_string(when(&order, name)), "x");
  EXPECT_EQ(to_string(when(none, name, [] { return "-"; })), "-");
  EXPECT_TRUE(when(std::optional<Order>(), name).empty());
}

TEST(When, TellsZeroFromNothing) {
  const RenderScope scope;
  EXPECT_EQ(to_string(when(std::optional<int>(0), [](int v) { return v; })), "0");
}

TEST(Memo, RendersOnceAVersion) {
  Memory memory;
  int calls = 0;
  const auto render = [&](int version) {
    return memo(version, [&] {
      ++calls;
      return HTML("<b>{version}</b>", version);
    });
  };
  {
    const RenderScope scope(&memory);
    const Value value = detail::value_of(render(1));
    ASSERT_EQ(value.kind, ValueKind::kept);
    ASSERT_NE(value.kept->instance, nullptr);
    memory.remember(*value.kept);
  }
  {
    const RenderScope scope(&memory);
    EXPECT_EQ(detail::value_of(render(1)).kept->instance, nullptr);
    EXPECT_NE(detail::value_of(render(2)).kept->instance, nullptr) << "another occurrence";
  }
  EXPECT_EQ(calls, 2);
  const RenderScope scope;
  EXPECT_EQ(to_string(HTML("<p>{}</p>", render(3))), "<p><!--$--><b>3</b><!--/--></p>");
  EXPECT_EQ(to_string(HTML("<p>{}</p>", memo(1, [] { return Html(); }))), "<p><!--$--><!--$--><!--/--><!--/--></p>");
}

}  // namespace
}  // namespace golive

// Blocks beside a plain vector: the same page after every step, and only what was edited is looked at.
#include "golive/blocks.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "html/markup_writer.h"
#include "model/scene.h"
#include "model/seeds.h"
#include "model/served_markup.h"

namespace golive {
namespace {

struct Order {
  int id;
  std::string name;
};

struct Page {
  Blocks<Order> orders;
  int rendered_rows = 0;

  Html render() {
    return HTML("<ul>{}</ul>", each(orders, &Order::id, [this](const Order& order) {
                  ++rendered_rows;
                  return HTML("<li>{order.name}</li>", order.name);
                }));
  }
};

class BlocksPage : public ::testing::Test {
 protected:
  void open(int count) {
    for (int i = 1; i <= count; ++i) add(static_cast<std::size_t>(i - 1), {i, "order " + std::to_string(i)});
    RenderScope scope;
    scene_.open(detail::root_instance(page_.render()));
  }
  void add(std::size_t row, const Order& order) {
    page_.orders.insert(row, order);
    plain_.insert(plain_.begin() + static_cast<std::ptrdiff_t>(row), order);
  }
  void rename(std::size_t row, const std::string& name) {
    page_.orders.edit(row).name = name;
    plain_[row].name = name;
  }
  void remove(std::size_t row) {
    page_.orders.erase(row);
    plain_.erase(plain_.begin() + static_cast<std::ptrdiff_t>(row));
  }

  void random_step(std::mt19937_64& random, int id) {
    const std::size_t row = random() % (plain_.size() + 1);
    switch (random() % 5) {
      case 0:
        return add(row, {id, "new " + std::to_string(id)});
      case 1:
        return add(random() % 2 == 0 ? 0 : plain_.size(), {id, "end " + std::to_string(id)});
      case 2:
        // Many at once, so that blocks empty and go.
        for (std::size_t count = random() % 100; count > 0 && plain_.size() > 1; --count) remove(row % plain_.size());
        return;
      default:
        if (row < plain_.size()) rename(row, "name " + std::to_string(id));
    }
  }

  void expect_equal_rows() {
    std::size_t row = 0;
    for (const Order& order : page_.orders) {
      ASSERT_EQ(order.id, plain_[row].id);
      ASSERT_EQ(page_.orders[row].id, plain_[row].id);
      ++row;
    }
    EXPECT_EQ(row, plain_.size());
  }

  // Renders as a view does; the browser shows what the plain vector has.
  void flush() {
    page_.rendered_rows = 0;
    {
      RenderScope scope(&scene_.memory());
      EXPECT_NE(scene_.show(detail::root_instance(page_.render())), diff::Outcome::again);
    }
    std::string expected = "<ul>";
    for (const Order& order : plain_) expected += "<li>" + order.name + "</li>";
    EXPECT_EQ(scene_.difference(expected + "</ul>"), "");
  }

  Page page_;
  std::vector<Order> plain_;
  model::Scene scene_;
};

TEST_F(BlocksPage, OnlyTheEditedRowIsRenderedAndSent) {
  open(2'000);
  rename(1'000, "touched");
  flush();
  EXPECT_EQ(page_.rendered_rows, 1);
  EXPECT_LE(scene_.frame().size(), 80u);
}

TEST_F(BlocksPage, AnUnchangedListSendsNothing) {
  open(600);
  flush();
  EXPECT_EQ(page_.rendered_rows, 0);
  EXPECT_EQ(scene_.frame(), "");
}

TEST_F(BlocksPage, RowsPutAtEitherEndAreOneOperation) {
  open(1'000);
  for (const std::size_t row : {std::size_t{0}, std::size_t{1'001}}) {
    add(row, {5'000 + static_cast<int>(row), "new"});
    flush();
    EXPECT_EQ(page_.rendered_rows, 1);
    EXPECT_LE(scene_.frame().size(), 120u);
  }
}

TEST_F(BlocksPage, ARowStaysWhereItIsWhateverIsPutBesideIt) {
  open(2);
  for (int i = 0; i < 600; ++i) {
    add(1, {100 + i, "between"});
    flush();
    EXPECT_EQ(page_.rendered_rows, 1);
    EXPECT_LE(scene_.frame().size(), 120u);
  }
}

// What is assigned is another list, whatever its history: equal counts of changes must not be taken for equal rows.
TEST_F(BlocksPage, AnotherListInItsPlaceIsShown) {
  open(3);
  const Page old = page_;
  rename(1, "first");
  flush();
  page_.orders = old.orders;
  plain_[1].name = "second";
  page_.orders.edit(1).name = "second";
  flush();
}

TEST_F(BlocksPage, IsWhatAPlainVectorIs) {
  model::for_seeds([this](std::uint64_t seed) {
    page_ = {};
    plain_ = {};
    scene_ = model::Scene();
    open(700);
    std::mt19937_64 random(seed);
    for (int id = 1'000; id < 1'100; ++id) {
      random_step(random, id);
      ASSERT_EQ(page_.orders.size(), plain_.size());
      flush();
    }
    expect_equal_rows();
  });
}

}  // namespace
}  // namespace golive

// The whole way with real templates: HTML(...) rendered with skipping, served, joined, flushed and applied.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "golive/html.h"
#include "html/markup_writer.h"
#include "model/scene.h"
#include "model/served_markup.h"

namespace golive {
namespace {

struct Item {
  int id;
  std::string name;
  bool done = false;
  std::uint64_t version = 0;
};

struct Page {
  std::vector<Item> items;
  std::string title = "todo";
  int rendered_rows = 0;
  bool in_section = false;

  Html row(const Item& item) {
    ++rendered_rows;
    return HTML(R"(<li class="item {item.id}">{item.name}<input type="checkbox" checked={item.done}>{note}</li>)", item.id, item.name,
                item.done, arg("note", when(item.done, [&] { return HTML("<b>done {item.id}</b>", item.id); })));
  }
  Html list() {
    return each(items, &Item::id, &Item::version, [this](const Item& item) { return row(item); });
  }
  Html render() {
    if (in_section) return HTML("<h1>{title}</h1><section>{}</section>", title, HTML("<ol>{}</ol>", list()));
    return HTML("<h1>{title}</h1><section>{}</section>", title, HTML("<ul>{}</ul>", list()));
  }
};

class MacroPage : public ::testing::Test {
 protected:
  void SetUp() override {
    for (int i = 1; i <= 5; ++i) page_.items.push_back({i, "item <" + std::to_string(i) + ">"});
    RenderScope scope;
    const detail::Instance& root = detail::root_instance(page_.render());
    std::string served;
    write_markup(root, served);
    EXPECT_EQ(served, model::markup_of(root, model::Marks::with));
    scene_.open(root);
  }

  // Renders as a view does; the page must be what a render from nothing gives.
  void flush() {
    page_.rendered_rows = 0;
    diff::Outcome outcome;
    {
      RenderScope scope(&scene_.memory());
      outcome = scene_.show(detail::root_instance(page_.render()));
    }
    again_ = outcome == diff::Outcome::again;
    const int rows = page_.rendered_rows;
    RenderScope scope;
    const detail::Instance& fresh = detail::root_instance(page_.render());
    if (again_) scene_.show(fresh);
    std::string served;
    write_markup(fresh, served);
    EXPECT_EQ(scene_.difference(served), "");
    page_.rendered_rows = rows;
  }

  Page page_;
  model::Scene scene_;
  bool again_ = false;
};

TEST_F(MacroPage, OnlyTheTouchedRowIsRenderedAndSent) {
  page_.items[2].name = "touched";
  ++page_.items[2].version;
  flush();
  EXPECT_EQ(page_.rendered_rows, 1);
  EXPECT_EQ(scene_.frame(), R"([2,0,"d",{"d":{"1":{"0":{"u":{"3":{"1":"touched"}}}}}}])");
}

TEST_F(MacroPage, AConditionInARowComesAndGoes) {
  page_.items[0].done = true;
  ++page_.items[0].version;
  flush();
  EXPECT_EQ(page_.rendered_rows, 1);
  page_.items[0].done = false;
  ++page_.items[0].version;
  flush();
}

TEST_F(MacroPage, MovedAndNewRows) {
  std::swap(page_.items[0], page_.items[4]);
  page_.items.insert(page_.items.begin() + 2, {9, "new"});
  page_.items.erase(page_.items.begin() + 3);
  flush();
  EXPECT_EQ(page_.rendered_rows, 1);
}

TEST_F(MacroPage, TheSameListInAnotherTemplateIsRenderedAgain) {
  page_.in_section = true;
  flush();
  EXPECT_TRUE(again_);
  flush();
  EXPECT_FALSE(again_);
  EXPECT_EQ(page_.rendered_rows, 0);
}

TEST_F(MacroPage, AnUnchangedPageSendsNothing) {
  flush();
  EXPECT_EQ(scene_.frame(), "");
  EXPECT_EQ(page_.rendered_rows, 0);
}

}  // namespace
}  // namespace golive

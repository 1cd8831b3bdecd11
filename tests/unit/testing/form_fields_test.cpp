// submit("form", {{name, value}}): which control is meant.
#include <golive/testing.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "unit/testing/failure_of.h"

namespace golive::testing {
namespace {

struct Pizza {
  struct Order {
    std::string size;
    std::vector<std::string> extras;
    bool urgent = false;
    std::string note;
  };
  Order order;
  std::string summary;

  void place(const Order& placed) {
    summary = placed.size + ':';
    for (const std::string& extra : placed.extras) summary += ' ' + extra;
    summary += placed.urgent ? " now" : "";
    summary += placed.note.empty() ? "" : " " + placed.note;
  }
  Html render() const {
    return HTML(R"(
      <form id="order" lv-submit={}>
        <input type="hidden" name="origin" value="test">
        <label><input type="radio" name="size" value="small" checked> small</label>
        <label><input type="radio" name="size" value="large"> large</label>
        <label><input type="checkbox" name="extras" value="olives"> olives</label>
        <label><input type="checkbox" name="extras" value="onions"> onions</label>
        <label><input type="checkbox" name="urgent"> urgent</label>
        <button>Order</button>
      </form>
      <input name="note" form="order" aria-label="note">
      <output>{summary}</output>)",
                on<&Pizza::place>(), summary);
  }
};

TEST(FormFields, OfRadioButtonsTheOneWithTheValueIsChosen) {
  Page page = live<Pizza>();
  page.submit("#order", {{"size", "large"}});
  EXPECT_EQ(page.text("output"), "large:");
}

TEST(FormFields, OfSeveralBoxesTheOneWithTheValueIsTicked) {
  Page page = live<Pizza>();
  page.submit("#order", {{"extras", "onions"}});
  EXPECT_EQ(page.text("output"), "small: onions");
  page.submit("#order", {{"extras", "olives"}});
  EXPECT_EQ(page.text("output"), "small: olives onions");
}

TEST(FormFields, OneBoxIsTickedAndClearedAgain) {
  Page page = live<Pizza>();
  page.submit("#order", {{"urgent", "on"}});
  EXPECT_EQ(page.text("output"), "small: now");
  page.submit("#order", {{"urgent", "off"}});
  EXPECT_EQ(page.text("output"), "small:");
}

TEST(FormFields, AFieldMayStandOutsideOfItsForm) {
  Page page = live<Pizza>();
  page.submit("#order", {{"note", "spicy"}});
  EXPECT_EQ(page.text("output"), "small: spicy");
}

TEST(FormFields, WhatIsNotThereIsNamedWithWhatIs) {
  Page page = live<Pizza>();
  EXPECT_TRUE(holds(failure_of([&] {
                      page.submit("#order", {{"siez", "large"}});
                    }),
                    R"(the form has no field "siez"   did you mean "size"?)"));
  EXPECT_TRUE(holds(failure_of([&] {
                      page.submit("#order", {{"origin", "me"}});
                    }),
                    R"(the form has no field "origin": there are "size", "extras")"));
  EXPECT_TRUE(holds(failure_of([&] {
                      page.submit("#order", {{"size", "enormous"}});
                    }),
                    R"(has the value "enormous": there are "small", "large")"));
  EXPECT_TRUE(holds(failure_of([&] { page.submit("output", {{"size", "large"}}); }), "<output></output> is no form"));
}

}  // namespace
}  // namespace golive::testing

// Controls, and what each of them sends when.
#include "browser/both_ways/both_ways.h"
#include "browser/both_ways/form_pages.h"

namespace golive::testing {
namespace {

using pages::Order;

using Forms = BothWays;
GOLIVE_BOTH_WAYS(Forms);

TEST_P(Forms, AnOptionIsPickedByItsValueOrItsText) {
  Page page = open<Order>();
  page.change("select", "small");
  EXPECT_EQ(page.text("#size"), "s");
  page.fill("select", "m");
  EXPECT_EQ(page.text("#size"), "m");
  EXPECT_EQ(page.value("select"), "m");
  EXPECT_NE(failure_of([&] { page.change("select", "huge"); }).find("no option 'huge'"), std::string::npos);
}

TEST_P(Forms, OneOfTheRadioButtonsIsOn) {
  Page page = open<Order>();
  page.click("label", "blue");
  EXPECT_EQ(page.text("#colour"), "blue");
  EXPECT_TRUE(page.checked("[value=blue]"));
  EXPECT_FALSE(page.checked("[value=red]"));
  page.change("[value=red]", "on");
  EXPECT_EQ(page.text("#colour"), "red");
}

TEST_P(Forms, ACheckBoxSendsWhetherItIsOn) {
  Page page = open<Order>();
  page.click("[type=checkbox]");
  EXPECT_EQ(page.text("#gift"), "wrapped");
  page.change("[type=checkbox]", "off");
  EXPECT_EQ(page.text("#gift"), "bare");
}

TEST_P(Forms, AChangeIsSentWhenTheFieldIsLeft) {
  Page page = open<Order>();
  page.fill("textarea", "ring twice");
  EXPECT_EQ(page.text("#note"), "none");
  page.blur("textarea");
  EXPECT_EQ(page.text("#note"), "ring twice");
  page.change("textarea", "knock");
  EXPECT_EQ(page.text("#note"), "knock");
}

TEST_P(Forms, ADebouncedEditWaitsForItsTime) {
  Page page = open<Order>();
  page.fill("[name=coupon]", "TEA5").advance(400ms);
  EXPECT_EQ(page.text("#coupon"), "TEA5");
  page.fill("[name=coupon]", "TEA10").blur("[name=coupon]");
  EXPECT_EQ(page.text("#coupon"), "TEA10");
}

TEST_P(Forms, SendsAllOfItsFields) {
  Page page = open<Order>();
  page.submit("form", {{"size", "small"}, {"note", "ring"}});
  EXPECT_EQ(page.text("#note"), "ring s red");
  EXPECT_EQ(page.text("#sent"), "1");
}

TEST_P(Forms, WhatTheServerWritesToAnAttributeOfATextareaIsNotItsValue) {
  Page page = open<Order>();
  EXPECT_EQ(page.attr("textarea", "placeholder"), "note 0");
  page.submit("form", {{"note", "ring"}});
  EXPECT_EQ(page.attr("textarea", "placeholder"), "note 1");
  EXPECT_EQ(page.value("textarea"), "ring");
}

}  // namespace
}  // namespace golive::testing

#include "testing/event_payload.h"

#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>
#include <string>

#include "unit/testing/control_page.h"

namespace golive {
namespace {

using boost::json::serialize;
using test::ControlPage;

TEST(EventPayload, AClickCarriesTheValuesOfItsElement) {
  const ControlPage page("<p id=a lv-value-id=7 lv-value-2=two>x</p><button id=b value=v lv-value-value=w></button><p id=c></p>");
  EXPECT_EQ(serialize(testing::click_payload(page["a"])), R"({"2":"two","id":"7"})");
  EXPECT_EQ(serialize(testing::click_payload(page["b"])), R"({"value":"v"})");
  EXPECT_EQ(serialize(testing::click_payload(page["c"])), "null");
}

TEST(EventPayload, ATickIsItsValueOrABoolean) {
  ControlPage page("<input id=a type=checkbox name=a><input id=b type=checkbox name=b value=yes>");
  EXPECT_EQ(serialize(testing::control_payload(page.state, page["b"])), R"({"value":false,"name":"b"})");
  page.state.set_checked(page["a"], true);
  page.state.set_checked(page["b"], true);
  EXPECT_EQ(serialize(testing::control_payload(page.state, page["a"])), R"({"value":true,"name":"a"})");
  EXPECT_EQ(serialize(testing::control_payload(page.state, page["b"])), R"({"value":"yes","name":"b"})");
}

TEST(EventPayload, AFormCarriesWhatItWouldSubmitAndItsEmptyBoxes) {
  const ControlPage page(
      "<form id=f lv-value-id=7><input name=t value=x id=t><input type=checkbox name=on checked><input type=checkbox name=off>"
      "<input type=checkbox name=many value=1 checked><input type=checkbox name=many value=2>"
      "<select name=s multiple><option>a</select><input name='l[]' value=one><input type=file name=file><input name=no disabled value=1>"
      "<button id=b name=do value=it></button></form>");
  EXPECT_EQ(serialize(testing::form_payload(page.state, page["f"], {}, page["t"])),
            R"({"id":"7","t":"x","on":true,"many":["1"],"l[]":["one"],"file":"","off":false,"s":[],"_target":"t"})");
  EXPECT_EQ(serialize(testing::form_payload(page.state, page["f"], page["b"])),
            R"({"id":"7","t":"x","on":true,"many":["1"],"l[]":["one"],"file":"","do":"it","off":false,"s":[]})");
}

TEST(EventPayload, AKeyCarriesWhatWasHeldWithIt) {
  const ControlPage page("<div id=d lv-value-a=1><input id=i value=v></div>");
  EXPECT_EQ(serialize(testing::key_payload(page.state, page["d"], page["i"], {.key = "k", .ctrl = true, .shift = true})),
            R"({"a":"1","value":"v","key":"k","ctrl":true,"shift":true})");
}

}  // namespace
}  // namespace golive

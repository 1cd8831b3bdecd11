// What the holes of a template take, and what comes out.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <optional>
#include <string>

#include "golive/html.h"

namespace golive {
namespace {

using detail::Value;
using detail::ValueKind;

enum class Status { open, closed = 7, unknown = 100000 };
enum Plain { kFirst, kSecond };
enum class Side : char { buy = 'b', sell = 's' };
std::string_view name_of(Side side) { return side == Side::buy ? "bid" : "ask"; }

struct Binding {
  std::string_view text;
  template <class Sink>
  void write_to(Sink& sink) const {
    sink.append(text);
  }
};

template <class T>
std::string text(const T& value) {
  const RenderScope scope;
  const std::string markup = to_string(HTML("<p>{}</p>", value));
  return markup.substr(3, markup.size() - 7);
}

template <class T>
std::string attribute(const T& value) {
  const RenderScope scope;
  const std::string markup = to_string(HTML("<p title={}></p>", value));
  return markup.substr(2, markup.size() - 7);
}

template <class T>
ValueKind kind(const T& value) {
  const RenderScope scope;
  Value out;
  detail::set_value<detail::Context::text>(out, value);
  return out.kind;
}

TEST(Hole, TakesEveryKindOfText) {
  const char array[8] = {'a', 'b', '\0', 'x'};
  const char full[2] = {'a', 'b'};
  EXPECT_EQ(text(std::string("x")), "x");
  EXPECT_EQ(text(std::string_view("x")), "x");
  EXPECT_EQ(text("literal"), "literal");
  EXPECT_EQ(text(static_cast<const char*>("x")), "x");
  EXPECT_EQ(text(static_cast<const char*>(nullptr)), "");
  EXPECT_EQ(text(array), "ab");
  EXPECT_EQ(text(full), "ab");
  EXPECT_EQ(text('<'), "&lt;");
}

TEST(Hole, TakesEveryInteger) {
  EXPECT_EQ(text(static_cast<signed char>(-5)), "-5");
  EXPECT_EQ(text(static_cast<unsigned char>(200)), "200");
  EXPECT_EQ(text(static_cast<short>(-300)), "-300");
  EXPECT_EQ(text(42u), "42");
  EXPECT_EQ(text(std::numeric_limits<long long>::min()), "-9223372036854775808");
  EXPECT_EQ(text(std::numeric_limits<unsigned long>::max()), "18446744073709551615");
}

// A double of the browser holds no more than that.
TEST(Hole, IntegersBeyondDoublesTravelAsText) {
  EXPECT_EQ(kind(9007199254740991), ValueKind::integer);
  EXPECT_EQ(kind(-9007199254740991), ValueKind::integer);
  EXPECT_EQ(kind(9007199254740992), ValueKind::text);
  EXPECT_EQ(kind(-9007199254740992), ValueKind::text);
  EXPECT_EQ(kind(std::uint64_t{9007199254740992u}), ValueKind::text);
  EXPECT_EQ(text(9007199254740993), "9007199254740993");
}

TEST(Hole, WritesFloatingPointAsJavaScript) {
  EXPECT_EQ(text(0.1), "0.1");
  EXPECT_EQ(text(0.1f), "0.1");
  EXPECT_EQ(text(16777216.0f), "16777216");
  EXPECT_EQ(text(1e21), "1e+21");
  EXPECT_EQ(text(-0.0), "0");
  EXPECT_EQ(text(2.5L), "2.5");
  EXPECT_EQ(text(std::nan("")), "NaN");
  EXPECT_EQ(text(-std::numeric_limits<double>::infinity()), "-Infinity");
  EXPECT_EQ(text(std::numeric_limits<float>::infinity()), "Infinity");
  EXPECT_EQ(kind(0.1), ValueKind::number);
  EXPECT_EQ(kind(std::nan("")), ValueKind::text);
}

TEST(Hole, WritesBoolAsWordInTextAndAttributes) {
  EXPECT_EQ(text(true), "true");
  EXPECT_EQ(text(false), "false");
  EXPECT_EQ(attribute(true), " title=\"true\"");
  EXPECT_EQ(attribute(false), " title=\"false\"");
}

TEST(Hole, ABooleanAttributeIsThereOrNot) {
  const RenderScope scope;
  EXPECT_EQ(to_string(HTML("<input disabled={}>", true)), "<input disabled=\"\">");
  EXPECT_EQ(to_string(HTML("<input disabled={}>", false)), "<input>");
  EXPECT_EQ(to_string(HTML("<input disabled={}>", std::optional<bool>())), "<input>");
}

TEST(Hole, AnEmptyOptionalLeavesTheAttributeOut) {
  EXPECT_EQ(text(std::optional<int>(3)), "3");
  EXPECT_EQ(text(std::optional<std::string>()), "");
  EXPECT_EQ(attribute(std::optional<int>(3)), " title=\"3\"");
  EXPECT_EQ(attribute(std::optional<int>()), "");
  EXPECT_EQ(attribute(std::optional<std::optional<std::string>>(std::optional<std::string>())), "");
  EXPECT_EQ(attribute(""), " title=\"\"");
}

TEST(Hole, WritesEnumsByName) {
  EXPECT_EQ(text(Status::open), "open");
  EXPECT_EQ(text(Status::closed), "closed");
  EXPECT_EQ(text(static_cast<Status>(8)), "8") << "no enumerator: its number";
  EXPECT_EQ(text(Status::unknown), "100000") << "beyond the values whose names are known";
  EXPECT_EQ(text(kSecond), "kSecond");
  EXPECT_EQ(text(Side::buy), "bid") << "name_of found by argument-dependent lookup";
  EXPECT_EQ(attribute(Status::open), " title=\"open\"");
}

TEST(Hole, WritesEventBindings) {
  const RenderScope scope;
  EXPECT_EQ(to_string(HTML("<b lv-click={}></b>", Binding{"add(\"<x>\",1)"})), "<b lv-click=\"add(&quot;&lt;x&gt;&quot;,1)\"></b>");
  EXPECT_EQ(to_string(HTML("<b lv-click={}></b>", Binding{"say(\"\xff\")"})), "<b lv-click=\"say(&quot;\xef\xbf\xbd&quot;)\"></b>");
}

TEST(Hole, JoinsPartsOfEveryKind) {
  const RenderScope scope;
  EXPECT_EQ(
      to_string(HTML("<p title=\"{}-{}-{}-{}-{}-{}-{}\"></p>", 1, 2.5, true, 'c', Status::open, std::optional<int>(), std::string("<"))),
      "<p title=\"1-2.5-true-c-open--&lt;\"></p>");
}

TEST(Hole, CopiesTemporaries) {
  const RenderScope scope;
  Html html;
  {
    std::string gone = "a string that is too long for the small buffer";
    html = HTML("<p title={}>{}</p>", gone, std::string(gone));
    gone.assign(gone.size(), '#');
  }
  EXPECT_EQ(to_string(html),
            "<p title=\"a string that is too long for the small buffer\">a string that is too long for the small buffer</p>");
}

static_assert(!detail::hole_accepts<detail::Context::attribute, Html>);
static_assert(!detail::hole_accepts<detail::Context::text, std::nullptr_t>);
static_assert(!detail::hole_accepts<detail::Context::text, wchar_t>);
static_assert(!detail::hole_accepts<detail::Context::text, void*>);
static_assert(!detail::hole_accepts<detail::Context::text, TrustedHtml>, "raw() must be seen in the template");
static_assert(!detail::hole_accepts<detail::Context::boolean_attribute, int>);
static_assert(!detail::hole_accepts<detail::Context::boolean_attribute, const char*>);
static_assert(!detail::hole_accepts<detail::Context::event, std::string>);
static_assert(detail::hole_accepts<detail::Context::event, Binding>);
static_assert(detail::hole_accepts<detail::Context::text, std::optional<Html>>);
static_assert(detail::is_node_hole<std::optional<Html>> && !detail::is_node_hole<std::string>);

}  // namespace
}  // namespace golive

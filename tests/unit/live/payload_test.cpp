#include "golive/payload.h"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "golive/detail/json_write.h"
#include "golive/message.h"
#include "golive/params.h"

namespace {

using namespace golive;

enum class Size { small = 1, large = 3 };

template <class T>
std::optional<T> decode(std::string_view json) {
  auto decoded = Payload(json).as<T>();
  return decoded ? std::optional<T>(std::move(*decoded)) : std::nullopt;
}
template <class T>
std::string decode_error(std::string_view json) {
  auto decoded = Payload(json).as<T>();
  return decoded ? "decoded" : decoded.error().text();
}

TEST(Payload, without_one_is_empty) {
  EXPECT_TRUE(Payload().empty());
  EXPECT_TRUE(Payload("null").empty());
  EXPECT_FALSE(Payload("{}").empty());
  EXPECT_FALSE(Payload().has("a"));
  EXPECT_FALSE(Payload().get<int>("a").has_value());
}

TEST(Payload, members_are_found_and_decoded) {
  const Payload payload(R"({"a":1,"b":"two","c":null,"d":[1,2]})");
  EXPECT_EQ(payload.get<int>("a"), 1);
  EXPECT_EQ(payload.get<std::string>("b"), "two");
  EXPECT_TRUE(payload.has("c"));
  EXPECT_FALSE(payload.has("e"));
  EXPECT_EQ(payload.get<std::vector<int>>("d"), (std::vector{1, 2}));
  EXPECT_EQ(payload.text(), R"({"a":1,"b":"two","c":null,"d":[1,2]})");
  std::string seen;
  payload.for_each([&](std::string_view name, std::string_view text) { seen.append(name).append("=").append(text).append(";"); });
  EXPECT_EQ(seen, "a=;b=two;c=;d=;");
}

TEST(Payload, that_is_no_json_reads_as_absent) {
  for (const std::string_view bad : {"{", "[1,]", "nul", "1 2", "\"\xff\"", "{\"a\":1}}"}) {
    EXPECT_FALSE(decode<int>(bad).has_value()) << bad;
    EXPECT_FALSE(Payload(bad).has("a")) << bad;
  }
}

TEST(Payload, after_payload_of_some_length_needs_no_more_memory_each_time) {
  std::string json = "[0";
  for (int i = 1; i < 300; ++i) json.append(",").append(std::to_string(i));
  json += "]";
  // Were each to ask for twice as much as the one before, there would soon be none.
  for (int i = 0; i < 100; ++i) ASSERT_EQ(decode<std::vector<int>>(json)->size(), 300U) << i;
}

// As JavaScript writes what was cut inside of an emoji: "\ud83d" alone.
TEST(Payload, with_half_a_character_is_read_with_a_mark_in_its_place) {
  const std::string mark = "\xef\xbf\xbd";
  EXPECT_EQ(decode<std::string>(R"("\ud83d")"), mark);
  EXPECT_EQ(decode<std::string>(R"("a\udc00b")"), "a" + mark + "b");
  EXPECT_EQ(decode<std::string>(R"("\ud83d\ud83d\ude00\n")"), mark + "\xf0\x9f\x98\x80\n");
  EXPECT_EQ(decode<std::string>(R"("\ud83dx\ude00")"), mark + "x" + mark);
  EXPECT_EQ(decode<std::string>(R"("\\ud83d \uD83D\u0041")"), "\\ud83d " + mark + "A");
  const Payload payload(R"({"note":"cut \ud83d","amount":7,"\udfff":1})");
  EXPECT_EQ(payload.get<std::string>("note"), "cut " + mark);
  EXPECT_EQ(payload.get<int>("amount"), 7) << "nor is the rest lost";
  EXPECT_EQ(payload.get<int>(mark), 1);
  EXPECT_FALSE(decode<std::string>(R"("\ud83d)")) << "what is no JSON stays none";
}

TEST(Payload, of_more_than_32_levels_or_10000_values_reads_as_absent) {
  EXPECT_FALSE(Payload(std::string(32, '[') + std::string(32, ']')).root().is_absent());
  EXPECT_TRUE(Payload(std::string(33, '[') + std::string(33, ']')).root().is_absent());
  std::string many = "[0";
  for (int i = 0; i < 10'000; ++i) many += ",0";
  EXPECT_TRUE(Payload(many + "]").root().is_absent());
  const std::string commas = "\"" + std::string(20'000, ',') + "\"";
  EXPECT_EQ(decode<std::string>(commas)->size(), 20'000U);
}

TEST(Decode, whole_numbers_are_never_cut) {
  EXPECT_EQ(decode<int>("-5"), -5);
  EXPECT_EQ(decode<int>("3.0"), 3);
  EXPECT_EQ(decode<int>("\"42\""), 42);
  EXPECT_EQ(decode<std::uint8_t>("255"), 255);
  EXPECT_EQ(decode<std::uint64_t>("18446744073709551615"), UINT64_MAX);
  EXPECT_EQ(decode<std::int64_t>("-9223372036854775808"), INT64_MIN);
  for (const std::string_view bad :
       {"256", "-1", "1.5", "\"\"", "\"1x\"", "\" 1\"", "\"+1\"", "\"0x1\"", "\"256\"", "true", "null", "[]", "{}", "1e300"})
    EXPECT_FALSE(decode<std::uint8_t>(bad).has_value()) << bad;
  EXPECT_FALSE(decode<std::int64_t>("9223372036854775808").has_value());
  EXPECT_FALSE(decode<std::int64_t>("9223372036854775808.0").has_value());
  EXPECT_FALSE(decode<std::uint64_t>("1.8446744073709552e19").has_value());
}

TEST(Decode, fractions_are_finite) {
  EXPECT_EQ(decode<double>("1.5"), 1.5);
  EXPECT_EQ(decode<double>("7"), 7.0);
  EXPECT_EQ(decode<double>("\"1e3\""), 1000.0);
  EXPECT_EQ(decode<float>("0.5"), 0.5F);
  for (const std::string_view bad : {"\"inf\"", "\"nan\"", "\"1,5\"", "\"\"", "true"}) EXPECT_FALSE(decode<double>(bad).has_value()) << bad;
  EXPECT_FALSE(decode<float>("1e300").has_value());
}

TEST(Decode, ticks_of_boxes_are_bools) {
  EXPECT_EQ(decode<bool>("true"), true);
  EXPECT_EQ(decode<bool>("\"on\""), true);
  EXPECT_EQ(decode<bool>("\"false\""), false);
  for (const std::string_view bad : {"1", "0", "\"yes\"", "\"\"", "null"}) EXPECT_FALSE(decode<bool>(bad).has_value()) << bad;
}

TEST(Decode, DoublesComeBackToTheLastBit) {
  std::mt19937_64 random(20'261'126);
  for (int i = 0; i < 20'000; ++i) {
    const double number = std::bit_cast<double>(random());
    if (!std::isfinite(number)) continue;
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, number);
    EXPECT_EQ(decode<double>({text, static_cast<std::size_t>(end.ptr - text)}), number);
  }
  EXPECT_EQ(decode<double>("1234567890123.4567"), 1234567890123.4567);
  EXPECT_EQ(decode<double>("1e-400"), 0.0);
}

TEST(Decode, enums_by_name_or_by_the_number_of_a_named_value) {
  EXPECT_EQ(decode<Size>("\"large\""), Size::large);
  EXPECT_EQ(decode<Size>("1"), Size::small);
  EXPECT_EQ(decode<Size>("\"3\""), Size::large);
  for (const std::string_view bad : {"2", "\"huge\"", "\"\"", "-1", "99999999999", "null"})
    EXPECT_FALSE(decode<Size>(bad).has_value()) << bad;
  EXPECT_EQ(decode_error<Size>("\"huge\""), "expected one of small, large, got \"huge\"");
}

TEST(Decode, text_is_only_text) {
  EXPECT_EQ(decode<std::string>("\"a\\u00e9\""), "a\u00e9");
  EXPECT_EQ(decode<char>("\"x\""), 'x');
  EXPECT_FALSE(decode<std::string>("5").has_value());
  EXPECT_FALSE(decode<char>("\"xy\"").has_value());
}

TEST(Decode, empty_controls_are_empty_optionals) {
  using Maybe = std::optional<int>;
  for (const std::string_view nothing : {"null", "\"\"", "false"})
    EXPECT_EQ(decode<Maybe>(nothing), std::make_optional(Maybe())) << nothing;
  EXPECT_EQ(decode<Maybe>("\"4\""), std::make_optional(Maybe(4)));
  EXPECT_EQ(decode<std::optional<bool>>("false"), std::make_optional(std::optional(false)));
  EXPECT_FALSE(decode<Maybe>("\"x\"").has_value());
}

TEST(Decode, containers) {
  EXPECT_EQ(decode<std::vector<int>>("[1,\"2\"]"), (std::vector{1, 2}));
  EXPECT_EQ(decode<std::vector<std::string>>("\"one\""), std::vector<std::string>{"one"});
  EXPECT_EQ(decode<std::vector<bool>>("[true,false]"), (std::vector{true, false}));
  EXPECT_EQ((decode<std::array<int, 2>>("[1,2]")), (std::array{1, 2}));
  EXPECT_FALSE((decode<std::array<int, 2>>("[1,2,3]").has_value()));
  EXPECT_EQ((decode<std::map<std::string, int>>(R"({"a":1})")), (std::map<std::string, int>{{"a", 1}}));
  EXPECT_EQ((decode<std::set<int>>("[2,1,2]")), (std::set{1, 2}));
  EXPECT_EQ((decode_error<std::vector<std::vector<int>>>("[[1],[2,\"x\"]]")),
            "[1][1]: expected a whole number from -2147483648 to 2147483647, got \"x\"");
}

struct Address {
  std::string city;
  std::optional<int> zip;
};
struct User {
  std::string name;
  int age = 18;
  bool news = true;
  std::vector<std::string> tags;
  Address address;
  transient<int> secret = 7;
};

TEST(Decode, aggregates_from_nested_objects_and_from_names_with_brackets) {
  const auto nested = decode<User>(R"({"name":"Ada","age":"36","address":{"city":"London","zip":"12"},"extra":1})");
  ASSERT_TRUE(nested.has_value());
  EXPECT_EQ(nested->address.city, "London");
  EXPECT_EQ(nested->address.zip, 12);
  EXPECT_EQ(nested->age, 36);
  const auto flat = decode<User>(R"({"name":"Ada","age":"36","news":false,"tags[]":["a","b"],"address[city]":"London","address[zip]":""})");
  ASSERT_TRUE(flat.has_value());
  EXPECT_EQ(flat->address.city, "London");
  EXPECT_EQ(flat->address.zip, std::nullopt);
  EXPECT_FALSE(flat->news);
  EXPECT_EQ(flat->tags, (std::vector<std::string>{"a", "b"}));
}

TEST(Decode, absent_fields_keep_their_default_only_where_forms_leave_them_out) {
  const auto user = decode<User>(R"({"name":"Ada","age":1,"address":{"city":""}})");
  ASSERT_TRUE(user.has_value());
  EXPECT_TRUE(user->news);
  EXPECT_TRUE(user->tags.empty());
  EXPECT_EQ(decode_error<User>(R"({"name":"Ada","address":{"city":""}})"), "age: expected a value, got nothing");
}

TEST(Decode, transient_fields_are_not_a_browsers_to_write) {
  const auto user = decode<User>(R"({"name":"Ada","age":1,"address":{"city":""},"secret":9})");
  ASSERT_TRUE(user.has_value());
  EXPECT_EQ(*user->secret, 7);
}

TEST(Decode, errors_name_the_place) {
  EXPECT_EQ(decode_error<User>(R"({"name":"Ada","age":1,"address":{"city":7}})"), "address[city]: expected text, got 7");
  EXPECT_EQ(decode_error<User>(R"({"name":"Ada","age":1,"address[city]":"x","address[zip]":"y"})"),
            "address[zip]: expected a whole number from -2147483648 to 2147483647, got \"y\"");
  EXPECT_EQ(decode_error<User>(R"({"name":"Ada","age":1,"tags":["a",5],"address":{"city":""}})"), "tags[1]: expected text, got 5");
  EXPECT_EQ(decode_error<User>("5"), "expected an object, got 5");
  EXPECT_EQ((decode_error<std::vector<Address>>(R"([{"city":5}])")), "[0][city]: expected text, got 5");
  const std::string error = decode_error<int>("\"" + std::string(1000, 'x') + "\"");
  EXPECT_LT(error.size(), 200U);
}

template <class T>
std::string json(const T& value) {
  std::string text;
  detail::write_json(text, value);
  return text;
}

TEST(JsonWrite, every_kind_of_value) {
  EXPECT_EQ(json(true), "true");
  EXPECT_EQ(json(-5), "-5");
  EXPECT_EQ(json(std::uint8_t{200}), "200");
  EXPECT_EQ(json(0.1), "0.1");
  EXPECT_EQ(json(NAN), "null");
  EXPECT_EQ(json('x'), "\"x\"");
  EXPECT_EQ(json("text"), "\"text\"");
  EXPECT_EQ(json(Size::large), "\"large\"");
  EXPECT_EQ(json(static_cast<Size>(2)), "2");
  EXPECT_EQ(json(std::optional<int>()), "null");
  EXPECT_EQ(json(std::vector<bool>{true, false}), "[true,false]");
  EXPECT_EQ(json(std::array{1, 2}), "[1,2]");
  EXPECT_EQ(json(std::map<std::string, int>{{"a", 1}, {"b", 2}}), R"({"a":1,"b":2})");
  EXPECT_EQ(json(User{.name = "Ada", .age = 3, .news = false, .tags = {"x"}, .address = {"L", 1}, .secret = 7}),
            R"({"name":"Ada","age":3,"news":false,"tags":["x"],"address":{"city":"L","zip":1}})");
}

TEST(JsonWrite, text_is_escaped_and_made_valid) {
  EXPECT_EQ(json(std::string("\"\\\n\t\r\x01\0/", 8)), "\"\\\"\\\\\\n\\t\\r\\u0001\\u0000/\"");
  EXPECT_EQ(json("\xff|\xc3\xa9|\xed\xa0\x80"), "\"\xef\xbf\xbd|\xc3\xa9|\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
}

TEST(JsonWrite, long_text_survives_the_cuts_between_pieces) {
  for (std::size_t shift = 0; shift < 8; ++shift) {
    std::string text(shift, 'a');
    for (int i = 0; i < 300; ++i) text += "\u00e9\u20ac\U0001F600\"";
    EXPECT_EQ(decode<std::string>(json(text)), text) << shift;
  }
}

TEST(Params, are_decoded_and_typed) {
  Params params = Params::parse("id=9&q=a%20b+c%2B&flag=on&bad=%zz&utf=%ff&id=10&&=x&size=large");
  EXPECT_EQ(params.get<int>("id"), 10);
  EXPECT_EQ(params.get<std::string>("q"), "a b c+");
  EXPECT_EQ(params.get<bool>("flag"), true);
  EXPECT_EQ(params.get<Size>("size"), Size::large);
  EXPECT_EQ(*params.find("bad"), "%zz");
  EXPECT_EQ(*params.find("utf"), "\xef\xbf\xbd");
  EXPECT_FALSE(params.get<int>("q").has_value());
  EXPECT_FALSE(params.has("none"));
  params.set("id", "7");
  EXPECT_EQ(params.get<int>("id"), 7);
}

TEST(Params, are_bounded) {
  std::string query;
  for (int i = 0; i < 1000; ++i) query += "k" + std::to_string(i) + "=v&";
  EXPECT_EQ(Params::parse(query).size(), 256U);
}

TEST(Url, is_split_at_the_question_mark) {
  EXPECT_EQ(Url::parse("/a/b?x=1#top"), (Url{"/a/b", "x=1"}));
  EXPECT_EQ(Url::parse("/a"), (Url{"/a", ""}));
  EXPECT_EQ(Url::parse("?x"), (Url{"/", "x"}));
  EXPECT_EQ(Url::parse("/a?b").text(), "/a?b");
}

TEST(Message, gives_back_exactly_what_it_was_made_of) {
  const Message message = Message::of(std::string("hi"));
  ASSERT_NE(message.get<std::string>(), nullptr);
  EXPECT_EQ(*message.get<std::string>(), "hi");
  EXPECT_EQ(message.get<int>(), nullptr);
  EXPECT_TRUE(Message().empty());
  EXPECT_EQ(Message().get<int>(), nullptr);
}

}  // namespace

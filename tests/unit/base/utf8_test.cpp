#include "base/utf8.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace golive {
namespace {

std::string repair(std::string_view text) {
  std::string out(repaired_size_limit(text.size()), '\0');
  out.resize(static_cast<std::size_t>(copy_repaired(out.data(), text) - out.data()));
  return out;
}

#define R "\xef\xbf\xbd"

TEST(Utf8, LeavesValidTextAlone) {
  for (const std::string_view text :
       {"", "plain", "exactly8", "a little longer than eight bytes", "\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf",
        "\xee\x80\x80", "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf", "Grüße, Ωmega, 日本語, 🎉"}) {
    EXPECT_EQ(valid_prefix(text), text.size()) << text;
    EXPECT_EQ(repair(text), text);
  }
}

TEST(Utf8, OfAMessageHasNulAsACharacter) {
  EXPECT_TRUE(is_utf8({"\0a\xc3\xa9\0", 5}));
  EXPECT_TRUE(is_utf8(""));
  EXPECT_FALSE(is_utf8("a\xff"));
  EXPECT_EQ(characters({"a\0\xc3(", 4}), 2U);
}

TEST(Utf8, TellsACutCharacterFromAWrongOne) {
  for (const std::string_view text : {"\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"}) {
    for (std::size_t size = 1; size < text.size(); ++size) EXPECT_TRUE(is_cut_character(text.substr(0, size))) << text << size;
    EXPECT_FALSE(is_cut_character(text)) << text;
  }
  for (const std::string_view text : {"", "a", "\x80", "\xbf", "\xc0", "\xc1", "\xe0\x9f", "\xed\xa0", "\xf0\x8f", "\xf4\x90", "\xf5",
                                      "\xff", "\xe2\x28", "\xf0\x90\x28", "\xf0\x90\x80\x28"})
    EXPECT_FALSE(is_cut_character(text)) << text;
}

TEST(Utf8, ReplacesEachMaximalInvalidPartOnce) {
  using namespace std::string_literals;
  EXPECT_EQ(repair("\x80"), R);
  EXPECT_EQ(repair("a\xff"
                   "b"),
            "a" R "b");
  EXPECT_EQ(repair("\xc0\xaf"), R R) << "overlong slash";
  EXPECT_EQ(repair("\xe0\x80\xaf"), R R R) << "overlong, three bytes";
  EXPECT_EQ(repair("\xf0\x80\x80\xaf"), R R R R) << "overlong, four bytes";
  EXPECT_EQ(repair("\xed\xa0\x80"), R R R) << "lone high surrogate";
  EXPECT_EQ(repair("\xed\xbf\xbf"), R R R) << "lone low surrogate";
  EXPECT_EQ(repair("\xf4\x90\x80\x80"), R R R R) << "beyond U+10FFFF";
  EXPECT_EQ(repair("\xf5\x80\x80\x80"), R R R R);
  EXPECT_EQ(repair("\xe2\x82"), R) << "cut off: one part";
  EXPECT_EQ(repair("\xf0\x9f\x8e"), R) << "cut off: one part";
  EXPECT_EQ(repair("\xf0\x9f\x8e"
                   "a"),
            R "a");
  EXPECT_EQ(repair("\xe2\x82\xe2\x82\xac"), R "\xe2\x82\xac");
  EXPECT_EQ(repair("a\0b"s), "a" R "b");
  EXPECT_EQ(repair("12345678\0abcdefgh"s), "12345678" R "abcdefgh");
  EXPECT_EQ(repair("1234567\x80"), "1234567" R);
}

// Unicode 15, table 3-11: the example of the standard.
TEST(Utf8, AgreesWithTheStandardsExample) {
  EXPECT_EQ(repair("\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64"), "a" R R R "b" R "c" R R "d");
}

// At every length and place, so that the eight-byte steps are as good as one by one.
TEST(Utf8, FindsABadByteWhereverItStands) {
  for (const char bad : {'\0', '\x80', '\xff'}) {
    for (std::size_t size = 1; size < 40; ++size) {
      for (std::size_t at = 0; at < size; ++at) {
        std::string text(size, 'x');
        text[at] = bad;
        ASSERT_EQ(valid_prefix(text), at);
        ASSERT_EQ(repair(text), text.substr(0, at) + R + text.substr(at + 1));
      }
    }
  }
}

TEST(Utf8, RepairedTextIsValidAndStaysAsItIs) {
  std::mt19937 random(7);
  const char bytes[] = {'a', '\0', '\x80', '\xbf', '\xc2', '\xe0', '\xed', '\xa0', '\xf0', '\x90', '\xf4', '\x8f', '\xff', '<'};
  for (int round = 0; round < 20000; ++round) {
    std::string text(random() % 24, ' ');
    for (char& c : text) c = bytes[random() % sizeof bytes];
    const std::string once = repair(text);
    ASSERT_EQ(valid_prefix(once), once.size());
    ASSERT_LE(once.size(), repaired_size_limit(text.size()));
  }
}

}  // namespace
}  // namespace golive

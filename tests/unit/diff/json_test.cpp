#include "diff/json.h"

#include <gtest/gtest.h>

#include <string>

namespace golive::json {
namespace {

std::string string_of(std::string_view text) {
  std::string out;
  write_string(out, text);
  return out;
}

TEST(Json, EscapesWhatItMust) {
  EXPECT_EQ(string_of(""), R"("")");
  EXPECT_EQ(string_of("plain"), R"("plain")");
  EXPECT_EQ(string_of("a\"b\\c/d"), R"("a\"b\\c/d")");
  EXPECT_EQ(string_of("\b\f\n\r\t"), R"("\b\f\n\r\t")");
  EXPECT_EQ(string_of(std::string_view("\0\x01\x1f\x7f", 4)), "\"\\u0000\\u0001\\u001f\x7f\"");
  EXPECT_EQ(string_of("\xc3\xa9\xe2\x80\xa8\xf0\x9f\x98\x80"), "\"\xc3\xa9\xe2\x80\xa8\xf0\x9f\x98\x80\"");
}

TEST(Json, FindsAnEscapeAtEveryPlace) {
  for (const char c : {'"', '\\', '\n', '\x1f', '\0'}) {
    for (std::size_t size = 1; size < 30; ++size) {
      for (std::size_t at = 0; at < size; ++at) {
        std::string text(size, '\xe9');
        text[at] = c;
        std::string expected = "\"" + std::string(at, '\xe9') + string_of({&c, 1}).substr(1);
        expected.pop_back();
        EXPECT_EQ(string_of(text), expected + std::string(size - at - 1, '\xe9') + '"');
      }
    }
  }
}

TEST(Json, WritesNumbers) {
  std::string out;
  write_integer(out, INT64_MIN);
  out += ' ';
  write_unsigned(out, UINT64_MAX);
  out += ' ';
  write_number(out, 0.1);
  out += ' ';
  write_number(out, -0.0);
  out += ' ';
  write_number(out, 1e21);
  EXPECT_EQ(out, "-9223372036854775808 18446744073709551615 0.1 0 1e+21");
}

}  // namespace
}  // namespace golive::json

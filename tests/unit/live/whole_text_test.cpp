// Texts of number fields as whole numbers: the HTML Standard's valid floating-point numbers whose value is one.
#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "golive/detail/payload_decode.h"

namespace golive::detail {
namespace {

template <class T>
std::optional<T> read(std::string_view text) {
  T out{};
  return number_from_text(text, out) ? std::optional(out) : std::nullopt;
}

TEST(WholeText, IsANumberHoweverItIsSpelled) {
  EXPECT_EQ(read<int>("1e3"), 1000);
  EXPECT_EQ(read<int>("1E+3"), 1000);
  EXPECT_EQ(read<int>("2.0"), 2);
  EXPECT_EQ(read<int>("007"), 7);
  EXPECT_EQ(read<int>("-1.50e2"), -150);
  EXPECT_EQ(read<int>("1200e-2"), 12);
  EXPECT_EQ(read<int>(".5e1"), 5);
  EXPECT_EQ(read<int>("0.00012e5"), 12);
  EXPECT_EQ(read<int>("-0.0"), 0);
  EXPECT_EQ(read<unsigned>("-0"), 0U);
  EXPECT_EQ(read<int>("0e999999999999999999999"), 0);
  EXPECT_EQ(read<int>("0.0e-999999999999999999999"), 0);
  EXPECT_EQ(read<int>("1" + std::string(100, '0') + "e-100"), 1);
  EXPECT_EQ(read<int>("0." + std::string(99, '0') + "1e100"), 1);
}

TEST(WholeText, IsExactToTheEndsOfItsType) {
  EXPECT_EQ(read<std::int64_t>("9223372036854775807.0"), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(read<std::int64_t>("9223372036854775808.0"), std::nullopt);
  EXPECT_EQ(read<std::int64_t>("-9223372036854775808.0"), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(read<std::int64_t>("-9223372036854775809.0"), std::nullopt);
  EXPECT_EQ(read<std::uint64_t>("1844674407370955161.5e1"), std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(read<std::uint64_t>("1844674407370955161.6e1"), std::nullopt);
  EXPECT_EQ(read<std::uint8_t>("2.55e2"), std::uint8_t{255});
  EXPECT_EQ(read<std::uint8_t>("2.56e2"), std::nullopt);
  EXPECT_EQ(read<unsigned>("-1.0"), std::nullopt);
  EXPECT_EQ(read<std::int64_t>("1e19"), std::nullopt);
  EXPECT_EQ(read<std::int64_t>("1e999999999999999999999"), std::nullopt);
}

TEST(WholeText, IsNothingElse) {
  for (const char* const text :
       {"",    "-",   ".",  "0.1",   "1.5",  "15e-1", "1e-1",  "2.",  "+5",  " 5",       "5 ",
        "1e",  "1e+", "e3", "1e3.0", "0x10", "1,0",   "1_000", "--1", "NaN", "Infinity", "1e-999999999999999999999",
        "five"})
    EXPECT_EQ(read<int>(text), std::nullopt) << text;
  EXPECT_EQ(read<double>("1e3"), 1000.0);
}

}  // namespace
}  // namespace golive::detail

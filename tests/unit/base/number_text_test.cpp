#include "base/number_text.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace golive {
namespace {

std::string text_of(double value) {
  char text[kNumberTextSize];
  return {text, write_number(text, value)};
}

struct Known {
  std::uint64_t bits;
  const char* text;
};

// Bits of a double and what Node.js prints for it.
constexpr Known kKnown[] = {
    {0x0000000000000000, "0"},
    {0x8000000000000000, "0"},
    {0x3ff0000000000000, "1"},
    {0xbff0000000000000, "-1"},
    {0x3fb999999999999a, "0.1"},
    {0x3fc999999999999a, "0.2"},
    {0x3fd3333333333334, "0.30000000000000004"},
    {0x3fd5555555555555, "0.3333333333333333"},
    {0xbfd5555555555555, "-0.3333333333333333"},
    {0x3fe5555555555555, "0.6666666666666666"},
    {0x0000000000000001, "5e-324"},
    {0x7fefffffffffffff, "1.7976931348623157e+308"},
    {0x0010000000000000, "2.2250738585072014e-308"},
    {0x0000000000000001, "5e-324"},
    {0x444b1ae4d6e2ef50, "1e+21"},
    {0x4415af1d78b58c40, "100000000000000000000"},
    {0x441ac53a7e04bcda, "123456789012345680000"},
    {0x444b1ae4d6e2ef4f, "999999999999999900000"},
    {0x3eb0c6f7a0b5ed8d, "0.000001"},
    {0x3e7ad7f29abcaf48, "1e-7"},
    {0x3e8421f5f40d8376, "1.5e-7"},
    {0x3eb4b3fd5942cd96, "0.000001234"},
    {0x3e808ffde1023e12, "1.234e-7"},
    {0x433fffffffffffff, "9007199254740991"},
    {0x4340000000000000, "9007199254740992"},
    {0x4340000000000000, "9007199254740992"},
    {0x4340000000000001, "9007199254740994"},
    {0x4350000000000000, "18014398509481984"},
    {0x4480f0cf064dd592, "1e+22"},
    {0x7e41eb2d66005835, "1.5e+300"},
    {0x81b01297d23ab683, "-1.5e-300"},
    {0x4059000000000000, "100"},
    {0x40934a456d5cfaad, "1234.5678"},
    {0x3fe0000000000000, "0.5"},
    {0x54b249ad2594c37d, "1e+100"},
    {0x3c36b082c2148b8e, "1.23e-18"},
    {0x4011666666666666, "4.35"},
    {0x3ee4f8b588e368f1, "0.00001"},
    {0x430c6bf526340000, "1000000000000000"},
    {0x4341c37937e08000, "10000000000000000"},
    {0x4376345785d8a000, "100000000000000000"},
    {0x419d6f34547e6b75, "123456789.12345679"},
    {0x7ff8000000000000, "NaN"},
    {0x7ff0000000000000, "Infinity"},
    {0xfff0000000000000, "-Infinity"},
    {0x400921fb54442d18, "3.141592653589793"},
    {0x4340000000000001, "9007199254740994"},
    {0x43f0000000000000, "18446744073709552000"},
    {0x4450000000000000, "1.1805916207174113e+21"},
    {0xc450000000000000, "-1.1805916207174113e+21"},
    {0x3eb0000000000000, "9.5367431640625e-7"},
    {0x3ea0000000000000, "4.76837158203125e-7"},
    {0x3ff0000000000001, "1.0000000000000002"},
    {0x3fd3333333333334, "0.30000000000000004"},
    {0x3ea0c6f7a0b5ed8d, "5e-7"},
    {0x3eb0c6f7a0b5ed8d, "0.000001"},
    {0x3eb0000000000000, "9.5367431640625e-7"},
    {0x444b1ae4d6e2ef4f, "999999999999999900000"},
    {0x447c7e83209e90b2, "8.41e+21"},
    {0x3e798059ac99a685, "9.5e-8"},
};

TEST(NumberText, IsWhatJavaScriptPrints) {
  for (const Known& known : kKnown) EXPECT_EQ(text_of(std::bit_cast<double>(known.bits)), known.text);
}

TEST(NumberText, ReadsBackAsTheSameNumber) {
  std::mt19937_64 random(11);
  for (int i = 0; i < 50000; ++i) {
    const double value = std::bit_cast<double>(random());
    if (!std::isfinite(value)) continue;
    const std::string text = text_of(value);
    ASSERT_LE(text.size(), kNumberTextSize);
    ASSERT_EQ(std::strtod(text.c_str(), nullptr), value) << text;
  }
}

TEST(NumberText, WritesEveryInteger) {
  const auto integer = [](auto value) {
    char text[kNumberTextSize];
    return std::string(text, write_integer(text, value));
  };
  EXPECT_EQ(integer(std::int64_t{0}), "0");
  EXPECT_EQ(integer(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
  EXPECT_EQ(integer(std::numeric_limits<std::uint64_t>::max()), "18446744073709551615");
}

// Doubles of all sizes: any bits, sums of cents, near powers of ten, thousandths.
std::vector<double> many_doubles() {
  std::mt19937_64 random(std::random_device{}());
  std::vector<double> values;
  for (int i = 0; i < 5000; ++i) {
    values.push_back(std::bit_cast<double>(random()));
    values.push_back(static_cast<double>(random() % 100000000) / 100);
    values.push_back(std::pow(10, static_cast<double>(random() % 60) - 30) * (1 + static_cast<double>(random() % 1000) / 1000));
    values.push_back(static_cast<double>(random() % 1000) * 0.001);
  }
  return values;
}

TEST(NumberText, AgreesWithNodeOnRandomNumbers) {
  if (std::system("node --version > /dev/null 2>&1") != 0) GTEST_SKIP() << "needs node";
  const auto path = std::filesystem::temp_directory_path() / ("golive_numbers_" + std::to_string(std::random_device{}()));
  std::ofstream file(path);
  for (const double value : many_doubles()) {
    char bits[24];
    std::snprintf(bits, sizeof bits, "%016llx", static_cast<unsigned long long>(std::bit_cast<std::uint64_t>(value)));
    file << bits << ' ' << text_of(value) << '\n';
  }
  file.close();
  const std::string script =
      "let n = 0; for (const line of require('fs').readFileSync(process.argv[1], 'utf8').trim().split('\\n')) {"
      " const [bits, text] = line.split(' '); const value = String(Buffer.from(bits, 'hex').readDoubleBE());"
      " if (value !== text) { console.log(bits + ': ours ' + text + ', JavaScript ' + value); n++; } } process.exit(n ? 1 : 0)";
  EXPECT_EQ(std::system(("node -e \"" + script + "\" " + path.string()).c_str()), 0);
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace golive

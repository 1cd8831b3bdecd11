// JSON in MessagePack's form and back: the forms of its specification, the golden frames, random values, bounds and garbage.
#include "protocol/message_pack.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "diff/json.h"
#include "protocol/wire_keys.h"

namespace golive::protocol {
namespace {

std::string bytes_of(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  return bytes;
}

std::string hex_of(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (const char c : bytes) hex.append({kDigits[static_cast<unsigned char>(c) >> 4], kDigits[static_cast<unsigned char>(c) & 15]});
  return hex;
}

std::string packed(std::string_view json) {
  std::string bytes;
  EXPECT_TRUE(pack(json, bytes)) << json;
  return bytes;
}

std::string unpacked(std::string_view bytes) {
  std::string json;
  const auto done = unpack(bytes, json);
  return done ? json : "(" + std::string(describe(done.error())) + ")";
}

struct Form {
  std::string_view json;
  std::string_view hex;
};

TEST(MessagePack, WritesEachValueInItsShortestFormAndReadsIt) {
  constexpr Form kForms[] = {
      {"null", "c0"},
      {"false", "c2"},
      {"true", "c3"},
      {"0", "00"},
      {"127", "7f"},
      {"128", "cc80"},
      {"255", "ccff"},
      {"256", "cd0100"},
      {"65535", "cdffff"},
      {"65536", "ce00010000"},
      {"4294967295", "ceffffffff"},
      {"4294967296", "cf0000000100000000"},
      {"9007199254740993", "cf0020000000000001"},
      {"18446744073709551615", "cfffffffffffffffff"},
      {"-1", "ff"},
      {"-32", "e0"},
      {"-33", "d0df"},
      {"-128", "d080"},
      {"-129", "d1ff7f"},
      {"-32768", "d18000"},
      {"-32769", "d2ffff7fff"},
      {"-2147483648", "d280000000"},
      {"-2147483649", "d3ffffffff7fffffff"},
      {"-9223372036854775808", "d38000000000000000"},
      {"0.1", "cb3fb999999999999a"},
      {"-1.5", "cbbff8000000000000"},
      {"5e-324", "cb0000000000000001"},
      {"1.7976931348623157e+308", "cb7fefffffffffffff"},
      {"100000000000000000000", "cb4415af1d78b58c40"},
      {R"("")", "a0"},
      {R"("\u0000a\"\\\n")", "a50061225c0a"},
      {"\"\xc3\xa9\xf0\x9f\x98\x80\"", "a6c3a9f09f9880"},
      {"[]", "90"},
      {"{}", "80"},
      {R"([1,"x",null,[true]])", "9401a178c091c3"},
      {R"({"a":1,"b":{"":[]}})", "82a16101a16281a090"},
  };
  for (const auto& [json, hex] : kForms) {
    EXPECT_EQ(hex_of(packed(json)), hex) << json;
    EXPECT_EQ(unpacked(bytes_of(hex)), json);
  }
}

TEST(MessagePack, ReadsLongerFormsThanItWrites) {
  constexpr Form kForms[] = {{"5", "cc05"},
                             {"5", "cd0005"},
                             {"5", "ce00000005"},
                             {"5", "cf0000000000000005"},
                             {"5", "d005"},
                             {"-5", "d0fb"},
                             {"-5", "d1fffb"},
                             {"-5", "d2fffffffb"},
                             {"-5", "d3fffffffffffffffb"},
                             {"\"a\"", "d90161"},
                             {"\"a\"", "da000161"},
                             {"\"a\"", "db0000000161"},
                             {"[5]", "dc000105"},
                             {"[5]", "dd0000000105"},
                             {"{\"a\":5}", "de0001a16105"},
                             {"{\"a\":5}", "df00000001d9016105"},
                             {"0.5", "ca3f000000"},
                             {"0.10000000149011612", "ca3dcccccd"},
                             {"1", "cb3ff0000000000000"},
                             {"0", "cb8000000000000000"},
                             {"null", "cb7ff8000000000000"},
                             {"null", "ca7f800000"},
                             {"null", "cbfff0000000000000"}};
  for (const auto& [json, hex] : kForms) EXPECT_EQ(unpacked(bytes_of(hex)), json) << hex;
}

TEST(MessagePack, KeepsMinusZeroWhereTheReaderCanHaveIt) { EXPECT_EQ(hex_of(packed("-0")), "cb8000000000000000"); }

TEST(MessagePack, RefusesWhatJsonHasNot) {
  constexpr std::string_view kRefused = "(message is not MessagePack, or more than JSON has)";
  for (const std::string_view hex : {"c40161",
                                     "c5000161",
                                     "c60000000161",
                                     "d40161",
                                     "d5016161",
                                     "d6ff00000000",
                                     "d7ff0000000000000000",
                                     "d80100000000000000000000000000000000",
                                     "c70101ff",
                                     "c8000101ff",
                                     "c9000000010100",
                                     "c1",
                                     "8101a0",
                                     "81c0a0",
                                     "8190a0",
                                     "",
                                     "0101",
                                     "c0c0",
                                     "91",
                                     "a161a1",
                                     "cd01",
                                     "d9"})
    EXPECT_EQ(unpacked(bytes_of(hex)), kRefused) << hex;
  EXPECT_EQ(unpacked(bytes_of("a1ff")), "(message is not UTF-8)");
  EXPECT_EQ(unpacked(bytes_of("81a2c32801")), "(message is not UTF-8)");
}

TEST(MessagePack, BelievesNoLengthAndBoundsWhatItMakes) {
  EXPECT_EQ(unpacked(bytes_of("ddffffffff00")), "(message of more than 10000 values)");
  EXPECT_EQ(unpacked(bytes_of("dfffffffffa0")), "(message of more than 10000 values)");
  EXPECT_EQ(unpacked(bytes_of("dbffffffff61")), "(message is not MessagePack, or more than JSON has)");
  EXPECT_EQ(unpacked(std::string(32, '\x91') + '\xc0').front(), '[');
  EXPECT_EQ(unpacked(std::string(33, '\x91') + '\xc0'), "(message of more than 32 levels)");
  EXPECT_EQ(unpacked(std::string("\xdc\x27\x0f", 3) + std::string(9999, '\1')).front(), '[');
  EXPECT_EQ(unpacked(std::string("\xdc\x27\x10", 3) + std::string(10'000, '\1')), "(message of more than 10000 values)");
  // Control characters take six bytes each in JSON.
  std::string controls = bytes_of("92db000f4240") + std::string(1'000'000, '\1') + '\1';
  std::string json;
  EXPECT_EQ(unpack(controls, json).error(), FrameError::too_big);
  EXPECT_LE(json.size(), 8u * wire::kMaxMessageBytes);
}

TEST(MessagePack, FramesOfEverySizeComeBack) {
  for (const std::size_t size : {15, 16, 31, 32, 255, 256, 9998}) {
    std::string array = "[";
    std::string object = "{";
    for (std::size_t i = 0; i < size; ++i) {
      array += (i == 0 ? "" : ",") + std::to_string(i);
      object += (i == 0 ? "\"k" : ",\"k") + std::to_string(i) + "\":[" + std::to_string(i % 3) + "]";
    }
    array += ']';
    object += '}';
    const std::string text = '"' + std::string(size * 10, 's') + '"';
    EXPECT_EQ(unpacked(packed(array)), array);
    EXPECT_EQ(unpacked(packed(text)), text);
    EXPECT_EQ(unpacked(packed(object)), size < 5000 ? object : "(message of more than 10000 values)");
  }
  std::string rows = "[0";
  for (int i = 1; i < 70'000; ++i) rows += ",0";
  EXPECT_EQ(packed(rows + ']').substr(0, 5), std::string("\xdd\x00\x01\x11\x70", 5));
}

std::vector<std::string> golden_values() {
  std::ifstream file(GOLIVE_SOURCE_DIR "/tests/golden/patches.json");
  EXPECT_TRUE(file) << "tests/golden/patches.json is missing";
  std::vector<std::string> values;
  for (std::string line; std::getline(file, line);) {
    if (line.ends_with(',')) line.pop_back();
    if (line.starts_with('{')) values.push_back(line);
  }
  EXPECT_GT(values.size(), 20u);
  return values;
}

TEST(MessagePack, EveryGoldenFrameComesBack) {
  for (const std::string& value : golden_values()) EXPECT_EQ(unpacked(packed(value)), value);
}

// The stock library of npm reads these (tests/browser/message_pack.spec.ts).
TEST(MessagePack, TheVectorsForOtherReadersAreWhatItWrites) {
  const std::string path = GOLIVE_SOURCE_DIR "/tests/golden/message_pack.txt";
  std::string written;
  for (const std::string& value : golden_values()) written += hex_of(packed(value)) + '\n';
  if (std::getenv("GOLIVE_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << written;
  std::ifstream file(path);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), written) << "run this test with GOLIVE_UPDATE_GOLDEN=1";
}

class RandomJson {
 public:
  explicit RandomJson(std::uint64_t seed) : random_(seed) {}

  void write(std::string& out, int depth = 0) {
    switch (below(depth < 6 ? 9 : 6)) {
      case 0:
        out += below(3) == 0 ? "null" : below(2) == 0 ? "true" : "false";
        return;
      case 1:
        return json::write_unsigned(out, random_() >> below(64));
      case 2:
        return json::write_integer(out, static_cast<std::int64_t>(random_()) >> below(64));
      case 3:
        return number(out);
      case 4:
      case 5:
        return text(out);
      case 6:
        return container(out, '{', depth);
      default:
        return container(out, '[', depth);
    }
  }
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(random_() % limit); }

 private:
  void number(std::string& out) {
    double value = std::bit_cast<double>(random_());
    if (!std::isfinite(value)) value = 0.5;
    json::write_number(out, value);
  }
  void text(std::string& out) {
    constexpr std::string_view kParts[] = {
        "a", "\"", "\\", "\n", {"\0", 1}, "\x1f", "\x7f", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80", "plain text "};
    std::string text;
    for (std::size_t i = below(40); i > 0; --i) text += kParts[below(std::size(kParts))];
    json::write_string(out, text);
  }
  void container(std::string& out, char kind, int depth) {
    out += kind;
    const std::size_t size = below(depth == 0 ? 40 : 5);
    for (std::size_t i = 0; i < size; ++i) {
      if (i != 0) out += ',';
      if (kind == '{') {
        text(out);
        out += ':';
      }
      write(out, depth + 1);
    }
    out += kind == '{' ? '}' : ']';
  }

  std::mt19937_64 random_;
};

std::uint64_t seed_of_run() {
  const char* given = std::getenv("GOLIVE_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device()();
}

TEST(MessagePack, RandomValuesComeBack) {
  const std::uint64_t seed = seed_of_run();
  SCOPED_TRACE("GOLIVE_SEED=" + std::to_string(seed));
  RandomJson random(seed);
  for (int i = 0; i < 3'000 && !testing::Test::HasFailure(); ++i) {
    std::string json;
    random.write(json);
    EXPECT_EQ(unpacked(packed(json)), json);
  }
}

// What is refused is refused; what is read is sound JSON of the size and depth that a codec takes.
TEST(FrameGarbage, MutatedMessagePackIsReadOrRefused) {
  const std::uint64_t seed = seed_of_run();
  SCOPED_TRACE("GOLIVE_SEED=" + std::to_string(seed));
  RandomJson random(seed);
  const int rounds = std::getenv("GOLIVE_SOAK") != nullptr ? 2'000'000 : 60'000;
  std::string valid;
  for (int i = 0; i < rounds && !testing::Test::HasFailure(); ++i) {
    if (i % 50 == 0) {
      std::string json;
      random.write(json);
      valid = packed(json);
    }
    std::string bytes = valid;
    for (std::size_t changes = 1 + random.below(4); changes > 0 && !bytes.empty(); --changes) {
      const std::size_t at = random.below(bytes.size());
      if (random.below(4) == 0) bytes.resize(at);
      else if (random.below(3) == 0) bytes.insert(at, 1, static_cast<char>(random.below(256)));
      else bytes[at] = static_cast<char>(random.below(256));
    }
    const std::string exact(bytes);  // exactly as long as the message: a sanitizer sees a read beyond it
    std::string json;
    if (!unpack(exact, json)) continue;
    boost::json::error_code error;
    boost::json::parse(json, error, {}, {.max_depth = 64});
    EXPECT_FALSE(error) << hex_of(exact) << " " << json;
  }
}

TEST(FrameGarbage, EveryPrefixOfMessagePackIsRefused) {
  for (const std::string& value : golden_values()) {
    const std::string bytes = packed(value);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
      std::string json;
      ASSERT_FALSE(unpack(std::string(bytes, 0, size), json)) << size;
    }
  }
}

TEST(MessagePack, NothingIsReadBeyondWhatIsNoJson) {
  for (const std::string_view text : {"", "[", "]", "{", "\"", "\"\\", "[1", "1 2", "nul", "-", "1e", "tru", "[1]]", "{\"a\":1"}) {
    std::string bytes;
    EXPECT_FALSE(pack(std::string(text), bytes)) << text;
  }
}

}  // namespace
}  // namespace golive::protocol

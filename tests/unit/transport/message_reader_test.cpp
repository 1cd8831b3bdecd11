#include "transport/message_reader.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "unit/transport/transport_fixture.h"

namespace golive::transport {
namespace {

using test::client_frame;
using test::close_payload;

class Recorder final : public MessageReader::Sink {
 public:
  bool on_text(std::string_view message) override {
    seen.push_back("text " + std::string(message));
    return go_on;
  }
  bool on_binary(std::string_view message) override {
    seen.push_back("binary " + std::string(message));
    return go_on;
  }
  bool on_ping(std::string_view payload) override {
    seen.push_back("ping " + std::string(payload));
    return true;
  }
  bool on_pong() override {
    seen.push_back("pong");
    return true;
  }
  void on_close(std::uint16_t code) override { seen.push_back("close " + std::to_string(code)); }
  void on_violation(std::uint16_t code, std::string_view) override { seen.push_back("violation " + std::to_string(code)); }

  std::vector<std::string> seen;
  bool go_on = true;
};

void feed(MessageReader& reader, std::string bytes, Recorder& recorder) { reader.feed(bytes, recorder); }

TEST(MessageReader, SeesTheSameHoweverTheBytesAreCut) {
  std::mt19937 random(7);
  const auto below = [&](std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random); };
  for (int round = 0; round < 300; ++round) {
    std::string bytes;
    std::vector<std::string> expected;
    for (int i = 0; i < 20; ++i) {
      const std::string text(below(8) == 0 ? below(3000) : below(200), static_cast<char>('a' + i));
      const auto mask = static_cast<std::uint32_t>(random());
      const int kind = below(3) == 0 ? 2 : 1;
      if (below(4) == 0) {
        const std::size_t cut = below(text.size() + 1);
        bytes += client_frame(kind, text.substr(0, cut), mask) + client_frame(0x89, "between") + client_frame(0x80, text.substr(cut), mask);
        expected.emplace_back("ping between");
      } else {
        bytes += client_frame(0x80 | kind, text, mask);
      }
      expected.push_back((kind == 1 ? "text " : "binary ") + text);
    }
    bytes += client_frame(0x8A, "") + client_frame(0x88, close_payload(1000));
    expected.insert(expected.end(), {"pong", "close 1000"});
    MessageReader reader(10'000);
    Recorder recorder;
    for (std::size_t at = 0; at < bytes.size();) {
      const std::size_t size = std::min(1 + below(round % 2 == 0 ? 5 : 2000), bytes.size() - at);
      feed(reader, bytes.substr(at, size), recorder);
      at += size;
    }
    ASSERT_EQ(recorder.seen, expected) << round;
  }
}

TEST(MessageReader, KeepsNothingBetweenMessages) {
  MessageReader reader(1'000'000);
  Recorder recorder;
  const std::string big = client_frame(0x81, std::string(500'000, 'x'));
  feed(reader, big.substr(0, 400'000), recorder);
  EXPECT_EQ(reader.kept(), 400'000U);
  feed(reader, big.substr(400'000), recorder);
  EXPECT_EQ(reader.kept(), 0U);
  feed(reader, client_frame(0x01, "half"), recorder);
  EXPECT_EQ(reader.kept(), 4U);
  feed(reader, client_frame(0x80, ""), recorder);
  EXPECT_EQ(reader.kept(), 0U);
  EXPECT_EQ(recorder.seen.back(), "text half");
}

TEST(MessageReader, RefusesASizeBeforeItKeepsAnyOfIt) {
  MessageReader reader(100);
  Recorder recorder;
  feed(reader, client_frame(0x81, std::string(101, 'x')).substr(0, 8), recorder);
  EXPECT_EQ(recorder.seen, std::vector<std::string>{"violation 1009"});
  EXPECT_EQ(reader.kept(), 0U);
}

TEST(MessageReader, TakesNothingAfterTheEnd) {
  const std::string ends[] = {client_frame(0x88, ""), client_frame(0x83, "")};
  for (const std::string& end : ends) {
    MessageReader reader(100);
    Recorder recorder;
    feed(reader, end + client_frame(0x81, "x"), recorder);
    feed(reader, client_frame(0x81, "y"), recorder);
    EXPECT_EQ(recorder.seen.size(), 1U);
  }
  MessageReader reader(100);
  Recorder recorder;
  recorder.go_on = false;
  feed(reader, client_frame(0x81, "x") + client_frame(0x81, "y"), recorder);
  EXPECT_EQ(recorder.seen, std::vector<std::string>{"text x"});
}

TEST(MessageReader, SurvivesRandomBytes) {
  const char* given = std::getenv("GOLIVE_SEED");  // make fuzz
  const auto seed = given == nullptr ? 11u : static_cast<unsigned>(std::strtoul(given, nullptr, 10));
  SCOPED_TRACE("GOLIVE_SEED=" + std::to_string(seed));
  std::mt19937 random(seed);
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes(std::uniform_int_distribution<std::size_t>(0, 60)(random), '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    // Half of them with a valid beginning, so that more than the first check is reached.
    if (round % 2 == 0 && bytes.size() > 2) {
      bytes[0] = static_cast<char>(bytes[0] & 0x8f);
      bytes[1] = static_cast<char>(bytes[1] | 0x80);
    }
    MessageReader reader(50);
    Recorder recorder;
    feed(reader, bytes.substr(0, bytes.size() / 2), recorder);
    feed(reader, bytes.substr(bytes.size() / 2), recorder);
    EXPECT_LE(reader.kept(), 50U + kClientHeaderBytes);
  }
}

TEST(Frame, MasksAnyLengthAndIsItsOwnInverse) {
  for (std::size_t size = 0; size < 40; ++size) {
    std::string text(size, 'm');
    apply_mask(text, 0x04030201);
    for (std::size_t i = 0; i < size; ++i) ASSERT_EQ(text[i], static_cast<char>('m' ^ (i % 4 + 1))) << size;
    apply_mask(text, 0x04030201);
    EXPECT_EQ(text, std::string(size, 'm'));
  }
}

TEST(Frame, HeadersAreReadAsWritten) {
  for (const std::size_t length :
       {std::size_t{0}, std::size_t{125}, std::size_t{126}, std::size_t{65535}, std::size_t{65536}, std::size_t{1} << 40}) {
    std::array<char, kServerHeaderBytes> bytes{};
    const std::size_t size = write_header(Opcode::text, length, bytes);
    for (std::size_t cut = 0; cut < size; ++cut) EXPECT_FALSE(read_header({bytes.data(), cut}));
    const auto header = read_header({bytes.data(), size});
    ASSERT_TRUE(header);
    EXPECT_EQ(header->length, length);
    EXPECT_EQ(header->size, size);
    EXPECT_TRUE(header->final && header->minimal && !header->masked);
  }
}

}  // namespace
}  // namespace golive::transport

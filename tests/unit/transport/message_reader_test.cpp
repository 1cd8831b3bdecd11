#include "transport/message_reader.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "unit/transport/transport_fixture.h"

namespace golive::transport {
namespace {

using test::client_frame;
using test::close_payload;

class Recorder : public MessageReader::Sink {
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

// As the receiver of a message that takes its connection to another loop.
class Leaver final : public Recorder {
 public:
  explicit Leaver(MessageReader& reader) : reader_(reader) {}
  bool on_text(std::string_view message) override {
    Recorder::on_text(message);
    if (message != "go") return true;
    reader_.keep_rest();
    return false;
  }

 private:
  MessageReader& reader_;
};

TEST(MessageReader, WhatFollowsAMessageThatEndsTheReadingIsForTheNextReader) {
  const std::string bytes = client_frame(0x81, "one") + client_frame(0x81, "go") + client_frame(0x81, "two") + client_frame(0x82, "three");
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    MessageReader first(1000);
    Leaver leaver(first);
    feed(first, bytes.substr(0, cut), leaver);
    const bool left = leaver.seen.size() == 2;
    if (!left) feed(first, bytes.substr(cut), leaver);
    MessageReader second(1000);
    Recorder next;
    feed(second, first.take_rest(), next);
    if (left) feed(second, bytes.substr(cut), next);
    EXPECT_EQ(leaver.seen, (std::vector<std::string>{"text one", "text go"})) << cut;
    EXPECT_EQ(next.seen, (std::vector<std::string>{"text two", "binary three"})) << cut;
  }
}

TEST(MessageReader, SeesTheSameHoweverTheBytesAreCut) {
  std::mt19937 random(7);
  const auto below = [&](std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random); };
  for (int round = 0; round < 300; ++round) {
    std::string bytes;
    std::vector<std::string> expected;
    for (int i = 0; i < 20; ++i) {
      const std::string_view characters[] = {"x", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80", {"\0", 1}};
      std::string text(1, static_cast<char>('a' + i));
      for (std::size_t left = below(8) == 0 ? below(1000) : below(50); left > 0; --left) text += characters[below(5)];
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
  EXPECT_GE(reader.kept(), 399'986U);
  feed(reader, big.substr(400'000), recorder);
  EXPECT_EQ(reader.kept(), 0U);
  feed(reader, client_frame(0x01, "half"), recorder);
  EXPECT_TRUE(reader.within_message());
  feed(reader, client_frame(0x80, ""), recorder);
  EXPECT_EQ(reader.kept(), 0U);
  EXPECT_EQ(recorder.seen.back(), "text half");
  const std::string ping = client_frame(0x89, std::string(125, 'p'));
  feed(reader, big + ping.substr(0, 100), recorder);
  EXPECT_TRUE(reader.within_message());
  EXPECT_LT(reader.kept(), 500U);
  feed(reader, ping.substr(100), recorder);
  EXPECT_EQ(reader.kept(), 0U);
  EXPECT_FALSE(reader.within_message());
}

TEST(MessageReader, RefusesASizeBeforeItKeepsAnyOfIt) {
  MessageReader reader(100);
  Recorder recorder;
  feed(reader, client_frame(0x81, std::string(101, 'x')).substr(0, 8), recorder);
  EXPECT_EQ(recorder.seen, std::vector<std::string>{"violation 1009"});
  EXPECT_EQ(reader.kept(), 0U);
}

// The bytes of `text`, one at a time, until the reader refuses; all of them if it does not.
std::size_t refused_at(std::string_view text, const std::function<std::string(std::string_view)>& first,
                       const std::function<std::string(char)>& next) {
  MessageReader reader(100);
  Recorder recorder;
  feed(reader, first(text), recorder);
  for (std::size_t i = 0; i < text.size(); ++i) {
    feed(reader, next(text[i]), recorder);
    if (!recorder.seen.empty()) {
      EXPECT_EQ(recorder.seen.back(), "violation 1007");
      return i;
    }
  }
  return text.size();
}

TEST(MessageReader, RefusesTextAtTheByteThatNothingCanMakeGood) {
  const std::pair<std::string_view, std::size_t> texts[] = {{"ab\xc3(..", 3},
                                                            {"ab\x80..", 2},
                                                            {"ab\xc0\xaf.", 2},
                                                            {"\xe2\x82(..", 2},
                                                            {"\xed\xa0\x80..", 1},
                                                            {"\xe0\x9f\x80..", 1},
                                                            {"\xf0\x9f\x98(..", 3},
                                                            {"\xf0\x8f\xbf\xbf..", 1},
                                                            {"\xf4\x90\x80\x80..", 1},
                                                            {"\xf5\x80..", 0},
                                                            {"\xc3\xa9\xff..", 2},
                                                            {{"\0\0\xff..", 5}, 2},
                                                            {"\xc3\xa9\xf0\x9f\x98\x80", 6}};
  for (const auto& [text, at] : texts) {
    // In fragments of a byte, and in one frame that comes byte by byte and is never whole.
    const auto nothing = [](std::string_view) { return client_frame(0x01, ""); };
    const auto header = [](std::string_view) { return client_frame(0x81, std::string(90, '.'), 0).substr(0, 6); };
    EXPECT_EQ(refused_at(text, nothing, [](char c) { return client_frame(0x00, {&c, 1}); }), at) << text;
    EXPECT_EQ(refused_at(text, header, [](char c) { return std::string(1, c); }), at) << text;
  }
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
    EXPECT_LE(reader.kept(), 500U);  // two short messages, and what std::string takes for them
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

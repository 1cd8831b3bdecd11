// Garbage is answered with an error, never with a crash: mutations of valid frames, and what is accepted is sound.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "protocol/frame_reader.h"
#include "protocol/join_request.h"
#include "protocol/phoenix_event.h"
#include "protocol/phoenix_wire.h"

namespace golive::protocol {
namespace {

const std::vector<std::string> kValid{
    R"([7,"inc",null,12])",
    R"j([1,"add(-1)",{"value":"x","list":[1,2.5e-3,true,false,null,{"a":{}}]},0])j",
    R"([0,"join",{"token":"abc.def","url":"/a?b=c","seq":0,"ack":3,"params":{"tz":"\u00e9"}},0])",
    R"j([42,"say(\"hi \ud83d\ude00\")",["\\","\/"],9,"target","lv-0-1"])j",
    "[3,\"\xc3\xa9\xf0\x9f\x98\x80\",\"\xe2\x82\xac\",1,null,\"v\"]",
};

std::string mutated(std::string text, std::mt19937_64& random) {
  constexpr std::string_view kSpice = "[]{},:\"\\0123456789.eE+-utfn \n\x00\x1f\x7f\x80\xc3\xe2\xf0\xff";
  const auto below = [&](std::size_t limit) { return static_cast<std::size_t>(random() % limit); };
  for (std::size_t changes = 1 + below(4); changes > 0 && !text.empty(); --changes) {
    const std::size_t at = below(text.size());
    switch (below(5)) {
      case 0:
        text[at] = kSpice[below(kSpice.size())];
        break;
      case 1:
        text.erase(at, 1 + below(4));
        break;
      case 2:
        text.insert(at, 1, kSpice[below(kSpice.size())]);
        break;
      case 3:
        text.insert(at, text.substr(below(text.size()), below(12)));
        break;
      default:
        text.resize(at);
        break;
    }
  }
  return text;
}

// Boost.JSON also refuses lone surrogates in escapes, which RFC 8259 lets pass.
bool has_surrogates(std::string_view text) { return text.find("\\ud") != text.npos || text.find("\\uD") != text.npos; }

bool is_json(std::string_view text) {
  boost::json::error_code error;
  boost::json::parse_options options;
  options.max_depth = 64;
  boost::json::parse(text, error, {}, options);
  return !error || has_surrogates(text);
}

// Only what is wrong with its shape may be refused although it is JSON.
void check(const std::string& text) {
  std::string buffer;
  const std::string copy(text);  // exactly as long as the text: a sanitizer sees a read beyond it
  const auto message = read_frame(copy, buffer);
  if (message) {
    EXPECT_TRUE(is_json(copy)) << copy;
    EXPECT_TRUE(is_json(message->payload)) << copy;
    EXPECT_LE(message->ref, std::uint64_t{1} << 53);
    (void)read_join(message->payload);
  } else if (message.error() == FrameError::not_json) {
    EXPECT_TRUE(!is_json(copy) || has_surrogates(copy)) << copy;
  } else if (message.error() == FrameError::not_a_frame) {
    EXPECT_TRUE(is_json(copy)) << copy;
  }
  (void)read_join(copy);
}

const std::vector<std::string> kPhoenix1{
    R"({"topic":"lv:x","event":"phx_join","payload":{"token":"t","url":"/"},"ref":"1"})",
    R"({"ref":12,"payload":[{"a":[]}],"event":"a\"b","topic":"\u00e9","join_ref":null,"x":1})",
};
const std::vector<std::string> kPhoenix2{
    R"(["4","8","lv:phx-1","event",{"type":"form","event":"save","value":"a=1&b=%20","meta":{"_target":"a"},"cid":null}])",
    R"([null,"7","phoenix","heartbeat",{}])",
    R"j([1,2,"lv:\ud83d\ude00","click",{"value":"add(1)","x":[null,true]}])j",
};

void check_phoenix(const PhoenixWire& wire, const std::string& text) {
  std::string buffer;
  const std::string copy(text);
  const auto message = wire.decode(copy, buffer);
  if (message) {
    EXPECT_TRUE(is_json(copy)) << copy;
    EXPECT_TRUE(is_json(message->payload)) << copy;
    EXPECT_TRUE(is_json(message->reply_to)) << copy;
    EXPECT_TRUE(is_json(message->join_ref)) << copy;
    (void)read_phoenix_event(message->payload);
    const auto named = read_named_by_value(message->payload);
    EXPECT_TRUE(!named || is_json(named->payload)) << copy;
  } else if (message.error() == FrameError::not_json) {
    EXPECT_TRUE(!is_json(copy) || has_surrogates(copy)) << copy;
  } else if (message.error() == FrameError::not_a_frame) {
    EXPECT_TRUE(is_json(copy)) << copy;
  }
  const auto binary = wire.decode_binary(copy, buffer);
  EXPECT_TRUE(!binary || is_json(binary->payload));
}

// Calls check with so many fresh mutations of some of these.
template <class Check>
void mutate(const std::vector<std::string>& valid, Check&& check) {
  const char* given = std::getenv("GOLIVE_SEED");
  const char* soak = std::getenv("GOLIVE_SOAK");
  const std::uint64_t seed = given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device()();
  SCOPED_TRACE("GOLIVE_SEED=" + std::to_string(seed));
  std::mt19937_64 random(seed);
  const int rounds = soak != nullptr ? 2'000'000 : 60'000;
  for (int i = 0; i < rounds && !testing::Test::HasFailure(); ++i) check(mutated(valid[random() % valid.size()], random));
}

TEST(FrameGarbage, MutatedFramesAreReadOrRefused) { mutate(kValid, check); }

TEST(FrameGarbage, MutatedFramesOfPhoenixAreReadOrRefused) {
  mutate(kPhoenix1, [](const std::string& text) { check_phoenix(*phoenix_wire_for("1.0.0"), text); });
  mutate(kPhoenix2, [](const std::string& text) { check_phoenix(*phoenix_wire_for("2.0.0"), text); });
}

TEST(FrameGarbage, MutatedBinaryFramesOfPhoenixAreReadOrRefused) {
  using namespace std::string_literals;
  mutate({"\0\1\1\4\5"
          "48lv:xchunkdata"s,
          "\0\0\0\1\1"
          "te"s},
         [](const std::string& text) { check_phoenix(*phoenix_wire_for("2.0.0"), text); });
}

TEST(FrameGarbage, EveryPrefixIsRefused) {
  std::string buffer;
  for (const auto& [version, valid] : {std::pair("1.0.0", kPhoenix1), std::pair("2.0.0", kPhoenix2)}) {
    for (const std::string& text : valid) {
      EXPECT_TRUE(phoenix_wire_for(version)->decode(text, buffer)) << text;
      for (std::size_t size = 0; size < text.size(); ++size)
        EXPECT_FALSE(phoenix_wire_for(version)->decode(std::string(text, 0, size), buffer)) << text.substr(0, size);
    }
  }
  for (const std::string& text : kValid) {
    EXPECT_TRUE(read_frame(text, buffer));
    for (std::size_t size = 0; size < text.size(); ++size)
      EXPECT_FALSE(read_frame(std::string(text, 0, size), buffer)) << text.substr(0, size);
  }
}

}  // namespace
}  // namespace golive::protocol

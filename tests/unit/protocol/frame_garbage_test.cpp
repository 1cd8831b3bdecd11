// Garbage is answered with an error, never with a crash: mutations of valid frames, and what is accepted is sound.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "protocol/frame_reader.h"
#include "protocol/join_request.h"

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

TEST(FrameGarbage, MutatedFramesAreReadOrRefused) {
  const char* given = std::getenv("GOLIVE_SEED");
  const char* soak = std::getenv("GOLIVE_SOAK");
  const std::uint64_t seed = given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device()();
  SCOPED_TRACE("GOLIVE_SEED=" + std::to_string(seed));
  std::mt19937_64 random(seed);
  const int rounds = soak != nullptr ? 2'000'000 : 60'000;
  for (int i = 0; i < rounds && !HasFailure(); ++i) check(mutated(kValid[random() % kValid.size()], random));
}

TEST(FrameGarbage, EveryPrefixIsRefused) {
  std::string buffer;
  for (const std::string& text : kValid) {
    EXPECT_TRUE(read_frame(text, buffer));
    for (std::size_t size = 0; size < text.size(); ++size)
      EXPECT_FALSE(read_frame(std::string(text, 0, size), buffer)) << text.substr(0, size);
  }
}

}  // namespace
}  // namespace golive::protocol

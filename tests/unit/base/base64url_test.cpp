#include "base/base64url.h"

#include <gtest/gtest.h>

#include <string>

namespace golive {
namespace {

std::string encoded(std::string_view bytes) {
  std::string out;
  append_base64url(out, {reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()});
  return out;
}

// RFC 4648 section 10, without the padding.
TEST(Base64Url, WritesAndReadsEveryLength) {
  const std::pair<std::string, std::string> vectors[] = {
      {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},          {"foo", "Zm9v"},
      {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}, {"\xfb\xff", "-_8"}};
  for (const auto& [bytes, text] : vectors) {
    EXPECT_EQ(encoded(bytes), text);
    EXPECT_EQ(read_base64url(text), bytes);
    EXPECT_EQ(base64url_size(bytes.size()), text.size());
  }
}

TEST(Base64Url, FindsEachWrongCharacterAndEachBitBeyondTheEnd) {
  for (std::size_t size = 1; size <= 12; ++size) {
    const std::string text = encoded(std::string(size, '\xa5'));
    ASSERT_EQ(read_base64url(text), std::string(size, '\xa5'));
    for (std::size_t at = 0; at < text.size(); ++at) {
      for (const char wrong : {'=', '+', '/', '\0', '\xff', '\x80'}) {
        std::string bad = text;
        bad[at] = wrong;
        EXPECT_FALSE(read_base64url(bad)) << size << ' ' << at;
      }
    }
    std::string other = text;
    ++other.back();  // the next value: its lowest bit is no part of a byte, unless the group is whole
    EXPECT_EQ(read_base64url(other).has_value(), size % 3 == 0) << size;
  }
}

TEST(Base64Url, ReadsNothingThatItDoesNotWrite) {
  for (const char* bad : {"Z", "Zg==", "Zh", "Zm9", "Zm9v YmFy", "+/8", "Zm9v\n"}) EXPECT_FALSE(read_base64url(bad)) << bad;
}

}  // namespace
}  // namespace golive

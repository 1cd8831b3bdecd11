// The short way of a text into the tree takes plain text only, whatever its length and wherever the odd byte stands.
#include "html/plain_text.h"

#include <gtest/gtest.h>

#include <string>

#include "golive/html.h"

namespace golive::detail {
namespace {

// What copy_plain wrote into exactly as many bytes; "refused" if it did not take the text.
std::string copied(const std::string& text) {
  std::string out(text.size() + 2, '#');
  const bool taken = copy_plain(out.data() + 1, text);
  EXPECT_EQ(out.front(), '#') << "wrote before the room";
  EXPECT_EQ(out.back(), '#') << "wrote behind the room";
  return taken ? out.substr(1, text.size()) : "refused";
}

TEST(PlainText, IsCopiedWhateverItsLength) {
  std::string text;
  for (std::size_t size = 0; size <= kShortText; ++size) {
    EXPECT_EQ(copied(text), text);
    text += static_cast<char>(size % 3 == 0 ? 0x01 : size % 3 == 1 ? 0x7f : 'a' + static_cast<int>(size) % 26);
  }
}

TEST(PlainText, IsRefusedForOneOddByteAnywhere) {
  for (std::size_t size = 1; size <= kShortText; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      for (const int odd : {0x00, 0x80, 0xc3, 0xff}) {
        std::string text(size, '\x01');
        text[at] = static_cast<char>(odd);
        EXPECT_EQ(copied(text), "refused") << size << " bytes, " << odd << " at " << at;
      }
    }
  }
}

TEST(PlainText, OddTextTakesTheLongWay) {
  const RenderScope scope;
  EXPECT_EQ(to_string(HTML("<p>{}</p>", "grün")), "<p>grün</p>");
  EXPECT_EQ(to_string(HTML("<p>{}</p>", std::string_view("a\0b\xff", 4))),
            "<p>a\xef\xbf\xbd"
            "b\xef\xbf\xbd</p>");
  EXPECT_EQ(to_string(HTML("<p>{}</p>", std::string(kShortText - 1, 'x') + "ü")), "<p>" + std::string(kShortText - 1, 'x') + "ü</p>");
  EXPECT_EQ(to_string(HTML("<p>{}</p>", std::string())), "<p></p>");
}

}  // namespace
}  // namespace golive::detail

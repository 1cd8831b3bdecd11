#include "golive/error.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>

#include "base/error_table.h"

namespace golive {
namespace {

TEST(Error, SaysIdPlaceAndText) {
  const Error error("GL9999", "no such thing", "orders.cpp:21:14");
  EXPECT_STREQ(error.what(), "GL9999 orders.cpp:21:14  no such thing");
  EXPECT_EQ(error.id(), "GL9999");
  EXPECT_EQ(error.where(), "orders.cpp:21:14");
  EXPECT_EQ(error.text(), "no such thing");
}

TEST(Error, SaysNothingOfAPlaceItDoesNotKnow) {
  const Error error("GL9999", "no such thing");
  EXPECT_STREQ(error.what(), "GL9999 no such thing");
  EXPECT_EQ(error.where(), "");
  EXPECT_EQ(error.text(), "no such thing");
}

TEST(Error, FillsTheTextOfTheTable) {
  const Error error = Error::of("GL0105", {"a b"}, "x.cpp:1");
  EXPECT_STREQ(error.what(),
               "GL0105 x.cpp:1  'a b' is not an attribute name   use letters, digits and - _ . : and begin with a letter or _");
}

TEST(Error, PartsMayHoldBraces) { EXPECT_EQ(Error::of("GL0105", {"{}"}).text().substr(0, 4), "'{}'"); }

TEST(Error, CopiesShareTheirText) {
  const Error error("GL9999", std::string(1000, 'x'), "here");
  const Error copy = error;
  EXPECT_EQ(copy.text(), error.text());
  EXPECT_EQ(copy.where(), "here");
  EXPECT_TRUE(std::is_nothrow_copy_constructible_v<Error>);
}

TEST(ErrorTable, IsSortedAndHasEachIdOnce) {
  std::string_view last;
  for (const auto* entry = error_table_begin(); entry != error_table_end(); ++entry) {
    EXPECT_LT(last, entry->id);
    EXPECT_EQ(entry->id.size(), 6u);
    EXPECT_TRUE(entry->id.starts_with("GL"));
    EXPECT_FALSE(entry->text.empty());
    EXPECT_EQ(error_text(entry->id), entry->text);
    last = entry->id;
  }
  EXPECT_TRUE(error_text("GL0000").empty());
}

// What the library can say is what the table says: no id is made up where it is thrown.
TEST(ErrorTable, HasEveryIdOfTheSources) {
  const std::regex id("\"(GL0[0-9]{3})");
  for (const char* folder : {"src", "include"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(std::filesystem::path(GOLIVE_SOURCE_DIR) / folder)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path());
      const std::string source{std::istreambuf_iterator<char>(file), {}};
      for (std::sregex_iterator found(source.begin(), source.end(), id), end; found != end; ++found)
        EXPECT_FALSE(error_text((*found)[1].str()).empty()) << (*found)[1] << " in " << entry.path();
    }
  }
}

}  // namespace
}  // namespace golive

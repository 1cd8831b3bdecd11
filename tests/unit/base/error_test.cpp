#include "golive/error.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
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

// The ids that are thrown, logged or shown somewhere in the library.
std::set<std::string> ids_of_sources() {
  const std::regex id("\"(GL0[0-9]{3})");
  std::set<std::string> ids;
  for (const char* folder : {"src", "include"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(std::filesystem::path(GOLIVE_SOURCE_DIR) / folder)) {
      if (!entry.is_regular_file() || entry.path().filename() == "error_table.cpp") continue;
      std::ifstream file(entry.path());
      const std::string source{std::istreambuf_iterator<char>(file), {}};
      for (std::sregex_iterator found(source.begin(), source.end(), id), end; found != end; ++found) ids.insert((*found)[1]);
    }
  }
  return ids;
}

// What the library can say is what the table says: no id is made up where it is thrown, and none is kept that nothing says.
TEST(ErrorTable, HasTheIdsOfTheSourcesAndNoOthers) {
  std::set<std::string> table;
  for (const auto* entry = error_table_begin(); entry != error_table_end(); ++entry) table.emplace(entry->id);
  EXPECT_EQ(ids_of_sources(), table);
}

// As a cell of a Markdown table; an ellipsis stands for what is filled in.
std::string cell_of(std::string_view text) {
  std::string cell;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.substr(at, 2) == "{}") {
      cell += "…";
      ++at;
      continue;
    }
    if (std::string_view("\\`*_<>|").find(text[at]) != std::string_view::npos) cell += '\\';
    cell += text[at];
  }
  return cell;
}

std::string row_of(const ErrorEntry& entry) {
  const std::size_t advice = entry.text.find("   ");
  const std::string_view what_to_do = advice == std::string_view::npos ? "" : entry.text.substr(advice + 3);
  return "| `" + std::string(entry.id) + "` | " + cell_of(entry.text.substr(0, advice)) + " | " + cell_of(what_to_do) + " |\n";
}

// docs/errors.md holds the table; GOLIVE_UPDATE_DOCS=1 writes it.
TEST(ErrorTable, IsWhatTheReferenceShows) {
  std::string table = "| id | what is wrong | what to do |\n|---|---|---|\n";
  for (const auto* entry = error_table_begin(); entry != error_table_end(); ++entry) table += row_of(*entry);
  const std::string path = GOLIVE_SOURCE_DIR "/docs/errors.md";
  std::ifstream in(path);
  std::string page{std::istreambuf_iterator<char>(in), {}};
  const std::size_t from = page.find("| id |");
  ASSERT_NE(from, std::string::npos);
  if (std::getenv("GOLIVE_UPDATE_DOCS") != nullptr) std::ofstream(path) << page.replace(from, std::string::npos, table);
  else EXPECT_EQ(page.substr(from), table) << "run this test with GOLIVE_UPDATE_DOCS=1";
}

}  // namespace
}  // namespace golive

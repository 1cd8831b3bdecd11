// One table of keys: C++, TypeScript and the page that describes them.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <string>

namespace golive {
namespace {

using Table = std::map<std::string, std::string>;

std::string text_of(const std::string& path) {
  std::ifstream file(GOLIVE_SOURCE_DIR "/" + path);
  EXPECT_TRUE(file) << path;
  return {std::istreambuf_iterator<char>(file), {}};
}

// kRowTemplate -> ROW_TEMPLATE
std::string upper_name(const std::string& name) {
  std::string out;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z' && !out.empty()) out += '_';
    out += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  }
  return out;
}

// "l", 'f' and 10'000 as the other language writes them.
std::string plain_value(std::string value) {
  if (value == "std::size_t{1} << 20") return "1 << 20";
  if (value.front() == '\'') return '"' + value.substr(1, 1) + '"';
  if (value.front() == '"') return value;
  std::erase(value, '\'');
  std::erase(value, '_');
  return value;
}

void read_table(Table& table, const std::string& text, const std::regex& constant, bool rename) {
  for (auto it = std::sregex_iterator(text.begin(), text.end(), constant); it != std::sregex_iterator(); ++it)
    EXPECT_TRUE(table.emplace(rename ? upper_name((*it)[1]) : std::string((*it)[1]), plain_value((*it)[2])).second) << (*it)[1];
}

Table cpp_table(const std::string& trees = "src/diff/tree_keys.h", const std::string& frames = "src/protocol/wire_keys.h") {
  const std::regex constant(R"(inline constexpr \S+ k(\w+) = ([^;]+);)");
  Table table;
  read_table(table, text_of(trees), constant, true);
  read_table(table, text_of(frames), constant, true);
  return table;
}

TEST(WireKeys, TheTypeScriptTwinHasTheSameConstants) {
  Table typescript;
  read_table(typescript, text_of("client/src/wire_keys.ts"), std::regex(R"(export const (\w+) = ([^;]+);)"), false);
  EXPECT_GT(typescript.size(), 40u);
  EXPECT_EQ(cpp_table(), typescript);
}

void expect_named(const Table& table) {
  const std::string page = text_of("docs/protocol.md");
  for (const auto& [name, value] : table) {
    if (value.front() != '"') continue;
    const std::string bare = value.substr(1, value.size() - 2);
    EXPECT_TRUE(page.find('`' + bare + '`') != std::string::npos || page.find(value) != std::string::npos) << name << " = " << value;
  }
}

TEST(WireKeys, TheProtocolPageNamesEveryKeyKindAndControlEvent) {
  expect_named(cpp_table());
  expect_named(cpp_table("src/diff/phoenix_keys.h", "src/protocol/phoenix_keys.h"));
}

}  // namespace
}  // namespace golive

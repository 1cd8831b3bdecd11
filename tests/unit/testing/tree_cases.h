#pragma once
// The cases of trees/*.txt: blocks of
//     #markup, lines          \0 \r \f \\ and \xNN stand for these characters
//     #context name           a fragment's; else a document
//     #tree, lines            as tree_text writes them
//     #errors, names          in order; left out: not looked at
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace golive::test {

struct TreeCase {
  std::string where;
  std::string markup;
  std::string context;
  std::string tree;
  std::string errors;
  bool has_errors = false;
};

inline std::string unescaped(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char next = text[i] == '\\' && i + 1 < text.size() ? text[i + 1] : ' ';
    if (next == 'x') out += static_cast<char>(std::stoi(text.substr(i + 2, 2), nullptr, 16)), i += 3;
    else if (next == '0') out += '\0', ++i;
    else if (next == 'r') out += '\r', ++i;
    else if (next == 'f') out += '\f', ++i;
    else if (next == '\\') out += '\\', ++i;
    else out += text[i];
  }
  return out;
}

inline std::vector<TreeCase> tree_cases() {
  std::vector<TreeCase> cases;
  for (const auto& entry : std::filesystem::directory_iterator(GOLIVE_SOURCE_DIR "/tests/unit/testing/trees")) {
    std::ifstream file(entry.path());
    std::string part;
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
      if (line == "#markup") cases.emplace_back().where = entry.path().filename().string() + ":" + std::to_string(number);
      if (line.starts_with("#context ")) cases.back().context = line.substr(9);
      else if (line.starts_with("#markup") || line == "#tree" || line == "#errors")
        part = line, cases.back().has_errors |= line == "#errors";
      else if (part == "#markup") (cases.back().markup += cases.back().markup.empty() ? "" : "\n") += line;
      else if (part == "#tree" && !line.empty()) (cases.back().tree += line) += '\n';
      else if (part == "#errors" && !line.empty()) (cases.back().errors += line) += '\n';
    }
  }
  for (TreeCase& each : cases) each.markup = unescaped(each.markup), each.tree = unescaped(each.tree);
  return cases;
}

}  // namespace golive::test

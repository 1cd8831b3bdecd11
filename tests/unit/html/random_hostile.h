#pragma once
// Hostile texts from a seed: pieces of hostile_texts() and what ends or begins something in HTML, URLs and styles, in any order, and some
// bytes changed.
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "unit/html/hostile.h"

namespace golive::test {

class RandomHostile {
 public:
  explicit RandomHostile(std::uint64_t seed) : random_(seed) {}

  std::string text() {
    std::string made;
    for (std::size_t i = 1 + below(6); i > 0; --i) made += below(2) == 0 ? pick(texts_) : pick(kPieces);
    for (std::size_t i = below(3); i > 0 && !made.empty(); --i) change(made);
    return made;
  }
  // What somebody might pass for the name of an attribute.
  std::string name() {
    std::string made;
    for (std::size_t i = 1 + below(3); i > 0; --i) made += pick(kNames);
    if (below(4) == 0 && !made.empty()) change(made);
    return made;
  }

 private:
  static constexpr std::string_view kPieces[] = {"<",
                                                 ">",
                                                 "\"",
                                                 "'",
                                                 "`",
                                                 "=",
                                                 "&",
                                                 "&#",
                                                 ";",
                                                 "/",
                                                 "//",
                                                 "?",
                                                 "#",
                                                 ":",
                                                 ",",
                                                 " ",
                                                 "\t",
                                                 "\n",
                                                 "\r",
                                                 "\f",
                                                 "{",
                                                 "}",
                                                 "(",
                                                 ")",
                                                 "\\",
                                                 "@",
                                                 "!",
                                                 "--",
                                                 "]]>",
                                                 "%",
                                                 "%3a",
                                                 "%0a",
                                                 "data",
                                                 "script",
                                                 "java",
                                                 "http",
                                                 "https",
                                                 "on",
                                                 "src",
                                                 "style",
                                                 "url",
                                                 "import",
                                                 "color",
                                                 "red",
                                                 "2x",
                                                 "onclick=window.owned=1",
                                                 " onmouseover=window.owned=1 ",
                                                 "window.owned=1",
                                                 "javascript:window.owned=1",
                                                 "/*",
                                                 "*/",
                                                 "<svg><a xlink:href=javascript:window.owned=1>",
                                                 "<iframe srcdoc=\"<script>parent.owned=1</script>\">",
                                                 "calc(",
                                                 "var(--x)",
                                                 "</p>",
                                                 "</a>",
                                                 "</style>",
                                                 "<style>",
                                                 "<base href=//evil.invalid/>",
                                                 "<meta http-equiv=refresh content=0>",
                                                 "<template>",
                                                 "<!--",
                                                 "-->"};
  static constexpr std::string_view kNames[] = {
      "on",   "ON",     "click", "mouseover", "load", "error",      "focus",      "href",       "src", "srcdoc", "srcset", "style",
      "form", "action", "data",  "-",         ":",    ".",          "xlink:href", "x",          "id",  "lv-",    "target", " ",
      "/",    ">",      "\n",    "=",         "\"",   "background", "ping",       "http-equiv", "is",  "slot"};

  template <class Choices>
  std::string_view pick(const Choices& choices) {
    return choices[below(std::size(choices))];
  }
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(random_() % limit); }
  void change(std::string& made) {
    const std::size_t at = below(made.size());
    if (below(3) == 0) made.erase(at, 1 + below(3));
    else if (below(2) == 0) made.insert(at, 1, static_cast<char>(random_()));
    else made[at] = static_cast<char>(random_());
  }

  std::mt19937_64 random_;
  std::vector<std::string> texts_ = hostile_texts();
};

}  // namespace golive::test

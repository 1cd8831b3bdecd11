#pragma once
// Pages and selectors from a seed: few names, so that most selectors find something.
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace golive::test {

class RandomSelector {
 public:
  explicit RandomSelector(std::uint64_t seed) : random_(seed) {}

  std::string page() {
    std::string made = "<!doctype html><body>";
    append_elements(made, 4);
    return made;
  }

  std::string selector(int depth = 2) {
    std::string made = complex(depth);
    while (below(6) == 0) made += (below(2) == 0 ? ", " : " ,") + complex(depth);
    return made;
  }

 private:
  static constexpr std::string_view kNames[] = {"div", "p", "ul", "li", "b", "i", "section", "input", "svg", "my-part"};
  static constexpr std::string_view kWords[] = {"a", "b", "a-b", "A", "ab", "a b", "", "b-a"};
  static constexpr std::string_view kAttributes[] = {"id", "class", "data-x", "type", "lang", "TITLE"};
  static constexpr std::string_view kMatches[] = {"=", "~=", "|=", "^=", "$=", "*="};
  static constexpr std::string_view kPlaces[] = {"1",    "2",   "odd", "even", "n",  "2n", "2n+1", "3n - 1", "-n+3", "-2n + 5",
                                                 "0n+2", "n+2", "+3",  "-1",   "-n", "+n", "0",    "-3n+1",  "10n"};
  static constexpr std::string_view kCombinators[] = {" ", "  ", " > ", ">", " + ", "+", " ~ ", "~"};

  std::size_t below(std::size_t limit) { return random_() % limit; }
  template <std::size_t N>
  std::string pick(const std::string_view (&of)[N]) {
    return std::string(of[below(N)]);
  }

  void append_elements(std::string& made, int depth) {
    for (std::size_t count = below(5); count > 0; --count) {
      const std::string name = pick(kNames);
      made += '<' + name;
      for (std::size_t attributes = below(3); attributes > 0; --attributes) made += ' ' + pick(kAttributes) + "='" + pick(kWords) + '\'';
      made += '>';
      if (name == "input") continue;
      if (below(3) == 0) made += "x<!-- y -->";
      // A <p> ends before most others: what comes out is a page like any other, only nested otherwise.
      if (depth > 0) append_elements(made, depth - 1);
      made += "</" + name + '>';
    }
  }

  std::string complex(int depth) {
    std::string made = compound(depth);
    while (below(3) == 0) made += pick(kCombinators) + compound(depth);
    return made;
  }

  std::string compound(int depth) {
    std::string made = below(3) == 0 ? "*" : below(3) == 0 ? std::string() : below(8) == 0 ? "DIV" : pick(kNames);
    for (std::size_t count = made.empty() ? 1 + below(2) : below(2); count > 0; --count) made += simple(depth);
    return made;
  }

  std::string simple(int depth) {
    switch (below(depth > 0 ? 8 : 6)) {
      case 0:
        return below(2) == 0 ? ".a" : "#a";
      case 1:
        return '[' + pick(kAttributes) + ']';
      case 2:
        return '[' + pick(kAttributes) + pick(kMatches) + (below(2) == 0 ? "a" : '"' + pick(kWords) + '"') + (below(4) == 0 ? " i]" : "]");
      case 3:
        return below(2) == 0 ? ".a-b" : "[type=A i]";
      case 4:
        return ":nth-child(" + pick(kPlaces) + ')';
      case 5:
        return below(2) == 0   ? ":nth-last-child(" + pick(kPlaces) + ')'
               : below(2) == 0 ? ":first-child"
               : below(2) == 0 ? ":last-child"
                               : ":only-child";
      case 6:
        return ":not(" + selector(depth - 1) + ')';
      default:
        return ":is(" + selector(depth - 1) + ')';
    }
  }

  std::mt19937_64 random_;
};

}  // namespace golive::test

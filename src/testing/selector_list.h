#pragma once
// What a selector says, once read.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace golive::testing {

struct Step;

// Left to right; the last one is the subject.
using Complex = std::vector<Step>;

struct SelectorList {
  std::vector<Complex> any;
};

struct AttributeTest {
  enum class Match : std::uint8_t { present, equal, word, dash, prefix, suffix, part };  // [a] = ~= |= ^= $= *=
  enum class Case : std::uint8_t { by_name, ignored, kept };                             // nothing, i, s

  Match match = Match::present;
  Case letters = Case::by_name;
  std::string name = {};
  std::string value = {};
};

// :nth-child(an+b), counted from the end or not.
struct Nth {
  std::int64_t a = 0;
  std::int64_t b = 0;
  bool from_end = false;
};

// Of one element, all of it. Empty: anything.
struct Compound {
  std::string type = {};  // as written; "" is any
  std::vector<AttributeTest> attributes = {};
  std::vector<Nth> places = {};
  std::vector<SelectorList> any_of = {};   // :is()
  std::vector<SelectorList> none_of = {};  // :not()
  std::vector<std::string> texts = {};     // :has-text(), without needless spaces
};

enum class Combinator : std::uint8_t { descendant, child, next, later };

struct Step {
  Compound compound;
  Combinator combinator = Combinator::descendant;  // between this and the step before
};

SelectorList read_selector(std::string_view text);

}  // namespace golive::testing

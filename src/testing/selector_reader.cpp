// Reads the text of a selector: CSS Syntax Level 3 as far as selectors need it, Selectors Level 4 for what it says.
#include <algorithm>
#include <optional>

#include "golive/detail/template_name.h"
#include "testing/code_point.h"
#include "testing/letter_case.h"
#include "testing/selector.h"
#include "testing/selector_list.h"
#include "testing/visible_text.h"

namespace golive::testing {
namespace {

// The selector stands in one line, each character in one column.
std::string explanation(std::string_view selector, std::size_t at, std::string_view problem) {
  std::string text(problem);
  text += "\n  ";
  for (const char c : selector) text += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  text += "\n  ";
  for (std::size_t i = 0; i < at; ++i) {
    if ((static_cast<unsigned char>(selector[i]) & 0xC0) != 0x80) text += ' ';
  }
  return text += '^';
}

}  // namespace

SelectorError::SelectorError(std::string_view selector, std::size_t at, std::string_view problem)
    : std::invalid_argument(explanation(selector, at, problem)) {}

namespace {

using detail::is_digit;
using detail::is_letter;
using detail::is_space;

constexpr int kDeepest = 20;  // lists in lists: reading them goes by calls

bool begins_name(char c) noexcept { return is_letter(c) || c == '_' || c == '\\' || static_cast<unsigned char>(c) >= 0x80; }
bool continues_name(char c) noexcept { return begins_name(c) || is_digit(c) || c == '-'; }

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  SelectorList whole() {
    SelectorList list = read_list(0);
    if (!at_end()) fail("a selector cannot go on like this");
    return list;
  }

 private:
  bool at_end() const noexcept { return at_ == text_.size(); }
  char peek(std::size_t ahead = 0) const noexcept { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool take(char c) noexcept {
    if (at_end() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool skip_space() noexcept {
    const std::size_t before = at_;
    while (!at_end() && is_space(text_[at_])) ++at_;
    return at_ != before;
  }
  [[noreturn]] void fail(std::string_view problem) const { fail_at(at_, problem); }
  [[noreturn]] void fail_at(std::size_t at, std::string_view problem) const { throw SelectorError(text_, at, problem); }
  void expect(char c, std::string_view problem) {
    if (!take(c)) fail(problem);
  }

  SelectorList read_list(int depth);
  Complex read_complex(int depth);
  std::optional<Combinator> read_combinator();
  Compound read_compound(int depth);
  AttributeTest read_attribute();
  AttributeTest::Match read_match();
  void read_pseudo(Compound& compound, int depth);
  Nth read_nth();
  std::int64_t read_number();
  std::string read_name(std::string_view what);
  std::string read_string();
  std::string read_word_or_string();
  void read_escape(std::string& out);

  std::string_view text_;
  std::size_t at_ = 0;
};

SelectorList Reader::read_list(int depth) {
  if (depth > kDeepest) fail("too many selectors in each other");
  SelectorList list;
  do {
    skip_space();
    list.any.push_back(read_complex(depth));
    skip_space();
  } while (take(','));
  return list;
}

Complex Reader::read_complex(int depth) {
  Complex complex;
  complex.push_back({read_compound(depth)});
  while (const std::optional<Combinator> combinator = read_combinator()) complex.push_back({read_compound(depth), *combinator});
  return complex;
}

// None where the selector ends, or the list it stands in.
std::optional<Combinator> Reader::read_combinator() {
  const bool apart = skip_space();
  if (at_end() || peek() == ',' || peek() == ')') return std::nullopt;
  std::optional<Combinator> found;
  if (take('>')) found = Combinator::child;
  else if (take('+')) found = Combinator::next;
  else if (take('~')) found = Combinator::later;
  if (found) {
    skip_space();
    return found;
  }
  if (!apart) fail("a selector cannot go on like this");
  return Combinator::descendant;
}

Compound Reader::read_compound(int depth) {
  Compound compound;
  const std::size_t begin = at_;
  if (!take('*') && (begins_name(peek()) || peek() == '-')) compound.type = read_name("an element");
  for (;;) {
    if (take('#')) compound.attributes.push_back({AttributeTest::Match::equal, AttributeTest::Case::kept, "id", read_name("an id")});
    else if (take('.'))
      compound.attributes.push_back({AttributeTest::Match::word, AttributeTest::Case::kept, "class", read_name("a class")});
    else if (take('[')) compound.attributes.push_back(read_attribute());
    else if (peek() == ':') read_pseudo(compound, depth);
    else break;
  }
  if (at_ == begin) fail(at_end() ? "a selector is missing at the end" : "an element, *, #, ., [ or : is missing");
  return compound;
}

AttributeTest Reader::read_attribute() {
  AttributeTest test;
  skip_space();
  test.name = read_name("an attribute");
  skip_space();
  if (take(']')) return test;
  test.match = read_match();
  skip_space();
  test.value = read_word_or_string();
  skip_space();
  const char letters = static_cast<char>(peek() | 0x20);
  if (letters == 'i' || letters == 's') {
    ++at_;
    test.letters = letters == 'i' ? AttributeTest::Case::ignored : AttributeTest::Case::kept;
    skip_space();
  }
  expect(']', "the [ of an attribute has no ]");
  return test;
}

AttributeTest::Match Reader::read_match() {
  constexpr std::string_view kSigns = "~|^$*";
  constexpr AttributeTest::Match kMatches[] = {AttributeTest::Match::word, AttributeTest::Match::dash, AttributeTest::Match::prefix,
                                               AttributeTest::Match::suffix, AttributeTest::Match::part};
  if (take('=')) return AttributeTest::Match::equal;
  const std::size_t sign = at_end() ? std::string_view::npos : kSigns.find(peek());
  if (sign == std::string_view::npos || peek(1) != '=') fail("=, ~=, |=, ^=, $=, *= or ] is missing");
  at_ += 2;
  return kMatches[sign];
}

void Reader::read_pseudo(Compound& compound, int depth) {
  const std::size_t begin = at_++;
  if (peek() == ':') fail("there are no pseudo-elements in a page's tree");
  const std::string name = read_name("a pseudo-class");
  if (name == "first-child") return compound.places.push_back({0, 1, false});
  if (name == "last-child") return compound.places.push_back({0, 1, true});
  if (name == "only-child") return compound.places.insert(compound.places.end(), {{0, 1, false}, {0, 1, true}}), void();
  const bool known = name == "not" || name == "is" || name == "nth-child" || name == "nth-last-child" || name == "has-text";
  if (!known) fail_at(begin, "this pseudo-class is not known here");
  expect('(', "a ( is missing");
  if (name == "not") compound.none_of.push_back(read_list(depth + 1));
  else if (name == "is") compound.any_of.push_back(read_list(depth + 1));
  else if (skip_space(); name == "has-text") compound.texts.push_back(without_needless_space(read_string()));
  else {
    compound.places.push_back(read_nth());
    compound.places.back().from_end = name == "nth-last-child";
  }
  skip_space();
  expect(')', "a ) is missing");
}

// an+b, odd, even, n, -n+3, 5 (CSS Syntax Level 3, 6).
Nth Reader::read_nth() {
  if (text_.substr(at_).starts_with("odd")) return at_ += 3, Nth{2, 1};
  if (text_.substr(at_).starts_with("even")) return at_ += 4, Nth{2, 0};
  const bool negative = take('-');
  if (!negative) take('+');
  const std::int64_t sign = negative ? -1 : 1;
  const bool counted = is_digit(peek());
  const std::int64_t number = counted ? read_number() : 1;
  if (!take('n') && !take('N')) {
    if (!counted) fail("a number, an+b, odd or even is missing");
    return {0, sign * number};
  }
  Nth nth{sign * number, 0};
  const std::size_t end = at_;
  skip_space();
  if (peek() != '+' && peek() != '-') return at_ = end, nth;
  const std::int64_t after = take('-') ? -1 : (take('+'), 1);
  skip_space();
  if (!is_digit(peek())) fail("a number is missing");
  nth.b = after * read_number();
  return nth;
}

std::int64_t Reader::read_number() {
  constexpr std::int64_t kMost = 1'000'000'000;  // more children there are not
  std::int64_t number = 0;
  for (; is_digit(peek()); ++at_) number = std::min(kMost, number * 10 + (peek() - '0'));
  return number;
}

std::string Reader::read_name(std::string_view what) {
  const std::size_t begin = at_;
  std::string name;
  while (take('-')) name += '-';
  if (at_ - begin < 2 && !begins_name(peek())) fail_at(begin, "the name of " + std::string(what) + " is missing");
  while (!at_end() && continues_name(peek())) {
    if (take('\\')) read_escape(name);
    else name += text_[at_++];
  }
  return name;
}

// After its backslash: up to six hexadecimal digits and a space, or the character itself.
void Reader::read_escape(std::string& out) {
  if (at_end() || peek() == '\n') fail("a backslash stands for itself only as \\\\");
  std::uint32_t code = 0;
  int digits = 0;
  for (; digits < 6 && !at_end() && hex_value(peek()) >= 0; ++digits)
    code = code * 16 + static_cast<std::uint32_t>(hex_value(text_[at_++]));
  if (digits == 0) {
    out += text_[at_++];
    return;
  }
  if (!at_end() && is_space(peek())) ++at_;
  append_code_point(out, code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000) ? 0xFFFD : code);
}

std::string Reader::read_string() {
  const std::size_t begin = at_;
  const char quote = peek();
  if (quote != '"' && quote != '\'') fail("a text in quotes is missing");
  ++at_;
  std::string value;
  while (!at_end() && peek() != quote) {
    if (take('\\')) {
      if (!take('\n')) read_escape(value);
    } else {
      value += text_[at_++];
    }
  }
  if (!take(quote)) fail_at(begin, "this quotation mark has no second one");
  return value;
}

std::string Reader::read_word_or_string() { return peek() == '"' || peek() == '\'' ? read_string() : read_name("a value"); }

}  // namespace

SelectorList read_selector(std::string_view text) { return Reader(text).whole(); }

}  // namespace golive::testing

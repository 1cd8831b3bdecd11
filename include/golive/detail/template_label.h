#pragma once
// Labels of holes: `{count}` must be filled by an argument spelled `count`, or by arg("count", ...).
#include "golive/detail/template_fault.h"
#include "golive/detail/template_name.h"
#include "golive/detail/template_source.h"

#include <cstdint>
#include <string_view>
#include <type_traits>

namespace golive {

namespace detail {
template <class T>
struct NamedArgument {
  const T& value;
};
}  // namespace detail

// Names the argument of a labelled hole: HTML("<b>{total}</b>", arg("total", price * quantity)). Needed where the argument's own spelling
// is not a good label, or has a comma outside brackets (std::pair<int, int>{}). Refers to `value`, so it is written only inside HTML(...).
template <class T>
constexpr detail::NamedArgument<T> arg(const char* /*label: read from the spelling at compile time*/, const T& value) noexcept {
  return {value};
}

namespace detail {

template <class T>
inline constexpr bool is_named_argument = false;
template <class T>
inline constexpr bool is_named_argument<NamedArgument<T>> = true;

template <class T>
struct UnnamedArgument {
  using type = T;
};
template <class T>
struct UnnamedArgument<NamedArgument<T>> {
  using type = T;
};

template <class T>
constexpr const T& argument_value(const T& argument) noexcept {
  return argument;
}
template <class T>
constexpr const T& argument_value(const NamedArgument<T>& argument) noexcept {
  return argument.value;
}

constexpr bool is_word(char c) noexcept { return is_letter(c) || is_digit(c) || c == '_'; }

// Walks C++ source: `at` moves past one token's worth of text, whole literals and comments at a time.
constexpr std::size_t skip_raw_string(std::string_view source, std::size_t at) noexcept {
  const std::size_t open = source.find('(', at);
  if (open == source.npos) return source.size();
  const std::string_view delimiter = source.substr(at + 1, open - at - 1);
  for (std::size_t i = open + 1; i + delimiter.size() + 1 < source.size(); ++i) {
    if (source[i] == ')' && source.substr(i + 1, delimiter.size()) == delimiter && source[i + 1 + delimiter.size()] == '"') {
      return i + delimiter.size() + 2;
    }
  }
  return source.size();
}

constexpr std::size_t skip_quoted(std::string_view source, std::size_t at) noexcept {
  const char quote = source[at++];
  while (at < source.size() && source[at] != quote) at += source[at] == '\\' ? 2 : 1;
  return at < source.size() ? at + 1 : source.size();
}

// 1'000: the word before the apostrophe begins with a digit.
constexpr bool is_digit_separator(std::string_view source, std::size_t at) noexcept {
  std::size_t begin = at;
  while (begin != 0 && (is_word(source[begin - 1]) || source[begin - 1] == '\'')) --begin;
  return begin != at && is_digit(source[begin]);
}

constexpr std::size_t skip_literal(std::string_view source, std::size_t at) noexcept {
  if (source[at] == '"') return at != 0 && source[at - 1] == 'R' ? skip_raw_string(source, at) : skip_quoted(source, at);
  if (source[at] == '\'' && !is_digit_separator(source, at)) return skip_quoted(source, at);
  return at + 1;
}

// The end of the argument that begins at `at`: the next comma outside literals and brackets, or the end. Template brackets are not brackets
// here: whether < opens one cannot be known from the spelling.
constexpr std::size_t argument_end(std::string_view source, std::size_t at) noexcept {
  int depth = 0;
  while (at < source.size()) {
    const char c = source[at];
    if (c == ',' && depth == 0) return at;
    if (c == '(' || c == '[' || c == '{') ++depth;
    if (c == ')' || c == ']' || c == '}') --depth;
    at = c == '"' || c == '\'' ? skip_literal(source, at) : at + 1;
  }
  return at;
}

constexpr std::size_t argument_count(std::string_view source) noexcept {
  std::size_t count = 1;
  for (std::size_t at = argument_end(source, 0); at < source.size(); at = argument_end(source, at + 1)) ++count;
  return count;
}

constexpr std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

// Equal but for white space.
constexpr bool same_spelling(std::string_view a, std::string_view b) noexcept {
  std::size_t i = 0;
  std::size_t j = 0;
  for (;;) {
    while (i < a.size() && is_space(a[i])) ++i;
    while (j < b.size() && is_space(b[j])) ++j;
    if (i == a.size() || j == b.size()) return i == a.size() && j == b.size();
    if (a[i++] != b[j++]) return false;
  }
}

// The label in `arg("label", ...)`; empty if `argument` is spelled otherwise.
constexpr std::string_view named_label(std::string_view argument) noexcept {
  argument = trimmed(argument);
  for (const std::string_view prefix : {"::", "golive::"}) {
    if (argument.starts_with(prefix)) argument.remove_prefix(prefix.size());
  }
  if (!argument.starts_with("arg")) return {};
  argument = trimmed(argument.substr(3));
  if (!argument.starts_with('(')) return {};
  argument = trimmed(argument.substr(1));
  if (!argument.starts_with('"')) return {};
  return argument.substr(1, argument.find('"', 1) - 1);
}

// The spelling of one argument after the other. Where commas make their number ambiguous, only arg(...) is found.
class ArgumentSpellings {
 public:
  constexpr ArgumentSpellings(std::string_view source, std::size_t arguments) noexcept
      : source_(source), ambiguous_(argument_count(source) != arguments) {}

  constexpr bool ambiguous() const noexcept { return ambiguous_; }
  constexpr std::string_view next(bool named) noexcept {
    while (at_ <= source_.size()) {
      const std::size_t end = argument_end(source_, at_);
      const std::string_view spelling = trimmed(source_.substr(at_, end - at_));
      if (!ambiguous_ || (named && !named_label(spelling).empty())) return at_ = end + 1, spelling;
      if (!named) return {};
      at_ = end + 1;
    }
    return {};
  }

 private:
  std::string_view source_;
  std::size_t at_ = 0;
  bool ambiguous_;
};

constexpr bool has_labels(const ParsedHole* holes, std::uint32_t count, const char* text) noexcept {
  for (std::uint32_t i = 0; i < count; ++i) {
    if (!trimmed({text + holes[i].label_at, holes[i].label_size}).empty()) return true;
  }
  return false;
}

// `named[i]`: argument i is arg(...).
constexpr TemplateFault check_labels(const TemplateSource& source, const ParsedHole* holes, const bool* named, std::uint32_t count) {
  TemplateFault fault;
  if (!has_labels(holes, count, source.text)) return fault;
  ArgumentSpellings spellings({source.spelling, source.spelling_size}, count);
  for (std::uint32_t i = 0; i < count && fault.size == 0; ++i) {
    const std::string_view label = trimmed({source.text + holes[i].label_at, holes[i].label_size});
    const std::string_view spelling = spellings.next(named[i]);
    if (label.empty()) continue;
    if (spellings.ambiguous() && !named[i]) {
      fault.say(holes[i].at, {"commas outside brackets hide which argument fills {", label, "}: write arg(\"", label, "\", ...)"});
      continue;
    }
    const std::string_view name = named[i] ? named_label(spelling) : spelling;
    if (same_spelling(label, name)) continue;
    fault.say(holes[i].at, {"{", label, "} is filled by ", name.substr(0, 60), ": change the order, or write arg(\"", label, "\", ...)"});
  }
  return fault;
}

}  // namespace detail
}  // namespace golive

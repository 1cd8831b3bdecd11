#pragma once
// Names of types and members, read from what the compiler calls them.
#include <array>
#include <cstddef>
#include <string_view>

#include "golive/detail/name_fixed.h"

namespace golive::detail {

// The text after "X = " in a compiler's own name for a function template's instance.
constexpr std::string_view after_parameter(std::string_view function, std::string_view parameter) {
  const std::size_t start = function.find(parameter) + parameter.size();
  std::size_t depth = 0;
  std::size_t end = start;
  for (; end < function.size(); ++end) {
    const char c = function[end];
    if (c == '[' || c == '(' || c == '<' || c == '{') ++depth;
    else if (depth == 0 && (c == ';' || c == ']')) break;
    else if (c == ']' || c == ')' || c == '>' || c == '}') --depth;
  }
  return function.substr(start, end - start);
}

constexpr bool is_identifier_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

template <class T>
constexpr std::string_view type_name() {
  return after_parameter(__PRETTY_FUNCTION__, "T = ");
}

template <auto GoliveMember>
constexpr std::string_view spelled_member() {
  std::string_view text = after_parameter(__PRETTY_FUNCTION__, "GoliveMember = ");
  if (!text.empty() && text.front() == '&') text.remove_prefix(1);
  return text;
}

// The place after the last "::" that is not inside template arguments or parentheses.
constexpr std::size_t unqualified_start(std::string_view text) {
  std::size_t depth = 0;
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '<' || c == '(' || c == '{') ++depth;
    else if (c == '>' || c == ')' || c == '}') depth -= depth > 0 ? 1 : 0;
    else if (c == ':' && depth == 0) start = i + 1;
  }
  return start;
}

// "orders::Cart<int>" -> "Cart"
constexpr std::string_view plain_name(std::string_view text) {
  text = text.substr(unqualified_start(text));
  const std::size_t arguments = text.find('<');
  return arguments == std::string_view::npos ? text : text.substr(0, arguments);
}

// "add" of &Counter::add.
template <auto M>
constexpr std::string_view member_name() {
  return plain_name(spelled_member<M>());
}

// "Counter::add" of &shop::Counter::add.
template <auto M>
constexpr std::string_view qualified_member_name() {
  constexpr std::string_view text = spelled_member<M>();
  constexpr std::size_t member = unqualified_start(text);
  return member < 2 ? text : text.substr(unqualified_start(text.substr(0, member - 2)));
}

// Characters of the snake_case form: "HTTPServerView2" -> "http_server_view2".
constexpr std::size_t write_snake_case(std::string_view name, char* out) {
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  std::size_t size = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool starts_word = upper(name[i]) && i > 0 && name[i - 1] != '_' &&
                             (!upper(name[i - 1]) || (i + 1 < name.size() && !upper(name[i + 1]) && name[i + 1] != '_'));
    if (starts_word) out[size++] = '_';
    out[size++] = upper(name[i]) ? static_cast<char>(name[i] - 'A' + 'a') : name[i];
  }
  return size;
}

template <class T>
struct SnakeCaseName {
  static constexpr std::string_view kPlain = plain_name(type_name<T>());
  static constexpr std::array<char, 2 * kPlain.size() + 1> kBuffer = [] {
    std::array<char, 2 * kPlain.size() + 1> text{};
    write_snake_case(kPlain, text.data());
    return text;
  }();
  static constexpr std::string_view kText{kBuffer.data()};
};

// The name of a view: "order_list" of shop::OrderList<int>.
template <class T>
constexpr std::string_view snake_case_name() {
  return SnakeCaseName<T>::kText;
}

}  // namespace golive::detail

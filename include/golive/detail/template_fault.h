#pragma once
// Errors in a template, as the compiler prints them: a failing static_assert inside
//   template_error<"<div> in <p>: ...", 3, 7>
// whose arguments are the message, and the line and column inside the literal (from 1).
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace golive {

// Text as a template argument.
template <std::size_t N>
struct TemplateMessage {
  char text[N]{};
  constexpr TemplateMessage() noexcept = default;
  constexpr TemplateMessage(const char (&literal)[N]) noexcept {
    for (std::size_t i = 0; i < N; ++i) text[i] = literal[i];
  }
};

template <class...>
inline constexpr bool template_is_valid = false;

// Argument: the type of the argument at fault, where it is one.
template <TemplateMessage message, unsigned line, unsigned column, class... Argument>
struct template_error {
  static_assert(template_is_valid<Argument...>, "the HTML template is wrong: message, line and column are in template_error<...> above");
  static constexpr bool valid = false;
};

namespace detail {

// The first error of a template. Nothing is written while there is none.
struct TemplateFault {
  static constexpr std::uint32_t kCapacity = 300;
  char text[kCapacity]{};
  std::uint32_t size = 0;
  std::uint32_t at = 0;  // offset in the literal

  constexpr void say(std::uint32_t where, std::initializer_list<std::string_view> parts) noexcept {
    if (size != 0) return;
    at = where;
    for (const std::string_view part : parts) {
      for (const char c : part) {
        if (size == kCapacity) return;
        text[size++] = c;
      }
    }
  }
};

// The decimal digits of a small number, for messages.
struct Decimal {
  char text[12]{};
  std::uint32_t size = 0;
  constexpr explicit Decimal(std::uint32_t number) noexcept {
    char reversed[12]{};
    std::uint32_t count = 0;
    do {
      reversed[count++] = static_cast<char>('0' + number % 10);
      number /= 10;
    } while (number != 0);
    while (count != 0) text[size++] = reversed[--count];
  }
  constexpr std::string_view view() const noexcept { return {text, size}; }
};

struct TemplatePosition {
  unsigned line = 1;
  unsigned column = 1;
};

constexpr TemplatePosition position_of(const char* text, std::uint32_t at) noexcept {
  TemplatePosition position;
  for (std::uint32_t i = 0; i < at; ++i) {
    if (text[i] == '\n') {
      ++position.line;
      position.column = 1;
    } else if ((static_cast<unsigned char>(text[i]) & 0xc0u) != 0x80u) {
      ++position.column;  // a column is a character, not a byte
    }
  }
  return position;
}

}  // namespace detail
}  // namespace golive

#pragma once
// HTML(literal, args...): a template checked by the compiler. golive/html.h says what it takes.
//
// The literal stays inside a function of a local struct, never in a template parameter: symbols stay short however long it is. The braces
// evaluate the holes from left to right. The struct also carries the spelling of the arguments, against which labels are checked.
// __builtin_LINE and not __LINE__: the line where HTML stands, not where its closing parenthesis does.
#include "golive/detail/template_assembly.h"

// NOLINTBEGIN(cppcoreguidelines-macro-usage): a function cannot see its arguments' spelling, nor keep a literal out of its type.
#define GOLIVE_DETAIL_TEMPLATE(root, literal, spelling, ...)                   \
  (::golive::detail::TemplateAssembly{[]() noexcept {                          \
     struct Literal {                                                          \
       static constexpr ::golive::detail::TemplateSource source() noexcept {   \
         return {literal, spelling, __builtin_FILE(), __builtin_LINE(), root}; \
       }                                                                       \
     };                                                                        \
     return Literal{};                                                         \
   }() __VA_OPT__(, ) __VA_ARGS__}                                             \
       .html)

// An HTML template. The namespace follows from the first root element: <circle> makes an SVG template, <mi> a MathML one.
#define GOLIVE_HTML(literal, ...) \
  GOLIVE_DETAIL_TEMPLATE(::golive::detail::RootNamespace::automatic, literal, #__VA_ARGS__ __VA_OPT__(, ) __VA_ARGS__)
// An SVG template where the first root element does not say so by its name: <a>, <title>, <style>, or text.
#define GOLIVE_SVG(literal, ...) \
  GOLIVE_DETAIL_TEMPLATE(::golive::detail::RootNamespace::svg, literal, #__VA_ARGS__ __VA_OPT__(, ) __VA_ARGS__)

#ifndef GOLIVE_NO_SHORT_MACROS
#define HTML GOLIVE_HTML
#define SVG GOLIVE_SVG
#endif
// NOLINTEND

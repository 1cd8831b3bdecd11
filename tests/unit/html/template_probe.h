#pragma once
// Looks at a template as the compiler made it, and at the parser as a function.
#include <cstddef>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

#include "golive/html.h"

namespace golive::detail {

template <class... A>
struct FilledWith {
  template <class Literal>
  static constexpr const TemplateInfo& info(Literal) {
    return template_info<Literal, A...>();
  }
};

// TEMPLATE("<b>{}</b>", int): the TemplateInfo of HTML("<b>{}</b>", an int), also in a constant expression.
#define TEMPLATE_OF(root, literal, ...)                                                                              \
  ::golive::detail::FilledWith<__VA_ARGS__>::info([]() noexcept {                                                    \
    struct Literal {                                                                                                 \
      static constexpr ::golive::detail::TemplateSource source() noexcept { return {literal, "", "here", 1, root}; } \
    };                                                                                                               \
    return Literal{};                                                                                                \
  }())
#define TEMPLATE(literal, ...) TEMPLATE_OF(::golive::detail::RootNamespace::automatic, literal __VA_OPT__(, ) __VA_ARGS__)

// The parser over a literal that is made at run time. `kinds`: one letter a hole, t for a text, n for a node.
struct Parse {
  using Parsed = ParsedTemplate<1 << 16, 64>;

  explicit Parse(std::string_view literal, std::string_view kinds = "", RootNamespace root = RootNamespace::automatic)
      : text(literal), parsed(std::make_unique<Parsed>()) {
    TemplateSource source("", "", "here", 1, root);
    source.text = text.data();
    source.size = static_cast<std::uint32_t>(text.size());
    bool nodes[65]{};
    for (std::size_t i = 0; i < kinds.size(); ++i) nodes[i] = kinds[i] == 'n';
    TemplateParser parser(source, nodes, static_cast<std::uint32_t>(kinds.size()), parsed->buffers());
    ok = parser.run();
    parsed->counts = parser.counts;
    parsed->fault = parser.fault;
  }

  std::string error() const {
    const TemplateFault& fault = parsed->fault;
    if (fault.size == 0) return "";
    const TemplatePosition at = position_of(text.data(), fault.at);
    return std::to_string(at.line) + ":" + std::to_string(at.column) + " " + std::string(fault.text, fault.size);
  }

  std::string form() const {
    std::string out(text.size() + 4096, '\0');
    MarkupWriter writer{out.data()};
    write_form(writer, *parsed, text.data(), nullptr);
    out.resize(writer.size);
    return out;
  }

  std::string text;
  std::unique_ptr<Parsed> parsed;
  bool ok = false;
};

}  // namespace golive::detail

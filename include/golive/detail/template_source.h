#pragma once
// A template as it is written, and what the parser makes of it: plain numbers and offsets, so that one parser, not one a template, is
// compiled.
#include "golive/detail/context.h"
#include "golive/detail/template_fault.h"
#include "golive/detail/tree.h"

#include <cstddef>
#include <cstdint>

namespace golive::detail {

enum class RootNamespace : std::uint8_t { automatic, svg };

struct TemplateSource {
  const char* text;
  std::uint32_t size;
  const char* spelling;  // of the arguments, as the preprocessor gives it
  std::uint32_t spelling_size;
  const char* file;
  std::uint32_t line;
  RootNamespace root;

  template <std::size_t N, std::size_t M>
  constexpr TemplateSource(const char (&literal)[N], const char (&arguments)[M], const char* where, unsigned at, RootNamespace ns) noexcept
      : text(literal), size(N - 1), spelling(arguments), spelling_size(M - 1), file(where), line(at), root(ns) {}
};

// Something that stands at a place of the markup in the served page or in the browser form, but not in both.
enum class MarkKind : std::uint8_t {
  slot,       // a slot's value is served here
  names,      // the element's lv-s attribute, browser form only
  separator,  // <!---->, served only
  newline,    // the line feed that the HTML parser drops after <pre> and <textarea>, served only
};

struct TemplateMark {
  std::uint32_t at = 0;  // offset in ParsedTemplate::markup
  std::uint16_t slot = 0;
  std::uint16_t count = 0;  // names: this many slots from `slot` on
  MarkKind kind = MarkKind::slot;
};

struct ParsedSlot {
  std::uint32_t name_at = 0;  // in the literal
  std::uint32_t name_size = 0;
  std::uint32_t context = 0;
  std::uint16_t first_part = 0;
  std::uint16_t part_count = 0;
  SlotKind kind = SlotKind::text;
};

// A piece of an attribute's or textarea's value: a hole, or `size` decoded characters.
struct ParsedPart {
  std::uint32_t at = 0;  // in ParsedTemplate::pieces
  std::uint32_t size = 0;
  std::uint16_t hole = 0;
  bool is_hole = false;
};

struct ParsedHole {
  std::uint32_t at = 0;  // in the literal
  std::uint32_t label_at = 0;
  std::uint32_t label_size = 0;
  Context context = Context::text;
};

struct TemplateCounts {
  std::uint32_t markup = 0;
  std::uint32_t pieces = 0;
  std::uint32_t forbidden = 0;  // TemplateInfo::forbidden_context
  std::uint16_t marks = 0;
  std::uint16_t slots = 0;
  std::uint16_t parts = 0;
  std::uint16_t holes = 0;
  bool has_node_slots = false;
  bool starts_with_text = false;
  bool ends_with_text = false;
  Namespace ns = Namespace::html;
};

// Where the parser writes.
struct TemplateBuffers {
  char* markup;
  char* pieces;
  TemplateMark* marks;
  ParsedSlot* slots;
  ParsedPart* parts;
  ParsedHole* holes;
};

// Size: characters of the literal; the markup is never longer. Holes: arguments.
template <std::size_t Size, std::size_t Holes>
struct ParsedTemplate {
  TemplateCounts counts;
  TemplateFault fault;
  char markup[Size + 1]{};
  char pieces[Holes == 0 ? 1 : Size + 1]{};
  TemplateMark marks[Holes * 5 + 1]{};
  ParsedSlot slots[Holes + 1]{};
  ParsedPart parts[Holes * 3 + 1]{};
  ParsedHole holes[Holes + 1]{};

  constexpr TemplateBuffers buffers() noexcept { return {markup, pieces, marks, slots, parts, holes}; }
};

}  // namespace golive::detail

#pragma once
// The template parser: one pass over the literal, at compile time. It follows the tree construction rules of the HTML Standard as checks:
// what would not come out of the browser's parser as it is written is an error. Every function that returns bool returns false after an
// error.
//
// The bodies stand by subject: text and comments here, tags in template_parser_tag.h, values with holes in template_parser_value.h.
#include "golive/detail/template_attribute.h"
#include "golive/detail/template_context.h"
#include "golive/detail/template_element.h"
#include "golive/detail/template_fault.h"
#include "golive/detail/template_name.h"
#include "golive/detail/template_reference.h"
#include "golive/detail/template_source.h"

#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace golive::detail {

class TemplateParser {
 public:
  // `nodes[i]`: argument i makes a node slot where its hole stands in text.
  constexpr TemplateParser(const TemplateSource& source, const bool* nodes, std::uint32_t arguments, const TemplateBuffers& out) noexcept
      : text_(source.text), size_(source.size), out_(out), nodes_(nodes), arguments_(arguments) {
    if (source.root == RootNamespace::svg) enter_root(Namespace::svg, kSvg);
  }

  constexpr bool run();

  TemplateCounts counts;
  TemplateFault fault;

 private:
  enum class Last : std::uint8_t { none, text, hole, other };  // what stands before this place in the same element

  struct OpenElement {
    std::uint32_t at = 0;  // of its name, in the literal
    std::uint32_t name_size = 0;
    std::uint32_t context = 0;  // to return to
    ElementKind kind = ElementKind::normal;
  };

  struct Tag {
    std::uint32_t at = 0;  // of its name, in the literal
    std::uint32_t size = 0;
    std::uint64_t key = 0;
    Element element;
    bool foreign = false;
    bool has_http_equiv = false;
    std::uint32_t first_hole = 0;  // where the first hole stands in its attributes; 0: none
  };

  struct Attribute {
    std::uint32_t at = 0;
    std::uint32_t size = 0;
    AttributeKind kind = AttributeKind::plain;
  };

  static constexpr std::uint32_t kMaxDepth = 128;
  static constexpr std::uint32_t kMaxAttributes = 64;

  constexpr std::string_view piece(std::uint32_t at, std::uint32_t size) const noexcept { return {text_ + at, size}; }
  constexpr char peek(std::uint32_t ahead) const noexcept { return at_ + ahead < size_ ? text_[at_ + ahead] : '\0'; }
  constexpr bool fail(std::uint32_t at, std::initializer_list<std::string_view> parts) noexcept { return fault.say(at, parts), false; }
  constexpr void write(char c) noexcept { out_.markup[counts.markup++] = c; }
  constexpr void copy(std::uint32_t from, std::uint32_t to) noexcept {
    std::uint32_t n = counts.markup;
    for (; from != to; ++from) out_.markup[n++] = text_[from];
    counts.markup = n;
  }
  constexpr void mark(MarkKind kind, std::uint16_t slot = 0) noexcept { out_.marks[counts.marks++] = {counts.markup, slot, 0, kind}; }
  constexpr bool directly_in_pre() const noexcept { return depth_ != 0 && open_[depth_ - 1].kind == ElementKind::preserve; }
  constexpr void enter_root(Namespace ns, std::uint32_t model) noexcept {
    counts.ns = ns;
    context_ = model;
    root_decided_ = true;
  }

  // Text and comments.
  constexpr bool text_run();
  constexpr bool begin_text();
  constexpr bool white_space();
  constexpr bool preserved_space();
  constexpr void flush_space();
  constexpr bool text_hole();
  constexpr std::uint32_t hole_end(std::uint32_t start) const;
  constexpr bool unclosed_hole(std::uint32_t start) { return fail(start, {"{ opens a hole that is never closed: write {{ for a brace"}); }
  constexpr bool read_hole();
  constexpr bool brace();
  constexpr bool text_fits();
  constexpr std::uint16_t add_slot(SlotKind kind, std::uint16_t first_part);
  constexpr bool comment();

  // Tags.
  constexpr bool markup();
  constexpr bool start_tag();
  constexpr bool end_tag();
  constexpr bool find_element(Tag& tag);
  constexpr bool find_foreign_element(Tag& tag);
  constexpr bool check_nesting(const Tag& tag);
  constexpr bool refuse(const Tag& tag);
  constexpr bool attributes(Tag& tag);
  constexpr bool attribute(Tag& tag, std::uint32_t index);
  constexpr bool attribute_name(const Tag& tag, Attribute& attribute, std::uint32_t index);
  constexpr bool attribute_set(Tag& tag);
  constexpr bool close_start_tag(const Tag& tag, bool self_closing);
  constexpr bool element_content(const Tag& tag);
  constexpr std::uint32_t find_end_tag(const Tag& tag) const;
  constexpr bool raw_content(const Tag& tag, std::uint32_t end);
  constexpr bool text_content(const Tag& tag, std::uint32_t end);

  // Values.
  constexpr bool value(Tag& tag, const Attribute& attribute);
  constexpr bool find_holes(char quote, std::uint32_t& end, bool& holes);
  constexpr bool static_text(std::uint32_t end);
  constexpr bool value_parts(std::uint32_t end, bool in_attribute);
  constexpr bool value_piece(std::uint32_t end, bool in_attribute);
  constexpr bool value_contexts(const Attribute& attribute, std::uint16_t first, bool content);
  constexpr bool url_contexts(const Attribute& attribute, std::uint16_t first);
  constexpr bool url_prefix_is_safe(std::string_view prefix) const;
  constexpr bool check_hole_allowed(const Tag& tag, const Attribute& attribute, std::uint32_t at);

  const char* text_;
  std::uint32_t size_;
  std::uint32_t at_ = 0;
  TemplateBuffers out_;
  std::uint32_t context_ = 0;
  std::uint32_t depth_ = 0;
  Last last_ = Last::none;
  bool space_ = false;  // white space seen, written once something follows
  bool root_decided_ = false;
  std::uint32_t preserved_ = 0;  // open pre elements
  std::uint32_t names_at_ = 0;   // where the lv-s of the last start tag goes
  const bool* nodes_;
  std::uint32_t arguments_;
  OpenElement open_[kMaxDepth]{};
  std::uint64_t attribute_keys_[kMaxAttributes]{};
};

// Where text would be moved in front of the table, or is not shown.
inline constexpr std::uint32_t kNoText = kTable | kTableBody | kRow | kColgroup | kSelect | kOptgroup;

constexpr bool TemplateParser::run() {
  while (size_ != 0 && is_space(text_[size_ - 1])) --size_;
  while (at_ < size_) {
    if (text_[at_] == '<' ? !markup() : !text_run()) return false;
  }
  if (depth_ != 0) {
    const OpenElement& open = open_[depth_ - 1];
    const std::string_view name = piece(open.at, open.name_size);
    return fail(open.at - 1, {"<", name, "> is never closed: write </", name, ">"});
  }
  if (counts.holes != arguments_) {
    return fail(size_, {"the template has ", Decimal(counts.holes).view(), counts.holes == 1 ? " hole, but " : " holes, but ",
                        Decimal(arguments_).view(), arguments_ == 1 ? " argument follows it" : " arguments follow it"});
  }
  counts.ends_with_text = last_ == Last::text || last_ == Last::hole;
  return true;
}

constexpr bool TemplateParser::text_run() {
  while (at_ < size_) {
    const char c = text_[at_];
    if (c == '<') return true;
    if (c == '{' && peek(1) != '{') return text_hole();
    if (is_space(c)) {
      if (!white_space()) return false;
      continue;
    }
    if (!begin_text()) return false;
    if (c == '{' || c == '}') {
      if (!brace()) return false;
      continue;
    }
    std::uint32_t i = at_;
    std::uint32_t n = counts.markup;
    for (; i < size_; ++i) {
      const char d = text_[i];
      if (d == '<' || d == '{' || d == '}' || is_space(d)) break;
      out_.markup[n++] = d;
    }
    at_ = i;
    counts.markup = n;
  }
  return true;
}

// `{{` or `}}`: one literal brace.
constexpr bool TemplateParser::brace() {
  if (peek(1) != text_[at_]) return fail(at_, {"} closes nothing: write }} for a brace"});
  write(text_[at_]);
  at_ += 2;
  return true;
}

constexpr bool TemplateParser::text_fits() {
  counts.forbidden |= kNoText & ~hidden_context(context_);
  const std::uint32_t here = context_ & kNoText;
  if (here == 0 && (counts.forbidden & kModels) == kModels) {
    return fail(at_, {"text cannot stand beside the elements before it: no parent takes both; split the template"});
  }
  if (here == 0) return true;
  if (here & (kSelect | kOptgroup)) return fail(at_, {"text in ", context_text(here), ": write <option>"});
  if (here & kColgroup) return fail(at_, {"text in <colgroup>: it takes only <col>"});
  return fail(at_, {"text ", context_text(here), ": the browser would move it in front of the table; write it in a <td>"});
}

constexpr bool TemplateParser::begin_text() {
  flush_space();
  if (last_ == Last::text) return true;
  if (!text_fits()) return false;
  if (last_ == Last::hole) mark(MarkKind::separator);
  if (last_ == Last::none && depth_ == 0) counts.starts_with_text = true;
  last_ = Last::text;
  return true;
}

constexpr bool TemplateParser::white_space() {
  const bool in_table_parts = (context_ & kNoText) || (depth_ == 0 && (counts.forbidden & kFlow) && counts.ns == Namespace::html);
  if (preserved_ != 0 && !in_table_parts) return preserved_space();
  while (at_ < size_ && is_space(text_[at_])) ++at_;
  space_ = !in_table_parts && (depth_ != 0 || last_ != Last::none);
  return true;
}

constexpr bool TemplateParser::preserved_space() {
  if (text_[at_] == '\r') return fail(at_, {"a carriage return in <pre> becomes a line feed in the browser: write &#13;"});
  const bool first = text_[at_] == '\n' && last_ == Last::none && directly_in_pre();
  if (!begin_text()) return false;
  if (first) write('\n');  // the HTML parser drops one
  write(text_[at_++]);
  return true;
}

// Space between two tags stands where nothing forbids text, or it would not have been kept.
constexpr void TemplateParser::flush_space() {
  if (!space_) return;
  space_ = false;
  if (last_ == Last::hole) mark(MarkKind::separator);
  write(' ');
  last_ = Last::text;
}

constexpr std::uint16_t TemplateParser::add_slot(SlotKind kind, std::uint16_t first_part) {
  ParsedSlot& slot = out_.slots[counts.slots];
  slot.kind = kind;
  slot.context = context_;
  slot.first_part = first_part;
  slot.part_count = static_cast<std::uint16_t>(counts.parts - first_part);
  return counts.slots++;
}

// Where the brace that closes the hole at `start` stands; size_ if there is none.
constexpr std::uint32_t TemplateParser::hole_end(std::uint32_t start) const {
  std::uint32_t nested = 0;
  for (std::uint32_t i = start + 1; i < size_; ++i) {
    if (text_[i] == '{') ++nested;
    if (text_[i] == '}' && nested-- == 0) return i;
  }
  return size_;
}

// Reads `{label}` and adds the hole and a part for it.
constexpr bool TemplateParser::read_hole() {
  const std::uint32_t start = at_++;
  const std::uint32_t end = hole_end(start);
  if (end == size_) return unclosed_hole(start);
  if (counts.holes == arguments_) {
    return fail(start, {"hole ", Decimal(counts.holes + 1u).view(), " has no argument: ", Decimal(arguments_).view(),
                        arguments_ == 1 ? " argument follows" : " arguments follow", " the template; write {{ for a brace"});
  }
  std::uint32_t before = start;
  while (before != 0 && (is_letter(text_[before - 1]) || is_digit(text_[before - 1]) || text_[before - 1] == '#')) --before;
  if (before != 0 && text_[before - 1] == '&') return fail(before - 1, {"& right before a hole is ambiguous: write &amp;"});
  ParsedHole& hole = out_.holes[counts.holes];
  hole.at = start;
  hole.label_at = at_;
  hole.label_size = end - at_;
  out_.parts[counts.parts++] = {0, 0, counts.holes, true};
  ++counts.holes;
  at_ = end + 1;
  return true;
}

constexpr bool TemplateParser::text_hole() {
  flush_space();
  const std::uint32_t start = at_;
  const std::uint16_t first_part = counts.parts;
  const bool first = last_ == Last::none;
  if (counts.holes < arguments_ && nodes_[counts.holes]) {
    if (context_ & kTextOnly) return fail(start, {"<option> holds only text: the browser drops elements in it; give it a text"});
    if (!read_hole()) return false;
    mark(MarkKind::slot, add_slot(SlotKind::node, first_part));
    counts.has_node_slots = true;
    last_ = Last::other;
    return true;
  }
  if (!text_fits() || !read_hole()) return false;
  if (last_ == Last::text || last_ == Last::hole) mark(MarkKind::separator);
  if (first && depth_ == 0) counts.starts_with_text = true;
  if (first && directly_in_pre()) mark(MarkKind::newline);
  mark(MarkKind::slot, add_slot(SlotKind::text, first_part));
  last_ = Last::hole;
  return true;
}

// Dropped. At "<!--".
constexpr bool TemplateParser::comment() {
  const std::uint32_t start = at_;
  at_ += 4;
  if (peek(0) == '>' || (peek(0) == '-' && peek(1) == '>')) return fail(start, {"the comment ends where it begins: write <!-- text -->"});
  for (; at_ < size_; ++at_) {
    const char c = text_[at_];
    if (c == '{' || c == '}') {
      if (peek(1) != c) return fail(at_, {"a hole in a comment: move it out, or write {{ for a brace"});
      ++at_;
    } else if (c == '-' && peek(1) == '-') {
      if (peek(2) == '>') return at_ += 3, true;
      if (peek(2) == '!' && peek(3) == '>') return fail(at_, {"--!> ends the comment in the browser: write -->"});
    }
  }
  return fail(start, {"the comment is never closed: write -->"});
}

}  // namespace golive::detail

#include "golive/detail/template_parser_tag.h"
#include "golive/detail/template_parser_value.h"

#pragma once
// TemplateParser: tags, elements and attributes. Included by template_parser.h.
#include "golive/detail/template_parser.h"

namespace golive::detail {

constexpr bool is_tag_char(char c) noexcept { return is_letter(c) || is_digit(c) || c == '-' || c == '_' || c == ':' || c == '.'; }

constexpr bool TemplateParser::markup() {
  const char next = peek(1);
  if (is_letter(next)) return start_tag();
  if (next == '/') return end_tag();
  if (next == '!') {
    if (peek(2) == '-' && peek(3) == '-') return comment();
    if (peek(2) == '[') return fail(at_, {"CDATA is not kept by the HTML parser: write the text, with &lt; and &amp;"});
    return fail(at_, {"<!DOCTYPE> is written by the layout, not by a template"});
  }
  if (next == '{') return fail(at_ + 1, {"a hole in a tag name: write golive::tag(name, ...) as the argument of a text hole"});
  return fail(at_, {"< begins no tag: write &lt;"});
}

constexpr bool TemplateParser::start_tag() {
  Tag tag;
  const std::uint32_t start = at_;
  tag.at = start + 1;
  std::uint32_t end = tag.at;
  while (end < size_ && is_tag_char(text_[end])) ++end;
  tag.size = end - tag.at;
  if (end == size_) return fail(start, {"the tag <", piece(tag.at, tag.size), " is never closed: write >"});
  if (text_[end] == '{') return fail(end, {"a hole in a tag name: write golive::tag(name, ...) as the argument of a text hole"});
  if (!is_space(text_[end]) && text_[end] != '/' && text_[end] != '>') {
    return fail(end, {piece(end, 1), " in a tag name: write &lt; for a < that begins no tag"});
  }
  tag.key = name_key(text_ + tag.at, tag.size);
  if (!find_element(tag) || !check_nesting(tag)) return false;
  flush_space();
  write('<');
  copy(tag.at, end);
  at_ = end;
  return attributes(tag);
}

constexpr bool TemplateParser::find_element(Tag& tag) {
  const Element html = html_element(tag.key);
  const std::string_view name = piece(tag.at, tag.size);
  if (depth_ == 0 && !root_decided_) {
    root_decided_ = true;
    if (html.kind == ElementKind::unknown && is_svg_only(tag.key)) enter_root(Namespace::svg, kSvg);
    if (html.kind == ElementKind::unknown && is_math_only(tag.key)) enter_root(Namespace::math, kMath);
  }
  tag.element = html;
  tag.foreign = tag.key == name_key("svg") || tag.key == name_key("math");  // their attributes and /> already are
  if (context_ & (kSvg | kMath)) return find_foreign_element(tag);
  for (const char c : name) {
    if (is_upper(c)) return fail(tag.at - 1, {"<", name, ">: write HTML names in lower case"});
  }
  if (html.kind == ElementKind::refused) return refuse(tag);
  if (html.kind != ElementKind::unknown) return true;
  bool custom = false;
  for (const char c : name) custom = custom || c == '-';
  if (!custom && is_svg_only(tag.key)) return fail(tag.at - 1, {"<", name, "> is an SVG element: write it inside <svg>"});
  if (!custom && is_math_only(tag.key)) return fail(tag.at - 1, {"<", name, "> is a MathML element: write it inside <math>"});
  if (!custom) return fail(tag.at - 1, {"<", name, "> is no HTML element; the name of a custom element has a dash"});
  tag.element = {kInside, kNotFlow, ElementKind::normal, false};
  return true;
}

constexpr bool TemplateParser::find_foreign_element(Tag& tag) {
  tag.foreign = true;
  const bool svg = (context_ & kSvg) != 0;
  const std::string_view name = piece(tag.at, tag.size);
  if (tag.element.kind != ElementKind::unknown && !(svg && tag.element.in_svg) && tag.key != name_key("math")) {
    if (!svg) return fail(tag.at - 1, {"<", name, "> in MathML: the browser ends the <math> before it; write it inside <mtext>"});
    return fail(tag.at - 1, {"<", name, "> in SVG: the browser ends the <svg> before it; write it inside <foreignObject>"});
  }
  const std::string_view spelling = svg ? svg_element_spelling(tag.key) : std::string_view();
  if (!spelling.empty() && spelling != name) return fail(tag.at - 1, {"<", name, ">: SVG spells it <", spelling, ">"});
  for (const char c : name) {
    if (spelling.empty() && is_upper(c)) return fail(tag.at - 1, {"<", name, ">: the browser makes the name lower case; write it so"});
  }
  tag.element = svg ? svg_element(tag.key) : math_element(tag.key);
  return true;
}

constexpr bool TemplateParser::refuse(const Tag& tag) {
  const std::string_view name = piece(tag.at, tag.size);
  switch (tag.key) {
    case name_key("html"):
    case name_key("head"):
    case name_key("body"):
    case name_key("base"):
      return fail(tag.at - 1, {"<", name, "> is written by the layout, not by a template"});
    case name_key("image"):
      return fail(tag.at - 1, {"<image> becomes <img> in the browser: write <img>, or put it inside <svg>"});
    case name_key("template"):
      return fail(tag.at - 1, {"<template> hides its content from the page: write each(...) or when(...)"});
    case name_key("noscript"):
      return fail(tag.at - 1, {"<noscript> is parsed differently with and without scripting: write it in the layout"});
    default:
      return fail(tag.at - 1, {"<", name, "> is obsolete and changes how the browser parses what follows: leave it out"});
  }
}

constexpr bool TemplateParser::check_nesting(const Tag& tag) {
  const std::uint32_t reaching = tag.element.forbidden & ~hidden_context(context_) & kOpen;
  counts.forbidden |= reaching;
  const std::uint32_t here = tag.element.forbidden & context_;
  const std::string_view name = piece(tag.at, tag.size);
  const std::uint32_t at = tag.at - 1;
  if (here == 0) {
    if ((counts.forbidden & kModels) != kModels) return true;
    return fail(at, {"<", name, "> cannot stand beside the elements before it: no parent takes both; split the template"});
  }
  if (here & kTable && tag.key == name_key("tr"))
    return fail(at, {"<tr> directly in <table>: the browser adds a <tbody>; write <table><tbody><tr>"});
  if (here & kTable && tag.key == name_key("col"))
    return fail(at, {"<col> directly in <table>: the browser adds a <colgroup>; write <colgroup><col>"});
  if (here & (kTable | kTableBody) && (tag.key == name_key("td") || tag.key == name_key("th"))) {
    return fail(at, {"<", name, "> ", context_text(here), ": the browser adds a <tr>; write <tr><", name, ">"});
  }
  if (here & (kTable | kTableBody | kRow)) {
    const bool part = (tag.element.forbidden & (kTable | kTableBody | kRow)) != (kTable | kTableBody | kRow);
    if (part) return fail(at, {"<", name, "> ", context_text(here), ": the browser closes or drops what stands round it; move it"});
    return fail(at, {"<", name, "> ", context_text(here), ": the browser would move it in front of the table; write it in a <td>"});
  }
  if (here & kFlow) return fail(at, {"<", name, "> outside its <table>: the browser drops the tag; write it inside <table>"});
  if (here & kModels) return fail(at, {"<", name, "> in ", context_text(here), ": the browser drops or moves it; take it out"});
  if (here & kParagraph)
    return fail(at, {"<", name, "> in <p>: the browser ends the <p> before it; write </p> first, or <div> instead of <p>"});
  if (here & kForm) return fail(at, {"<form> in <form>: the browser drops the inner tag; take the inner form out"});
  return fail(at, {"<", name, "> in ", context_text(here), ": the browser ends that one before it; write its end tag first"});
}

// After the tag's name, up to and with its '>'.
constexpr bool TemplateParser::attributes(Tag& tag) {
  const std::uint16_t first_slot = counts.slots;
  std::uint32_t index = 0;
  bool self_closing = false;
  for (;;) {
    const std::uint32_t before = at_;
    while (at_ < size_ && is_space(text_[at_])) ++at_;
    if (at_ >= size_) return fail(tag.at - 1, {"the tag <", piece(tag.at, tag.size), " is never closed: write >"});
    const char c = text_[at_];
    if (c == '>') break;
    if (c == '/') {
      if (peek(1) != '>') return fail(at_, {"/ in a tag: write it only in />"});
      self_closing = true;
      break;
    }
    if (at_ == before) return fail(at_, {"no space between attributes: write one"});
    if (index == kMaxAttributes) return fail(at_, {"more than 64 attributes on one element: write an attribute set"});
    if (c == '{' ? !attribute_set(tag) : !attribute(tag, index++)) return false;
  }
  if (tag.has_http_equiv && tag.first_hole != 0) {
    return fail(tag.first_hole, {"a hole in <meta http-equiv>: it can redirect the page; write it without a hole"});
  }
  names_at_ = counts.markup;
  if (counts.slots != first_slot) {
    out_.marks[counts.marks++] = {counts.markup, first_slot, static_cast<std::uint16_t>(counts.slots - first_slot), MarkKind::names};
  }
  at_ += self_closing ? 2 : 1;
  return close_start_tag(tag, self_closing);
}

// <input {attributes}>
constexpr bool TemplateParser::attribute_set(Tag& tag) {
  const std::uint32_t start = at_;
  if (peek(1) == '{') return fail(start, {"a brace in a tag: quote the value it belongs to"});
  const std::uint16_t first_part = counts.parts;
  if (!read_hole()) return false;
  const char next = peek(0);
  if (next != '>' && next != '/' && !is_space(next)) {
    return fail(start, {"a hole in an attribute name: write the name, or give an attribute set to a hole of its own"});
  }
  if (tag.key == name_key("script")) return fail(start, {"a hole in <script>: what comes from a hole never becomes script; use a hook"});
  if (tag.first_hole == 0) tag.first_hole = start;
  out_.holes[counts.holes - 1].context = Context::attribute_set;
  mark(MarkKind::slot, add_slot(SlotKind::attribute_set, first_part));
  counts.has_node_slots = true;
  return true;
}

constexpr bool TemplateParser::attribute_name(const Tag& tag, Attribute& attribute, std::uint32_t index) {
  std::uint32_t end = attribute.at;
  for (; end < size_; ++end) {
    const char c = text_[end];
    if (is_space(c) || c == '=' || c == '>' || c == '/') break;
    if (c == '{') return fail(end, {"a hole in an attribute name: write the name, or give an attribute set to a hole of its own"});
    if (c == '"' || c == '\'' || c == '<' || c == '}')
      return fail(end, {piece(end, 1), " in an attribute name: a quote or > is missing before it"});
  }
  attribute.size = end - attribute.at;
  const std::string_view name = piece(attribute.at, attribute.size);
  if (name.empty()) return fail(attribute.at, {"= without an attribute name: write the name before it"});
  const std::uint64_t key = name_key(name.data(), attribute.size);
  for (std::uint32_t i = 0; i < index; ++i) {
    if (attribute_keys_[i] == key)
      return fail(attribute.at, {"attribute ", name, " is there twice: the browser drops the second; remove one"});
  }
  attribute_keys_[index] = key;
  const std::string_view spelling = tag.foreign ? foreign_attribute_spelling(key) : std::string_view();
  if (!spelling.empty() && spelling != name) return fail(attribute.at, {"attribute ", name, ": SVG and MathML spell it ", spelling});
  for (const char c : name) {
    if (spelling.empty() && is_upper(c))
      return fail(attribute.at, {"attribute ", name, ": the browser makes the name lower case; write it so"});
  }
  attribute.kind = attribute_kind(name.data(), attribute.size, key, tag.key);
  if (attribute.kind == AttributeKind::reserved) return fail(attribute.at, {"attribute lv-s is taken by golive: choose another name"});
  const bool everywhere = key == name_key("autofocus");  // the one boolean attribute that SVG and MathML share
  if (tag.foreign && attribute.kind == AttributeKind::boolean && !everywhere) attribute.kind = AttributeKind::plain;
  return true;
}

constexpr bool TemplateParser::attribute(Tag& tag, std::uint32_t index) {
  Attribute attribute;
  attribute.at = at_;
  if (!attribute_name(tag, attribute, index)) return false;
  if (tag.key == name_key("meta") && piece(attribute.at, attribute.size) == "http-equiv") tag.has_http_equiv = true;
  const std::uint32_t name_end = attribute.at + attribute.size;
  at_ = name_end;
  while (at_ < size_ && is_space(text_[at_])) ++at_;
  if (peek(0) != '=') {
    write(' ');
    copy(attribute.at, name_end);
    at_ = name_end;
    return true;
  }
  ++at_;
  while (at_ < size_ && is_space(text_[at_])) ++at_;
  return value(tag, attribute);
}

constexpr bool TemplateParser::close_start_tag(const Tag& tag, bool self_closing) {
  const bool empty = !tag.foreign && tag.element.kind == ElementKind::empty;
  if (self_closing && !tag.foreign && !empty) {
    const std::string_view name = piece(tag.at, tag.size);
    return fail(tag.at - 1, {"<", name, "/> does not close the element in HTML: write <", name, "></", name, ">"});
  }
  if (self_closing && tag.foreign) write('/');
  write('>');
  last_ = Last::other;
  if (self_closing || empty) return true;
  if (depth_ == kMaxDepth)
    return fail(tag.at - 1, {"more than 128 elements inside each other: make a part of it a function that returns Html"});
  open_[depth_++] = {tag.at, tag.size, context_, tag.element.kind};
  context_ = combine_context(context_, tag.element.enter);
  last_ = Last::none;
  return element_content(tag);
}

// What the tokenizer reads otherwise than as markup.
constexpr bool TemplateParser::element_content(const Tag& tag) {
  if (tag.element.kind == ElementKind::normal) return true;
  if (tag.element.kind == ElementKind::preserve) {
    ++preserved_;
    if (peek(0) == '\n') ++at_;
    return true;
  }
  const std::uint32_t end = find_end_tag(tag);
  const std::string_view name = piece(tag.at, tag.size);
  if (end == size_) return fail(tag.at - 1, {"<", name, "> is never closed: write </", name, ">"});
  if (tag.element.kind == ElementKind::text) return text_content(tag, end);
  return raw_content(tag, end);
}

constexpr std::uint32_t TemplateParser::find_end_tag(const Tag& tag) const {
  for (std::uint32_t i = at_; i + 2 + tag.size < size_; ++i) {
    if (text_[i] != '<' || text_[i + 1] != '/') continue;
    const char after = text_[i + 2 + tag.size];
    if (name_key(text_ + i + 2, tag.size) == tag.key && (is_space(after) || after == '/' || after == '>')) return i;
  }
  return size_;
}

constexpr bool TemplateParser::raw_content(const Tag& tag, std::uint32_t end) {
  const std::string_view name = piece(tag.at, tag.size);
  if (tag.element.kind == ElementKind::iframe && at_ != end)
    return fail(at_, {"text in <iframe>: no browser shows it; write <iframe></iframe>"});
  while (at_ < end) {
    const char c = text_[at_];
    if (c == '{' && peek(1) != '{') {
      return fail(at_, {"a hole in <", name, ">: write {{ for a brace; what changes belongs into an attribute (style={}, data-...)"});
    }
    if (c == '<' && (tag.foreign || peek(1) == '!'))
      return fail(at_, {"< in <", name, ">: the browser reads it as markup; move the text to a file"});
    if (c == '{' || c == '}') {
      if (!brace()) return false;
    } else {
      write(c);
      ++at_;
    }
  }
  return true;
}

constexpr bool TemplateParser::end_tag() {
  const std::uint32_t start = at_;
  std::uint32_t end = start + 2;
  while (end < size_ && is_tag_char(text_[end])) ++end;
  const std::string_view name = piece(start + 2, end - start - 2);
  if (end < size_ && text_[end] == '{')
    return fail(end, {"a hole in a tag name: write golive::tag(name, ...) as the argument of a text hole"});
  while (end < size_ && is_space(text_[end])) ++end;
  if (end >= size_) return fail(start, {"the tag </", name, " is never closed: write >"});
  if (text_[end] != '>') return fail(end, {piece(end, 1), " in an end tag: write </", name, ">"});
  if (depth_ == 0 || piece(open_[depth_ - 1].at, open_[depth_ - 1].name_size) != name) {
    if (html_element(name_key(name.data(), static_cast<std::uint32_t>(name.size()))).kind == ElementKind::empty) {
      return fail(start, {"</", name, ">: <", name, "> has no end tag; remove it"});
    }
    if (depth_ == 0) return fail(start, {"</", name, "> closes nothing: remove it"});
    const OpenElement& open = open_[depth_ - 1];
    const std::string_view expected = piece(open.at, open.name_size);
    return fail(start, {"</", name, "> where <", expected, "> of line ", Decimal(position_of(text_, open.at).line).view(),
                        " is open: write </", expected, "> first"});
  }
  flush_space();
  copy(start, start + 2 + static_cast<std::uint32_t>(name.size()));
  write('>');
  --depth_;
  if (open_[depth_].kind == ElementKind::preserve) --preserved_;
  context_ = open_[depth_].context;
  last_ = Last::other;
  at_ = end + 1;
  return true;
}

}  // namespace golive::detail

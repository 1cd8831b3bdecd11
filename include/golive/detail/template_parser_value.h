#pragma once
// TemplateParser: attribute values and the content of textarea and title. Included by template_parser.h.
#include "golive/detail/template_parser.h"

namespace golive::detail {

// After `name=`.
constexpr bool TemplateParser::value(Tag& tag, const Attribute& attribute) {
  const std::uint32_t start = at_;
  const std::string_view name = piece(attribute.at, attribute.size);
  const char quote = peek(0);
  if (quote != '"' && quote != '\'' && quote != '{')
    return fail(start, {"the value of ", name, " has no quotes: write ", name, "=\"...\""});
  std::uint32_t end = start;
  bool holes = quote == '{';
  if (quote != '{') {
    ++at_;
    if (!find_holes(quote, end, holes)) return false;
    if (end == size_) return fail(start, {"the value of ", name, " is never closed: write ", piece(start, 1)});
  }
  if (!holes) {
    write(' ');
    copy(attribute.at, attribute.at + attribute.size);
    write('=');
    write(quote);
    if (!static_text(end)) return false;
    write(quote);
    ++at_;
    return true;
  }
  if (!check_hole_allowed(tag, attribute, start)) return false;
  if (tag.first_hole == 0) tag.first_hole = start;
  const std::uint16_t first = counts.parts;
  if (quote == '{') {
    if (!read_hole()) return false;
    const char next = peek(0);
    if (next != '>' && next != '/' && !is_space(next))
      return fail(start, {"a value of several parts has no quotes: write ", name, "=\"...\""});
  } else {
    if (!value_parts(end, true)) return false;
    at_ = end + 1;
  }
  if (!value_contexts(attribute, first, false)) return false;
  const std::uint16_t slot = add_slot(SlotKind::attribute, first);
  out_.slots[slot].name_at = attribute.at;
  out_.slots[slot].name_size = attribute.size;
  mark(MarkKind::slot, slot);
  return true;
}

constexpr bool TemplateParser::check_hole_allowed(const Tag& tag, const Attribute& attribute, std::uint32_t at) {
  const std::string_view name = piece(attribute.at, attribute.size);
  if (tag.key == name_key("script")) return fail(at, {"a hole in <script>: what comes from a hole never becomes script; use a hook"});
  if (tag.has_http_equiv && name == "http-equiv")
    return fail(at, {"a hole in <meta http-equiv>: it can redirect the page; write it without a hole"});
  switch (attribute.kind) {
    case AttributeKind::handler:
      return fail(at, {"a hole in ", name, ": what comes from a hole never becomes script; write lv-", name.substr(2),
                       "={} with on<&Component::handler>()"});
    case AttributeKind::srcdoc:
      return fail(at, {"a hole in srcdoc: it is a whole document; serve it at a URL and write src={}"});
    case AttributeKind::animation:
      return fail(at, {"a hole in ", name, " of an SVG animation can write any attribute, also a link: write it without a hole"});
    default:
      break;
  }
  for (const char c : name) {
    if (c == ':')
      return fail(
          at, {"a hole in ", name, ": attributes with a namespace are not written by the client; write ", name.substr(name.find(':') + 1)});
  }
  return true;
}

// From at_ on, outside holes: where `quote` stands (`end` is set to it), and whether there are holes before it.
constexpr bool TemplateParser::find_holes(char quote, std::uint32_t& end, bool& holes) {
  std::uint32_t i = at_;
  for (; i < size_; ++i) {
    const char c = text_[i];
    if (c == quote) break;
    if (c != '{') continue;
    if (i + 1 < size_ && text_[i + 1] == '{') {
      ++i;
      continue;
    }
    holes = true;
    const std::uint32_t start = i;
    i = hole_end(start);
    if (i == size_) return unclosed_hole(start);
  }
  end = i;
  return true;
}

// Copies up to `end`, where there are no holes.
constexpr bool TemplateParser::static_text(std::uint32_t end) {
  while (at_ < end) {
    const char c = text_[at_];
    if (c == '{' || c == '}') {
      if (!brace()) return false;
      continue;
    }
    if (c == '\r') return fail(at_, {"a carriage return in a value becomes a line feed in the browser: write &#13;"});
    write(c);
    ++at_;
  }
  return true;
}

constexpr bool TemplateParser::text_content(const Tag& tag, std::uint32_t end) {
  const bool area = tag.key == name_key("textarea");
  bool holes = false;
  for (std::uint32_t i = at_; i < end && !holes; ++i) {
    if (text_[i] != '{') continue;
    holes = text_[i + 1] != '{';
    ++i;
  }
  if (!holes) return static_text(end);
  if (area && peek(0) == '\n') ++at_;
  const std::uint16_t first = counts.parts;
  if (!value_parts(end, false) || !value_contexts({}, first, true)) return false;
  const std::uint16_t slot = add_slot(SlotKind::content, first);
  TemplateMark* names = counts.marks == 0 ? nullptr : &out_.marks[counts.marks - 1];
  if (names != nullptr && names->kind == MarkKind::names && names->at == names_at_) {
    ++names->count;
  } else {
    out_.marks[counts.marks++] = {names_at_, slot, 1, MarkKind::names};
  }
  if (area) mark(MarkKind::newline);
  mark(MarkKind::slot, slot);
  last_ = Last::other;
  return true;
}

// Splits up to `end` into holes and decoded pieces.
constexpr bool TemplateParser::value_parts(std::uint32_t end, bool in_attribute) {
  while (at_ < end) {
    if (text_[at_] == '{' && peek(1) != '{') {
      if (!read_hole()) return false;
      if (at_ > end) return fail(end, {"the hole is cut off by an end tag: write its label without </"});
    } else if (!value_piece(end, in_attribute)) {
      return false;
    }
  }
  return true;
}

constexpr bool TemplateParser::value_piece(std::uint32_t end, bool in_attribute) {
  const std::uint32_t first = counts.pieces;
  while (at_ < end) {
    const char c = text_[at_];
    if (c == '{' || c == '}') {
      if (peek(1) != c) {
        if (c == '{') break;
        return fail(at_, {"} closes nothing: write }} for a brace"});
      }
      ++at_;
    }
    if (c == '\r') return fail(at_, {"a carriage return in a value becomes a line feed in the browser: write &#13;"});
    if (c == '&') {
      const Reference reference = read_reference(text_ + at_, end - at_, in_attribute);
      if (reference.wrong && at_ + reference.size < end && text_[at_ + reference.size] == '{') {
        return fail(at_, {"& right before a hole is ambiguous: write &amp;"});
      }
      if (reference.wrong)
        return fail(at_, {"character reference not known in a value with holes: write the character itself, or &amp; for &"});
      if (reference.code != 0) {
        counts.pieces += write_utf8(reference.code, out_.pieces + counts.pieces);
        at_ += reference.size;
        continue;
      }
    }
    out_.pieces[counts.pieces++] = c;
    ++at_;
  }
  out_.parts[counts.parts++] = {first, counts.pieces - first, 0, false};
  return true;
}

// The contexts of the holes of a value, from its parts.
constexpr bool TemplateParser::value_contexts(const Attribute& attribute, std::uint16_t first, bool content) {
  using enum AttributeKind;
  const bool whole = counts.parts - first == 1;
  const std::string_view name = piece(attribute.at, attribute.size);
  Context context = whole ? Context::attribute : Context::attribute_part;
  if (content) {
    context = Context::content;
  } else if (attribute.kind == style) {
    context = whole ? Context::style : Context::style_part;
  } else if (attribute.kind == url && !whole) {
    return url_contexts(attribute, first);
  } else if (attribute.kind == url) {
    context = Context::url;
  } else if (attribute.kind == boolean || attribute.kind == srcset || attribute.kind == event) {
    if (!whole) return fail(attribute.at, {name, " takes one hole as its whole value: write ", name, "={}"});
    context = attribute.kind == boolean ? Context::boolean_attribute : attribute.kind == srcset ? Context::srcset : Context::event;
  }
  for (std::uint32_t i = first; i < counts.parts; ++i) {
    if (out_.parts[i].is_hole) out_.holes[out_.parts[i].hole].context = context;
  }
  return true;
}

// A URL of several parts. What decides about its scheme is either one hole, checked when it is filled, or static.
constexpr bool TemplateParser::url_contexts(const Attribute& attribute, std::uint16_t first) {
  const std::string_view name = piece(attribute.at, attribute.size);
  bool query = false;
  for (std::uint32_t i = first; i < counts.parts; ++i) {
    const ParsedPart& part = out_.parts[i];
    const std::string_view text(out_.pieces + part.at, part.size);
    if (!part.is_hole) {
      for (const char c : text) query = query || c == '?' || c == '#';
      if (i == first && !url_prefix_is_safe(text)) {
        return fail(attribute.at,
                    {name, ": its static beginning does not settle the scheme; begin with / ./ ? # https:// or mailto:, or with a hole"});
      }
      continue;
    }
    ParsedHole& hole = out_.holes[part.hole];
    hole.context = i == first ? Context::url : query ? Context::url_query : Context::url_path;
    if (i != first) continue;
    const ParsedPart& next = out_.parts[i + 1];
    const char after = next.is_hole ? '\0' : out_.pieces[next.at];
    if (after != '/' && after != '?' && after != '#') {
      return fail(hole.at, {"what follows the first hole of ", name,
                            " could make another scheme of it: go on with / ? or #, or give the whole URL to one hole"});
    }
  }
  return true;
}

constexpr bool TemplateParser::url_prefix_is_safe(std::string_view prefix) const {
  std::uint32_t i = 0;
  while (i < prefix.size() && is_space(prefix[i])) ++i;
  const std::uint32_t start = i;
  for (; i < prefix.size(); ++i) {
    const char c = prefix[i];
    if (c == '/' || c == '?' || c == '#') return true;
    if (c == ':') break;
  }
  if (i == prefix.size()) return false;
  switch (name_key(prefix.data() + start, i - start)) {
    case name_key("http"):
    case name_key("https"):
    case name_key("mailto"):
    case name_key("tel"):
    case name_key("sms"):
      return true;
    default:
      return false;
  }
}

}  // namespace golive::detail

#pragma once
// From a parsed template to what the program keeps: the browser form, the served pieces and the slots, in constant storage of exact size.
#include "golive/detail/template_source.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace golive::detail {

struct MarkupSizes {
  std::uint32_t form = 0;
  std::uint32_t served = 0;
};

// Appends to `out`, or only counts while it is null.
struct MarkupWriter {
  char* out = nullptr;
  std::uint32_t size = 0;

  constexpr void put(std::string_view text) noexcept {
    if (out != nullptr) {
      for (const char c : text) out[size++] = c;
    } else {
      size += static_cast<std::uint32_t>(text.size());
    }
  }
  constexpr void put_number(std::uint32_t number) noexcept { put(Decimal(number).view()); }
};

constexpr std::string_view namespace_prefix(Namespace ns) noexcept {
  return ns == Namespace::svg ? "svg|" : ns == Namespace::math ? "math|" : "";
}

// ` lv-s="class 0 .text 1"`. Notes where each name stands in `name_at`, when given.
template <class Parsed>
constexpr void write_names(MarkupWriter& form, const Parsed& parsed, const TemplateMark& mark, const char* literal,
                           std::uint32_t* name_at) {
  form.put(" lv-s=\"");
  for (std::uint32_t i = mark.slot; i < mark.slot + mark.count; ++i) {
    const ParsedSlot& slot = parsed.slots[i];
    if (i != mark.slot) form.put(" ");
    if (name_at != nullptr) name_at[i] = form.size;
    if (slot.kind == SlotKind::content) form.put(".text");
    else if (slot.kind == SlotKind::attribute_set) form.put("*");
    else form.put(std::string_view(literal + slot.name_at, slot.name_size));
    form.put(" ");
    form.put_number(i);
  }
  form.put("\"");
}

constexpr void write_form_slot(MarkupWriter& form, SlotKind kind, std::uint32_t slot) {
  if (kind != SlotKind::text && kind != SlotKind::node) return;
  form.put(kind == SlotKind::text ? "<!--" : "<!--$");
  form.put_number(slot);
  form.put("-->");
}

template <class Parsed>
constexpr void write_form(MarkupWriter& form, const Parsed& parsed, const char* literal, std::uint32_t* name_at) {
  form.put(namespace_prefix(parsed.counts.ns));
  std::uint32_t at = 0;
  for (std::uint32_t i = 0; i < parsed.counts.marks; ++i) {
    const TemplateMark& mark = parsed.marks[i];
    form.put(std::string_view(parsed.markup + at, mark.at - at));
    at = mark.at;
    if (mark.kind == MarkKind::names) write_names(form, parsed, mark, literal, name_at);
    if (mark.kind == MarkKind::slot) write_form_slot(form, parsed.slots[mark.slot].kind, mark.slot);
  }
  form.put(std::string_view(parsed.markup + at, parsed.counts.markup - at));
}

// The pieces between the slots, one after the other; `ends` gets where each ends, when given.
template <class Parsed>
constexpr void write_served(MarkupWriter& served, const Parsed& parsed, std::uint32_t* ends) {
  std::uint32_t at = 0;
  for (std::uint32_t i = 0; i < parsed.counts.marks; ++i) {
    const TemplateMark& mark = parsed.marks[i];
    served.put(std::string_view(parsed.markup + at, mark.at - at));
    at = mark.at;
    if (mark.kind == MarkKind::separator) served.put("<!---->");
    if (mark.kind == MarkKind::newline) served.put("\n");
    if (mark.kind == MarkKind::slot && ends != nullptr) ends[mark.slot] = served.size;
  }
  served.put(std::string_view(parsed.markup + at, parsed.counts.markup - at));
  if (ends != nullptr) ends[parsed.counts.slots] = served.size;
}

template <class Parsed>
constexpr MarkupSizes measure_markup(const Parsed& parsed, const char* literal) {
  MarkupWriter form;
  MarkupWriter served;
  write_form(form, parsed, literal, nullptr);
  write_served(served, parsed, nullptr);
  return {form.size, served.size};
}

template <std::size_t Form, std::size_t Served, std::size_t Pieces, std::size_t Slots>
struct MarkupStorage {
  char form[Form + 1]{};
  char served[Served + 1]{};
  char pieces[Pieces + 1]{};
  std::uint32_t name_at[Slots + 1]{};
  std::uint32_t ends[Slots + 1]{};
};

template <class Storage, class Parsed>
constexpr Storage store_markup(const Parsed& parsed, const char* literal) {
  Storage storage;
  MarkupWriter form{storage.form};
  write_form(form, parsed, literal, storage.name_at);
  MarkupWriter served{storage.served};
  write_served(served, parsed, storage.ends);
  for (std::uint32_t i = 0; i < parsed.counts.pieces; ++i) storage.pieces[i] = parsed.pieces[i];
  return storage;
}

// 48 bits over the browser form: equal templates have equal fingerprints, in every build and on every machine.
constexpr std::uint64_t template_fingerprint(std::string_view form) noexcept {
  std::uint64_t hash = 0x9e3779b97f4a7c15u;
  for (const char c : form) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  hash = (hash ^ (hash >> 32)) * 0xd6e8feb86659fd93u;
  hash = (hash ^ (hash >> 32)) * 0xd6e8feb86659fd93u;
  return (hash ^ (hash >> 32)) & 0xffffffffffffu;
}

constexpr char fingerprint_character(std::uint64_t fingerprint, unsigned index) noexcept {
  return "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[(fingerprint >> (42 - 6 * index)) & 63];
}

}  // namespace golive::detail

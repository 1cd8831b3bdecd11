#pragma once
// The untemplated half of each() and memo(): rows are collected in the arena, skipping is asked of the view's SkipMemory.
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include "golive/detail/api.h"
#include "golive/detail/hole.h"
#include "golive/detail/row_skip.h"

namespace golive::detail {

// An address that only one call site has: closures have a type of their own. Not const, so that no linker folds two into one.
template <class... CallSite>
inline char site_tag = 0;

enum class Versioned : bool { no, yes };

class GOLIVE_API ListBuilder {
 public:
  ListBuilder(const void* tag, std::size_t size_hint, Versioned versioned);
  ListBuilder(const ListBuilder&) = delete;
  ListBuilder& operator=(const ListBuilder&) = delete;

  // False: the row is as it was, and recorded so; else render it and end_row().
  bool begin_row(const Value& key, std::uint64_t version) {
    if (count_ == capacity_) grow();
    rows_[count_] = Row{key, version, nullptr};
    const bool unchanged = skip_.unchanged(count_, key, version);
    if (unchanged) ++count_;
    return !unchanged;
  }
  // Of a list without versions.
  void begin_row(const Value& key) {
    if (count_ == capacity_) grow();
    rows_[count_] = Row{key, 0, nullptr};
  }
  void end_row(Html html);
  std::uint64_t path(const Value& key) const noexcept { return row_path(site_, key); }
  Html finish();

 private:
  void grow();

  Row* rows_;
  std::uint32_t count_ = 0;
  std::uint32_t capacity_;
  SiteId site_;
  bool versioned_;
  RowSkip skip_;
};

class GOLIVE_API MemoBuilder {
 public:
  MemoBuilder(const void* tag, std::uint64_t version);
  MemoBuilder(const MemoBuilder&) = delete;
  MemoBuilder& operator=(const MemoBuilder&) = delete;

  bool unchanged() const noexcept { return unchanged_; }
  Html kept() const;
  Html finish(Html html) const;
  std::uint64_t path() const noexcept { return site_; }

 private:
  SiteId site_;
  std::uint64_t version_;
  bool unchanged_;
};

template <class Range>
constexpr std::size_t size_hint(const Range& range) {
  if constexpr (std::is_array_v<Range>) return std::extent_v<Range>;
  else if constexpr (requires { static_cast<std::size_t>(range.size()); }) return static_cast<std::size_t>(range.size());
  else return 0;
}

// Applies a member pointer or callable to an element, or to what an element points at.
template <class Projection, class Element>
constexpr decltype(auto) project(Projection& projection, Element&& element) {
  if constexpr (std::is_member_object_pointer_v<Projection>) {
    if constexpr (requires { element.*projection; }) return (element.*projection);
    else return ((*element).*projection);
  } else if constexpr (std::is_member_function_pointer_v<Projection>) {
    if constexpr (requires { (element.*projection)(); }) return (element.*projection)();
    else return ((*element).*projection)();
  } else {
    return projection(element);
  }
}

GOLIVE_API Html text_node(const Value& text);

// What a row, branch or memo returned, as a node.
template <class T>
Html to_node(const T& value) {
  if constexpr (std::is_same_v<T, Html>) {
    return value;
  } else if constexpr (is_optional<T>) {
    return value ? to_node(*value) : Html();
  } else {
    static_assert(SpelledHole<T>, "return Html, or text, from the function given to each, when or memo");
    Value text;
    set_value<Context::text>(text, value);
    return text_node(text);
  }
}

template <class Fn, class Element>
Html call_row(Fn& fn, Element&& element, std::size_t index) {
  if constexpr (requires { fn(element, index); }) return to_node(fn(element, index));
  else return to_node(project(fn, element));
}

template <class T>
void set_key(Value& out, const T& key) {
  if constexpr (std::is_enum_v<T>) {
    set_key(out, static_cast<std::underlying_type_t<T>>(key));
  } else if constexpr (std::integral<T> && !is_character<T>) {
    if constexpr (std::is_unsigned_v<T> && sizeof(T) == 8) {
      if (key > static_cast<T>(INT64_MAX)) return set_wide_integer(out, static_cast<std::uint64_t>(key));
    }
    out.integer = static_cast<std::int64_t>(key);
    out.kind = ValueKind::integer;
  } else {
    static_assert(TextHole<T>, "a key is an integer, an enum or a string");
    set_text(out, text_of(key));
  }
}

template <class T>
constexpr std::uint64_t version_of(const T& version) {
  static_assert(std::integral<T> || std::is_enum_v<T>, "a version is an integer or an enum: count changes, or hash what the part shows");
  return static_cast<std::uint64_t>(version);
}

}  // namespace golive::detail

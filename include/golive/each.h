#pragma once
// Repetition, choice and skipping in templates.
//
//     Html list = HTML(R"(<ul>{}</ul>)", each(orders, &Order::id, [](const Order& order) {
//       return HTML(R"(<li>{order.name}</li>)", order.name);
//     }));
//     Html note = HTML(R"(<p>{}</p>)", when(orders.empty(), [] { return HTML("Nothing here yet."); }));
//
// each(range, key, fn), each(range, key, version, fn)
//   One row per element. `key` tells rows apart when the list changes: an integer, enum or string, unique in the list. `version`, an
//   integer or enum, promises: as long as it is equal, the row would come out equal, and fn is not called. `key` and `version` are
//   callables or member pointers; fn takes the element, or the element and its index (std::size_t), and returns Html or text. A row that
//   is nothing is left out. Each render walks the whole range, a few ns a row; Blocks (golive/blocks.h) walk what was edited.
// when(condition, fn), when(condition, fn, else_fn)
//   Calls one of the two, or nothing. If fn takes a parameter it gets *condition (an optional, a pointer).
// memo(version, fn)
//   A part that is not rendered again while `version` is equal.
//
// All run to their end inside the call, so closures may capture anything by reference. Rows and memos are skipped only while a view
// renders, and never in development and tests, where a part that changed under an equal version is an error.
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include "golive/detail/hole.h"
#include "golive/detail/list_builder.h"

namespace golive {

template <class Range, class Key, class Fn>
Html each(Range&& range, Key key, Fn fn) {
  detail::ListBuilder list(&detail::site_tag<Range, Key, Fn>, detail::size_hint(range), detail::Versioned::no);
  std::size_t index = 0;
  for (auto&& element : range) {
    detail::Value row_key;
    detail::set_key(row_key, detail::project(key, element));
    list.begin_row(row_key);
    detail::PathScope path(list.path(row_key));
    list.end_row(detail::call_row(fn, element, index));
    ++index;
  }
  return list.finish();
}

template <class Range, class Key, class Version, class Fn>
Html each(Range&& range, Key key, Version version, Fn fn) {
  detail::ListBuilder list(&detail::site_tag<Range, Key, Version, Fn>, detail::size_hint(range), detail::Versioned::yes);
  std::size_t index = 0;
  for (auto&& element : range) {
    detail::Value row_key;
    detail::set_key(row_key, detail::project(key, element));
    if (list.begin_row(row_key, detail::version_of(detail::project(version, element)))) {
      detail::PathScope path(list.path(row_key));
      list.end_row(detail::call_row(fn, element, index));
    }
    ++index;
  }
  return list.finish();
}

template <class Condition, class Fn, class Else>
Html when(const Condition& condition, Fn&& fn, Else&& else_fn) {
  if (!static_cast<bool>(condition)) return detail::to_node(else_fn());
  if constexpr (requires { fn(); }) return detail::to_node(fn());
  else return detail::to_node(fn(*condition));
}

template <class Condition, class Fn>
Html when(const Condition& condition, Fn&& fn) {
  return when(condition, fn, [] { return Html(); });
}

template <class Version, class Fn>
Html memo(Version version, Fn fn) {
  detail::MemoBuilder part(&detail::site_tag<Version, Fn>, detail::version_of(version));
  if (part.unchanged()) return part.kept();
  detail::PathScope path(part.path());
  return part.finish(detail::to_node(fn()));
}

}  // namespace golive

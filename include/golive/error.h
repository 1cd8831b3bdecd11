#pragma once
// What went wrong, in one line that says what, where and what to write instead.
//
//     try { ... } catch (const golive::Error& error) {
//       std::puts(error.what());  // GL0105 orders.cpp:21  '{x}' is not an attribute name   use letters, digits, - _ . :
//     }
//
// Every error has an id, GL and four digits, that never changes its meaning; src/base/error_table.cpp lists them all.
// Threads: an Error is a value; copy it anywhere.
#include <cstdint>
#include <initializer_list>
#include <stdexcept>
#include <string_view>

#include "golive/detail/api.h"

namespace golive {

class GOLIVE_API Error : public std::runtime_error {
 public:
  // `id` as in the table, `text` in its voice, `where` a file:line, a member or a route; empty where nothing can be pointed at.
  Error(std::string_view id, std::string_view text, std::string_view where = {});

  // The table's text of `id`, each {} in it replaced by the next of `parts`.
  static Error of(std::string_view id, std::initializer_list<std::string_view> parts = {}, std::string_view where = {});

  std::string_view id() const noexcept { return {what(), id_size_}; }
  std::string_view where() const noexcept { return {what() + id_size_ + 1, where_size_}; }
  std::string_view text() const noexcept;

 private:
  std::uint32_t id_size_;
  std::uint32_t where_size_;
};

// Thrown by mount() or handle_params(): the visitor gets this status instead of the page, and nothing is logged as a failure.
//
//     void Order::mount(const Params& params) {
//       if (!db->has(params.get<int>("id").value_or(0))) throw HttpError{404};
//     }
//
// The GET is answered with `status` (400 to 599; anything else counts as 500) and its text. At a join, where there is no answer to give,
// the browser loads the page afresh and gets it then. From any other callback it ends the view like every exception.
class GOLIVE_API HttpError : public std::runtime_error {
 public:
  explicit HttpError(int status);
  int status() const noexcept { return status_; }

 private:
  int status_;
};

}  // namespace golive

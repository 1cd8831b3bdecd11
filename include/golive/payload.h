#pragma once
// What an event carries: a form's fields, a control's value, what pushEvent was given.
//
//     struct Login { std::string name; std::string password; bool remember = false; };
//
//     void save(const Payload& payload) {
//       years = payload.get<int>("age").value_or(0);    // empty if it is absent, or not a whole number in range
//       if (auto login = payload.as<Login>()) sign_in(login->name, login->password);
//       else note = login.error().text();               // "name: expected a value, got nothing"
//     }
//
// A handler that takes an aggregate, or one value, needs none of this: `void save(Login login)`, `void rename(std::string name)`.
//
// Decoding, everywhere in golive
//   numbers    from JSON numbers, or from text (HTML controls send text) if all of it is one; whole and in range, never cut: 0.1 is no int.
//              "1e3" and "2.0" are, as <input type="number"> may hold them
//   bool       true false "true" "false" "on"
//   text       from strings
//   enums      by name or by number of a named enumerator (values -128..255)
//   optional   null, "", false (a box that is not ticked) and absent are empty
//   vectors    from arrays; a single value is a vector of one (a form's name that occurs once); absent is empty
//   arrays     exactly as many
//   maps       from objects, with text keys
//   aggregates from objects, field by field; the fields of an inner one also as names of the form "user[name]". A field that is absent
//              keeps its default if it is bool, optional or a vector, else it is an error. Names without a field are ignored.
// Nothing is changed by a value that does not fit.
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "golive/detail/api.h"
#include "golive/detail/json_value.h"

namespace golive {

// Where a value did not fit: {"user[age]", "a whole number from 0 to 255", "\"abc\""}.
struct GOLIVE_API DecodeError {
  std::string path;      // empty: the value as a whole
  std::string expected;  // "a whole number from 0 to 255"
  std::string got;       // JSON, cut to 40 bytes; "nothing" if absent

  std::string text() const;  // "user[age]: expected a whole number from 0 to 255, got \"abc\""
};

// A value, or why there is none.
template <class T>
class Decoded {
 public:
  explicit Decoded(T value) : value_(std::move(value)) {}
  explicit Decoded(DecodeError error) : error_(std::move(error)) {}

  explicit operator bool() const noexcept { return value_.has_value(); }
  bool has_value() const noexcept { return value_.has_value(); }
  T& operator*() & noexcept { return *value_; }
  const T& operator*() const& noexcept { return *value_; }
  T&& operator*() && noexcept { return std::move(*value_); }
  T* operator->() noexcept { return &*value_; }
  const T* operator->() const noexcept { return &*value_; }
  const DecodeError& error() const noexcept { return error_; }  // only without a value

 private:
  std::optional<T> value_;
  DecodeError error_;
};

// Refers to the text of a message and parses it at the first question; a handler that asks nothing pays nothing.
// Valid during the callback that received it, on its thread: copy out what is to be kept.
class GOLIVE_API Payload {
 public:
  Payload() noexcept = default;
  // `json` must outlive the payload. Text that is not JSON, deeper than 32 levels or of more than 10,000 values reads as absent.
  explicit Payload(std::string_view json) noexcept : text_(json) {}
  Payload(Payload&&) noexcept = default;
  Payload& operator=(Payload&&) noexcept = default;

  // The JSON text as it came; empty if there was none.
  std::string_view text() const noexcept { return text_; }
  // No payload, or null.
  bool empty() const noexcept { return text_.empty() || text_ == "null"; }

  // True if the payload is an object with a member of this name, null included.
  bool has(std::string_view name) const { return !root().find(name).is_absent(); }

  // The member `name` as a T; empty if it is absent or does not fit.
  template <class T>
  std::optional<T> get(std::string_view name) const;

  // The whole payload as a T.
  template <class T>
  Decoded<T> as() const;

  // Members of the payload, if it is an object, in the order of the text: calls visit(std::string_view name, std::string_view text),
  // with `text` the characters of a string and the empty text for other values.
  template <class Visit>
  void for_each(Visit&& visit) const {
    const detail::JsonValue object = root();
    if (object.kind() != detail::JsonKind::object) return;
    for (std::size_t i = 0; i < object.size(); ++i) {
      const auto [name, value] = object.member(i);
      visit(name, value.kind() == detail::JsonKind::string ? value.string() : std::string_view{});
    }
  }

  // The parsed value; absent for an empty payload.
  detail::JsonValue root() const {
    if (!parsed_ && !text_.empty()) parse();
    return document_.root();
  }

 private:
  void parse() const;

  std::string_view text_;
  mutable detail::JsonDocument document_;
  mutable bool parsed_ = false;
};

}  // namespace golive

#include "golive/detail/payload_decode.h"

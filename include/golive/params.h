#pragma once
// What the address of a page says: path parameters, query parameters, and the URL itself.
//
//     // app.live<Order>("/orders/{id}");   GET /orders/7?tab=items
//     void mount(const Params& params) {
//       id = params.get<int>("id").value_or(0);             // 7
//       tab = params.get<std::string>("tab").value_or("");  // "items"
//     }
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "golive/detail/api.h"
#include "golive/detail/payload_scalar.h"

namespace golive {

// Path and query parameters, percent-decoded. A path parameter hides a query parameter of its name; of a name given twice in the query
// the last one counts. Bytes after decoding that are not UTF-8 become U+FFFD.
class GOLIVE_API Params {
 public:
  using Pair = std::pair<std::string, std::string>;

  Params() = default;
  // `query` as in the request line, without '?': "a=1&b=x%20y", '+' is a space (the URL standard, application/x-www-form-urlencoded).
  // At most 256 parameters are read; the rest is ignored.
  static Params parse(std::string_view query);

  // Adds a path parameter; `value` is already decoded.
  void set(std::string_view name, std::string_view value);

  // The text of a parameter, or nullptr.
  const std::string* find(std::string_view name) const noexcept;
  bool has(std::string_view name) const noexcept { return find(name) != nullptr; }

  // The parameter as a T: a number (the whole text, in range), bool ("true" "false" "on"), std::string or an enum (by name or number).
  // Empty if it is absent or is not one.
  template <class T>
  std::optional<T> get(std::string_view name) const {
    const std::string* text = find(name);
    T value{};
    if (text == nullptr || !detail::parse_scalar(*text, value)) return std::nullopt;
    return value;
  }

  std::size_t size() const noexcept { return pairs_.size(); }
  auto begin() const noexcept { return pairs_.begin(); }
  auto end() const noexcept { return pairs_.end(); }

 private:
  std::vector<Pair> pairs_;
};

// The page's own address, without scheme and host: {"/orders/7", "tab=items"}.
struct GOLIVE_API Url {
  std::string path = "/";  // as in the request, not decoded
  std::string query;       // without '?'

  // "/orders/7?tab=items#top" -> path and query; a fragment is dropped.
  static Url parse(std::string_view target);
  // "/orders/7?tab=items"
  std::string text() const;
  friend bool operator==(const Url&, const Url&) = default;
};

}  // namespace golive

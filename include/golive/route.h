#pragma once
// A route as a constant: its path, its parameters and their types in one place, checked by the compiler wherever it is used.
//
//     inline constexpr auto todo = route<"/todos/{id}", int>;
//
//     void Todo::mount(const Params& params) { auto [id] = todo.params(params); ... }   // int
//     Html Todo::render() const { return HTML(R"(<a href={}>next</a>)", todo(8)); }     // "/todos/8"
//
//     app.live<Todo>(todo);                                   // /todos/abc is 404: Todo is not asked
//     app.get(todo_json, handler);                            // get, post, put, patch, del and any take one too
//
// One type a parameter, in order: a number, bool, std::string or an enum. Text is percent-encoded for its place (RFC 3986 section 3.3); a
// {rest...} keeps its slashes. Too few or too many types or arguments, or one that does not convert, do not compile.
// Errors: text that no path can carry ("" "." "..", which browsers take out) throws Error GL0526; params() throws HttpError{404} for a text
// that is not of its type. Threads: any.
#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "golive/detail/api.h"
#include "golive/detail/enum_name.h"
#include "golive/detail/name_fixed.h"
#include "golive/detail/payload_scalar.h"
#include "golive/error.h"
#include "golive/params.h"

namespace golive {

namespace detail {

// Appends a text as one segment, or as several if `rest`.
GOLIVE_API void append_path_text(std::string& path, std::string_view text, bool rest);

constexpr std::size_t count_path_params(std::string_view pattern) noexcept {
  std::size_t count = 0;
  for (const char c : pattern) count += c == '{' ? 1U : 0U;
  return count;
}

template <class T>
inline constexpr bool is_path_param = std::is_arithmetic_v<T> || std::is_enum_v<T> || std::is_same_v<T, std::string>;

// Whether an argument may be given for a parameter: no number for a text, no text for a number, no fraction for an integer.
template <class T, class A>
constexpr bool fits_path_param() {
  using Given = std::remove_cvref_t<A>;
  if constexpr (std::is_same_v<T, std::string>) return std::is_convertible_v<A, std::string_view>;
  else if constexpr (std::is_enum_v<T> || std::is_same_v<T, bool>) return std::is_same_v<Given, T>;
  else if constexpr (std::is_integral_v<T>) return std::is_integral_v<Given> && !std::is_same_v<Given, bool>;
  else return std::is_arithmetic_v<Given> && !std::is_same_v<Given, bool>;
}

template <class T>
void append_path_param(std::string& path, const T& value, bool rest) {
  if constexpr (std::is_same_v<T, std::string>) append_path_text(path, value, rest);
  else if constexpr (std::is_same_v<T, bool>) path += value ? "true" : "false";
  else if constexpr (std::is_enum_v<T>) append_path_text(path, enum_name(value), rest);
  else {
    char digits[40];
    path.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
  }
}

}  // namespace detail

template <detail::FixedString Pattern, class... Args>
class RouteConstant {
 public:
  static_assert(detail::count_path_params(Pattern.view()) == sizeof...(Args),
                "this route has another number of parameters than types. Write one type for each {name} of the path: "
                "route<\"/todos/{id}\", int>");
  static_assert((detail::is_path_param<Args> && ...), "a parameter of a route is a number, bool, std::string or an enum");

  static constexpr std::string_view pattern() noexcept { return Pattern.view(); }

  // The path with these values.
  template <class... Given>
  std::string operator()(const Given&... given) const {
    static_assert(sizeof...(Given) == sizeof...(Args), "this route takes another number of arguments: one for each {name} of its path");
    if constexpr (sizeof...(Given) == sizeof...(Args)) {
      static_assert((detail::fits_path_param<Args, const Given&>() && ...),
                    "an argument of this route is of another type than its parameter");
      if constexpr ((detail::fits_path_param<Args, const Given&>() && ...)) return build(Args(given)...);
    }
    return {};
  }

  // The parameters of a request to this route, as a tuple. Throws HttpError{404} if one is not of its type.
  std::tuple<Args...> params(const Params& params) const {
    auto values = try_params(params);
    if (!values) throw HttpError(404);
    return std::move(*values);
  }
  // The same; empty if one is not of its type.
  std::optional<std::tuple<Args...>> try_params(const Params& params) const {
    std::tuple<Args...> values;
    std::string_view rest = Pattern.view();
    bool fits = true;
    std::apply([&](auto&... value) { ((fits = fits && read(params, next_name(rest), value)), ...); }, values);
    return fits ? std::optional(std::move(values)) : std::nullopt;
  }

 private:
  template <class T>
  static bool read(const Params& params, std::string_view name, T& value) {
    auto found = params.get<T>(name);
    if (!found) return false;
    value = std::move(*found);
    return true;
  }
  // Cuts the pattern behind its next parameter; the name without braces and dots.
  static std::string_view next_name(std::string_view& rest) {
    rest.remove_prefix(rest.find('{') + 1);
    std::string_view name = rest.substr(0, rest.find('}'));
    rest.remove_prefix(name.size() + 1);
    if (name.ends_with("...")) name.remove_suffix(3);
    return name;
  }
  static std::string build(const Args&... args) {
    std::string path;
    std::string_view rest = Pattern.view();
    [[maybe_unused]] const auto append = [&](const auto& value) {
      const std::size_t open = rest.find('{');
      const std::size_t close = rest.find('}', open);
      path.append(rest.substr(0, open));
      detail::append_path_param(path, value, rest.substr(open, close - open).ends_with("..."));
      rest.remove_prefix(close + 1);
    };
    (append(args), ...);
    return path.append(rest);
  }
};

template <detail::FixedString Pattern, class... Args>
inline constexpr RouteConstant<Pattern, Args...> route{};

}  // namespace golive

#pragma once
// A part of a page that is the same for all who see it, rendered and encoded once for all of them.
//
//     struct Board {                                    // one for the program
//       Version version;
//       std::vector<Row> rows;
//       Topic<int> changed;
//       void set_price(std::size_t row, double price) { rows[row].price = price, version.touch(), changed.publish(0); }
//     };
//     struct Viewer {                                   // one for each browser
//       Service<Board> board;
//       void connected(Socket& socket) { socket.subscribe<&Viewer::look>(board->changed); }
//       void look(int) {}
//       Html render() const {
//         return HTML(R"(<table>{}</table>)", shared(*board, board->version, [](const Board& all) {
//           return HTML(R"(<tbody>{}</tbody>)", each(all.rows, &Row::id, show_row));
//         }));
//       }
//     };
//
//     board.set_price(7, 12.5);                         // ten thousand viewers: one render, one diff
//
// shared(value, version, fn): `fn` is called with the value when its version is another than last time, once for each event loop, whichever
// view asks first; all views of the loop get the same bytes. It can depend on nothing else: a lambda that captures does not compile. A view
// that was left behind gets the difference from what it has, made once for all that have the same.
//
// The value is told by its address and is read during renders, so whoever changes it locks it, or changes it on the loop; and two values
// that live one after the other in one place must not repeat versions: Version never does. fn may use each, memo and when, and handlers of
// the component that shows it; a shared part inside of a shared part is a part of it; csrf_field() belongs to one visitor and throws Error
// GL0204. Where there is nobody to share with, in blocking routes and in a RenderScope of one's own, fn is simply called.
// Costs: a look-up for each view and render; the part is kept as long as somebody shows it, with 8 bytes a hole for each version that
// somebody still has, at most 8 of them: who is further behind gets the whole part.
#include <atomic>
#include <cstdint>
#include <memory>
#include <type_traits>

#include "golive/detail/hole.h"
#include "golive/detail/list_builder.h"
#include "golive/detail/shared_part.h"

namespace golive {

// Which state of a value it is. No two states of the program, of whatever values, have the same. A value: copies are the same state.
class Version {
 public:
  Version() noexcept { touch(); }
  // The value has changed. By one thread at a time; costs one atomic addition.
  void touch() noexcept { number_ = next().fetch_add(1, std::memory_order_relaxed); }
  std::uint64_t number() const noexcept { return number_; }
  friend bool operator==(const Version&, const Version&) = default;

 private:
  GOLIVE_API static std::atomic<std::uint64_t>& next() noexcept;
  std::uint64_t number_;
};

namespace detail {

inline std::uint64_t shared_version(const Version& version) noexcept { return version.number(); }
template <class T>
std::uint64_t shared_version(const T& version) noexcept {
  return version_of(version);
}

}  // namespace detail

template <class T, class V, class Fn>
Html shared(const T& value, const V& version, Fn fn) {
  static_assert(std::is_empty_v<Fn>,
                "what a shared part shows is the same for all who see it, so its lambda captures nothing: put what it needs into the value "
                "that it is given");
  static_assert(std::is_invocable_v<Fn&, const T&>,
                "the function of shared() takes the value: shared(board, version, [](const Board& b) {...})");
  struct Call {
    Fn& fn;
    const T& value;
  } call{fn, value};
  return detail::shared_part(
      {.call_site = &detail::site_tag<T, V, Fn>, .source = std::addressof(value), .version = detail::shared_version(version)},
      [](void* context) {
        const Call& made = *static_cast<Call*>(context);
        return detail::to_node(made.fn(made.value));
      },
      &call);
}

}  // namespace golive

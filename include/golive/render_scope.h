#pragma once
// The memory a render writes into.
//
//     TEST(Greeting, NamesTheGuest) {
//       golive::RenderScope scope;
//       EXPECT_EQ(to_string(greeting("Ada")), "<p>Hello <!---->Ada</p>");   // a mark parts two texts
//     }
//
// The library opens a scope round every render; a program needs one only to call render() or a function component by itself, as above.
// Every Html made inside ends with the scope. A scope inside a scope stands for itself: neither may use the other's Html.
// Threads: a scope belongs to the thread that made it. Errors: HTML(...) without a scope throws Error GL0101.
#include <cstddef>

#include "golive/detail/api.h"
#include "golive/detail/render_state.h"

namespace golive {

class GOLIVE_API RenderScope {
 public:
  // Uses this thread's arena. `memory`: what each and memo may skip against; `verify`: skip nothing all the same.
  explicit RenderScope(detail::SkipMemory* memory = nullptr, bool verify = false);
  // Of a view: with what it shares with others.
  RenderScope(detail::SkipMemory* memory, bool verify, detail::SharedParts* shared);
  explicit RenderScope(detail::Arena& arena, detail::SkipMemory* memory = nullptr, bool verify = false);
  ~RenderScope();
  RenderScope(const RenderScope&) = delete;
  RenderScope& operator=(const RenderScope&) = delete;

 private:
  detail::RenderState outer_;
  std::size_t mark_;
};

}  // namespace golive

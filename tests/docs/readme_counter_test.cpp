// README.md: the counter, as a program of its own would have it.
#include <golive/golive.h>
#include <gtest/gtest.h>

#include "unit/app/visitor.h"

// The whole program, in a namespace since this one has a main already. The include has been made above and does nothing here.
namespace readme {
// clang-format off
#include <golive/golive.h>
using namespace golive;

struct Counter {                       // a component is a plain struct: no base class, no registration
  int count = 0;                       // its fields are its state

  void add(int by) { count += by; }    // its handlers are its member functions

  Html render() const {
    return HTML(R"(
      <output>{count}</output>
      <button lv-click={}>-</button>
      <button lv-click={}>+</button>)",
      count, on<&Counter::add>(-1), on<&Counter::add>(+1));
  }
};

int main() { return App{}.live<Counter>("/").listen(3000).run(); }
// clang-format on
}  // namespace readme

namespace golive {
namespace {

using V = test::Visitor;

TEST(ReadmeCounter, CountsWithOneSmallFrameAClick) {
  App app;
  app.live<readme::Counter>("/").listen("127.0.0.1", 0).start();
  const test::Tab page = V(app.port()).join("/");
  ASSERT_TRUE(page.attached()) << page.answer;
  EXPECT_NE(page.page.html.find("<output>0</output>"), std::string::npos) << page.page.html;
  EXPECT_EQ(test::attribute_of(page.page.html, "lv-click"), "add(-1)");
  page.socket->text(R"_([1,"add(1)",null,1])_");
  EXPECT_EQ(page.socket->read().payload, R"([2,1,"d",{"d":{"0":1}}])");
}

}  // namespace
}  // namespace golive

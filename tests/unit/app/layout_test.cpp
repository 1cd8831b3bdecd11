// Layouts: what is in the head of the answer, and at the start. What a page shows of them is in tests/pages/layout_test.cpp.
#include "golive/layout.h"

#include <gtest/gtest.h>

#include <string>

#include "golive/golive.h"
#include "unit/app/visitor.h"

namespace golive {
namespace {

using V = test::Visitor;

struct Inside {
  Html render() const { return HTML("<p>inside</p>"); }
};

bool has(const std::string& page, std::string_view text) { return page.find(text) != std::string::npos; }

TEST(LayoutTest, WithARequestIsMadeForEachAndHasANonceOfItsOwn) {
  App app;
  app.layout([](const PageInfo& page, const Request& request) {
       return Layout{.title = std::string(request.path),
                     .head = raw(TrustedHtml("<script nonce=\"" + std::string(page.nonce) + "\">1</script>"))};
     })
      .live<Inside>("/{x}")
      .listen("127.0.0.1", 0)
      .start();
  const std::string first = V(app.port()).get("/one");
  const std::string second = V(app.port()).get("/two");
  EXPECT_TRUE(has(first, "<title>/one</title>"));
  EXPECT_TRUE(has(second, "<title>/two</title>"));
  const std::string nonce = test::attribute_of(first, "nonce");
  EXPECT_EQ(nonce.size(), 32u);
  EXPECT_NE(test::attribute_of(second, "nonce"), nonce);
  EXPECT_TRUE(has(V::header_of(first, "Content-Security-Policy"), "script-src 'self' 'nonce-" + nonce + "'")) << first;
}

TEST(LayoutTest, WithoutTheViewIsAnErrorAtTheStart) {
  App app;
  app.layout([](const PageInfo&) { return Layout{.body = HTML("<main>no view</main>")}; }).live<Inside>("/").listen("127.0.0.1", 0);
  EXPECT_THROW(app.start(), Error);
}

}  // namespace
}  // namespace golive

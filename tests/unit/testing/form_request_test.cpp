// What a browser sends of a form by itself, and what it makes of the answer.
#include <golive/testing.h>
#include <gtest/gtest.h>

#include "testing/form_data.h"

namespace golive::testing {
namespace {

TEST(FormRequest, PartsHaveTheirHeads) {
  EXPECT_EQ(multipart({}, "B"), "--B--\r\n");
  EXPECT_EQ(multipart({{.name = "a\n\"b\"", .value = "1\n2\r3\r\n4"}, {.name = "f", .value = "x\"\r\n.txt", .is_file = true}}, "B"),
            "--B\r\nContent-Disposition: form-data; name=\"a%0D%0A%22b%22\"\r\n\r\n1\r\n2\r\n3\r\n4\r\n"
            "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x%22%0D%0A.txt\"\r\nContent-Type: application/octet-stream\r\n"
            "\r\n\r\n--B--\r\n");
}

TEST(FormRequest, TextIsALineForEachField) {
  EXPECT_EQ(plain_text({{.name = "a", .value = "1\n2"}, {.name = "f", .value = "x.txt", .is_file = true}}), "a=1\r\n2\r\nf=x.txt\r\n");
}

App with(const std::string& markup) {
  App app;
  app.get("/", [markup](const Request&) { return Response{200, markup, {{"Content-Type", "text/html; charset=utf-8"}}}; });
  const auto echo = [](const Request& request) {
    return Response::text(std::string(request.header("content-type")) + '\n' + std::string(request.body));
  };
  app.post("/echo", without_csrf(echo));
  app.post("/again", without_csrf([](const Request&) { return Response{.status = 308, .headers = {{"Location", "/echo"}}}; }));
  app.post("/nothing", without_csrf([](const Request&) { return Response{.status = 204}; }));
  return app;
}

TEST(FormRequest, ARedirectThatRepeatsItKeepsItsType) {
  App app = with(R"(<form method="post" action="/again" enctype="text/plain"><input name="a" value="<1>"><button>Send</button></form>)");
  Page page = live(app, "/");
  page.click("button");
  EXPECT_EQ(page.url(), "/echo");
  EXPECT_EQ(page.html("pre"), "text/plain\na=&lt;1&gt;\n") << "the text as it stands, with line ends as a document has them";
}

TEST(FormRequest, TheBoundaryStandsInNoField) {
  App app = with(R"(<form method="post" action="/echo" enctype="multipart/form-data"><input name="a"><button>Send</button></form>)");
  Page page = live(app, "/");
  page.fill("input", "----WebKitFormBoundaryGoliveKitTesting").click("button");
  EXPECT_NE(page.html("pre").find("boundary=----WebKitFormBoundaryGoliveKitTesting0\n"), std::string::npos);
}

TEST(FormRequest, WhatShowsNothingLeavesThePage) {
  App app = with(R"(<form method="post" action="/nothing"><input name="a"><button>Send</button></form>)");
  Page page = live(app, "/");
  page.fill("input", "typed").click("button");
  EXPECT_EQ(page.value("input"), "typed");
  EXPECT_EQ(page.status(), 200);
}

}  // namespace
}  // namespace golive::testing

// Forms that the browser sends by itself: what the server gets of them, byte by byte.
#include "browser/both_ways/both_ways.h"

#include <vector>

namespace golive::testing {
namespace {

// What came to /take, in the order it came.
struct Taken {
  std::string method, target, type, body, referer;
};

constexpr std::string_view kBoundary = "multipart/form-data; boundary=";

class PlainForms : public BothWays {
 protected:
  // A page with these forms, whose requests are kept.
  Page with(const std::string& markup) {
    serve(markup);
    PageOptions options;
    return open(app_, "/", options);
  }
  const Taken& taken() const { return taken_.back(); }
  // The body, with the boundary as B.
  std::string parts() const {
    if (!taken().type.starts_with(kBoundary)) return "of type " + taken().type;
    const std::string boundary = taken().type.substr(kBoundary.size());
    std::string body = taken().body;
    for (std::size_t at = body.find(boundary); at != std::string::npos; at = body.find(boundary, at + 1))
      body.replace(at, boundary.size(), "B");
    return body;
  }

  std::vector<Taken> taken_;

 private:
  void serve(const std::string& markup) {
    app_.get("/", [markup](const Request&) {
      return Response{200, "<!doctype html><title>forms</title><body>" + markup, {{"Content-Type", "text/html; charset=utf-8"}}};
    });
    const auto keep = [this](const Request& request) {
      std::string target(request.path);
      if (!request.query.empty()) target += '?' + std::string(request.query);
      taken_.push_back({std::string(request.method), target, std::string(request.header("content-type")), std::string(request.body),
                        std::string(request.header("referer"))});
      return Response::text("taken\n  <b>");
    };
    app_.get("/take", keep).post("/take", without_csrf(keep));
    app_.post("/nothing", without_csrf([keep](const Request& request) { return keep(request), Response{.status = 204}; }));
    app_.post("/file", without_csrf([keep](const Request& request) {
                Response answer = keep(request);
                answer.headers.add("Content-Disposition", "attachment; filename=a.txt");
                return answer;
              }));
    app_.post("/again", without_csrf([](const Request&) { return Response{.status = 307, .headers = {{"Location", "/take?again"}}}; }));
    app_.post("/done", without_csrf([](const Request&) { return Response{.status = 303, .headers = {{"Location", "/take"}}}; }));
  }

  App app_;
};
GOLIVE_BOTH_WAYS(PlainForms);

constexpr std::string_view kFields = R"(
  <input type="hidden" name='na"me&#10;x' value="1"><textarea name="note">one
two &amp; "ü"</textarea>
  <input type="file" name="photo"><input type="checkbox" name="on" checked><input type="checkbox" name="off">
  <select name="s" multiple><option selected>a</option><option selected value="b=">b</option></select><button name="do" value="it">Send</button>)";

TEST_P(PlainForms, AFormOfManyPartsIsSentAsBrowsersDo) {
  Page page = with(R"(<form method="post" action="/take" enctype="multipart/form-data">)" + std::string(kFields) + "</form>");
  page.click("button");
  EXPECT_EQ(page.url(), "/take");
  EXPECT_EQ(parts(),
            "--B\r\nContent-Disposition: form-data; name=\"na%22me%0D%0Ax\"\r\n\r\n1\r\n"
            "--B\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\none\r\ntwo & \"ü\"\r\n"
            "--B\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n"
            "--B\r\nContent-Disposition: form-data; name=\"on\"\r\n\r\non\r\n"
            "--B\r\nContent-Disposition: form-data; name=\"s\"\r\n\r\na\r\n"
            "--B\r\nContent-Disposition: form-data; name=\"s\"\r\n\r\nb=\r\n"
            "--B\r\nContent-Disposition: form-data; name=\"do\"\r\n\r\nit\r\n--B--\r\n");
}

TEST_P(PlainForms, AFormOfTextIsSentAsBrowsersDo) {
  Page page = with(R"(<form method="post" action="/take?x=1" enctype="text/plain">)" + std::string(kFields) + "</form>");
  page.click("button");
  EXPECT_EQ(page.url(), "/take?x=1");
  EXPECT_EQ(taken().type, "text/plain");
  EXPECT_EQ(taken().body, "na\"me\r\nx=1\r\nnote=one\r\ntwo & \"ü\"\r\nphoto=\r\non=on\r\ns=a\r\ns=b=\r\ndo=it\r\n");
}

TEST_P(PlainForms, AFormOfPairsIsSentAsBrowsersDo) {
  Page page = with(R"(<form method="post" action="/take">)" + std::string(kFields) + "</form>");
  page.click("button");
  EXPECT_EQ(taken().type, "application/x-www-form-urlencoded");
  EXPECT_EQ(taken().body, "na%22me%0D%0Ax=1&note=one%0D%0Atwo+%26+%22%C3%BC%22&photo=&on=on&s=a&s=b%3D&do=it");
}

TEST_P(PlainForms, AFormThatGetsPutsItsFieldsIntoTheAddress) {
  Page page =
      with(R"(<form action="/take?x=1#there" enctype="multipart/form-data"><input name="a" value="1 2"><button>Send</button></form>)");
  page.fill("input", "é").click("button");
  EXPECT_EQ(page.url(), "/take?a=%C3%A9");
  EXPECT_EQ(taken().method, "GET");
  EXPECT_EQ(taken().type, "");
}

TEST_P(PlainForms, AnEmptyQueryIsNotShown) {
  Page page = with(R"(<form action="/take"><button>Send</button></form>)");
  page.click("button");
  EXPECT_EQ(page.url(), "/take");
}

TEST_P(PlainForms, AButtonSaysHowItsFormIsSent) {
  constexpr std::string_view kForm = R"(<form method="post" action="/nowhere"><input name="a" value="1" required>
<button formaction="/take" formmethod="post" formenctype="text/plain">Text</button>
<button formaction="/take" formmethod="POST" formenctype="unknown" name="b">Pairs</button>
<button formaction="/take" formmethod="unknown" formnovalidate>Get</button></form>)";
  Page page = with(std::string(kForm));
  page.click("button", "Text");
  EXPECT_EQ(taken().type, "text/plain");
  EXPECT_EQ(taken().body, "a=1\r\n");
  page.visit("/").click("button", "Pairs");
  EXPECT_EQ(taken().type, "application/x-www-form-urlencoded");
  EXPECT_EQ(taken().body, "a=1&b=");
  page.visit("/").fill("input", "").click("button", "Get");
  EXPECT_EQ(taken().target, "/take?a=");
}

TEST_P(PlainForms, WhatOpensElsewhereLeavesThePageWhereItIs) {
  Page page = with(R"(<form method="post" action="/take" target="_blank"><button name="n" value="1">Print</button></form>
<form method="post" action="/take"><button formtarget="_blank">Also</button></form><a href="/take?link" target="_blank">Link</a>)");
  page.click("button", "Print");
  page.until([&] { return taken_.size() == 1; });
  EXPECT_EQ(taken().body, "n=1");
  EXPECT_EQ(page.url(), "/");
  page.click("button", "Also");
  page.until([&] { return taken_.size() == 2; });
  page.click("a");
  page.until([&] { return taken_.size() == 3; });
  EXPECT_EQ(taken().target, "/take?link");
  EXPECT_EQ(page.url(), "/");
  EXPECT_EQ(page.title(), "forms");
}

TEST_P(PlainForms, WhatHasNothingToShowLeavesThePageWhereItIs) {
  Page page = with(
      R"(<form method="post" action="/nothing"><input name="a"><button>Nothing</button><button formaction="/file">File</button></form>)");
  page.fill("input", "typed").click("button", "Nothing");
  page.until([&] { return taken_.size() == 1; });
  page.click("button", "File");
  page.until([&] { return taken_.size() == 2; });
  EXPECT_EQ(page.url(), "/");
  EXPECT_EQ(page.status(), 200);
  EXPECT_EQ(page.value("input"), "typed");
}

TEST_P(PlainForms, ARedirectRepeatsAFormOrDoesNot) {
  Page page = with(R"(<form method="post" action="/again" enctype="text/plain"><input name="a" value="1"><button>Again</button>
<button formaction="/done">Done</button></form>)");
  page.click("button", "Again");
  EXPECT_EQ(page.url(), "/take?again");
  EXPECT_EQ(taken().method, "POST");
  EXPECT_EQ(taken().type, "text/plain");
  EXPECT_EQ(taken().body, "a=1\r\n");
  page.visit("/").click("button", "Done");
  EXPECT_EQ(taken().method, "GET");
  EXPECT_EQ(taken().type, "");
  EXPECT_EQ(taken().body, "");
}

TEST_P(PlainForms, AServerHearsWhereAFormOrALinkWas) {
  Page page = with(R"(<a href="/take">Link</a>)");
  page.visit("/take");
  EXPECT_EQ(taken().referer, "");
  page.visit("/?x=1").click("a");
  EXPECT_EQ(taken().referer.substr(taken().referer.rfind('/')), "/?x=1");
}

TEST_P(PlainForms, ATextIsShownAsItStands) {
  Page page = with(R"(<a href="/take">Link</a>)");
  page.click("a");
  EXPECT_EQ(page.html("pre"), "taken\n  &lt;b&gt;");
  EXPECT_EQ(page.status(), 200);
}

}  // namespace
}  // namespace golive::testing

// What a tab tells of its page: what is in the way, what scripts complain of, where it is.
#include <filesystem>
#include <fstream>

#include "browser/devtools/tab_fixture.h"

namespace golive {
namespace {

Response html(std::string body) { return {200, std::move(body), {{"Content-Type", "text/html; charset=utf-8"}}}; }

// Plain pages: without a view, and without scripts of ours.
class Pages : public test::TabTest {
 protected:
  void page(std::string_view path, std::string body) {
    app.get(path, [body = std::move(body)](const Request&) { return html(body); });
  }
};

TEST_F(Pages, AnElementUnderAnotherCannotBeClickedAndTheOtherIsNamed) {
  page("/", R"(<!DOCTYPE html><button id=b style="position:fixed;top:0">Buy</button>
<div class=cookies style="position:fixed;inset:0">We like cookies</div><button id=far style="position:absolute;top:9000px;z-index:1">Far</button>
<p id=gone hidden>x</p><button id=clear style="visibility:hidden">y</button><button id=flat style="all:unset"></button>)");
  open("/");
  EXPECT_EQ(error_of([&] { tab().click(find("#b")); }),
            R"(<button id="b" style="position:fixed;top:0"> is covered by <div class="cookies" style="position:fixed;inset:0">)");
  EXPECT_EQ(error_of([&] { tab().click(find("#gone")); }), R"(<p id="gone" hidden=""> is not visible)");
  EXPECT_EQ(error_of([&] { tab().click(find("#clear")); }), R"(<button id="clear" style="visibility:hidden"> is not visible)");
  EXPECT_EQ(error_of([&] { tab().click(find("#flat")); }), R"(<button id="flat" style="all:unset"> has no size)");
  EXPECT_EQ(attribute("#gone", "golive-unseen"), "");
  EXPECT_EQ(attribute("#b", "golive-unseen"), "-");
  const auto button = find("#far");
  tab().evaluate("document.querySelector('.cookies').remove()");
  EXPECT_EQ(error_of([&] { tab().click(button); }), "nothing");
  const auto removed = find("#b");
  tab().evaluate("document.querySelector('#b').remove()");
  EXPECT_EQ(error_of([&] { tab().click(removed); }), R"(<button id="b" style="position:fixed;top:0"> has left the page)");
  EXPECT_EQ(error_of([&] { tab().click(500); }), "there is no element 500 in the last snapshot of this page: was the page loaded anew?");
}

TEST_F(Pages, ASnapshotHasWhatMarkupDoesNotTell) {
  page("/", R"(<!DOCTYPE html><title>T</title><!--one--><p>a<!--two-->b</p><template><i>in</i></template><noscript><b>off</b></noscript>
<details><summary>more</summary>x</details><dialog>d</dialog><input type=checkbox id=c><svg><path d=""/></svg>)");
  open("/");
  tab().evaluate("document.querySelector('dialog').showModal(), document.querySelector('#c').indeterminate = true, 0");
  const std::string markup = tab().snapshot();
  EXPECT_EQ(markup.substr(0, 15), "<!DOCTYPE html>");
  EXPECT_NE(markup.find("<!--one-->"), std::string::npos);
  EXPECT_NE(markup.find("a<!--two-->b"), std::string::npos);
  EXPECT_EQ(markup.find("off"), std::string::npos);
  const testing::Document page = testing::parse_document(markup);
  EXPECT_FALSE(page.quirks());
  std::size_t elements = 0;
  for (const testing::Node node : testing::Selector("*").find_all(page.root())) EXPECT_EQ(testing::index_in_browser(node), elements++);
  EXPECT_GT(elements, 10u);
  EXPECT_EQ(attribute("dialog", "golive-modal"), "");
  EXPECT_EQ(attribute("dialog", "golive-open"), "");
  EXPECT_EQ(attribute("details", "golive-open"), "-");
  EXPECT_EQ(attribute("#c", "golive-indeterminate"), "");
  EXPECT_EQ(tab().evaluate("document.querySelectorAll('[golive-index]').length"), 0) << "the page itself is as it was";
  EXPECT_EQ(tab().title(), "T");
}

TEST_F(Pages, ScriptsGiveValuesPromisesAndErrors) {
  page("/", "<!DOCTYPE html>");
  open("/");
  EXPECT_EQ(tab().evaluate("1 + 1"), 2);
  EXPECT_EQ(tab().evaluate("new Promise((done) => setTimeout(() => done({a: [1, 'x', null]}), 5))"),
            (boost::json::value{{"a", {1, "x", nullptr}}}));
  EXPECT_EQ(tab().evaluate("undefined"), nullptr);
  EXPECT_NE(error_of([&] { tab().evaluate("null.x"); }).find("the script threw TypeError: Cannot read prop"), std::string::npos);
  EXPECT_NE(error_of([&] { tab().evaluate("Promise.reject(Error('no'))"); }).find("the script threw Error: no"), std::string::npos);
  EXPECT_NE(error_of([&] { tab().evaluate("1 +"); }).find("SyntaxError"), std::string::npos);
}

TEST_F(Pages, ThatAreLeftWhileTheyAreAskedAreAskedAgain) {
  app.get("/", [](const Request&) { return Response{200, "<!DOCTYPE html>one", {{"Content-Type", "text/html; charset=utf-8"}}}; });
  app.get("/two", [](const Request&) { return Response{200, "<!DOCTYPE html>two", {{"Content-Type", "text/html; charset=utf-8"}}}; });
  open("/");
  EXPECT_EQ(
      tab().evaluate_anywhere("location.pathname === '/two' ? document.body.textContent : (location.href = '/two', new Promise(() => {}))"),
      "two");
}

TEST_F(Pages, WhatThePageComplainsOfIsKept) {
  page("/", R"(<!DOCTYPE html><script>
console.log("quiet"); console.warn("odd", 1, null); console.error("bad", {a: 1}); setTimeout(() => { throw Error("thrown") });
Promise.reject(Error("forgotten")); alert("hello");</script><img src="/nowhere.png">)");
  open("/");
  using Kind = testing::PageComplaint::Kind;
  int warnings = 0;
  std::string errors;
  std::string exceptions;
  for (const auto& [kind, text] : tab().take_complaints()) {
    if (kind == Kind::warning) {
      ++warnings;
      EXPECT_EQ(text, "odd 1 null");
    }
    if (kind == Kind::error) errors += text + "\n";
    if (kind == Kind::exception) exceptions += text + "\n";
  }
  EXPECT_EQ(warnings, 1);
  EXPECT_NE(errors.find("bad Object"), std::string::npos) << errors;
  EXPECT_NE(errors.find("404"), std::string::npos) << errors;
  EXPECT_NE(errors.find("/nowhere.png"), std::string::npos) << errors;
  EXPECT_NE(exceptions.find("Error: thrown"), std::string::npos) << exceptions;
  EXPECT_NE(exceptions.find("Error: forgotten"), std::string::npos) << exceptions;
  EXPECT_TRUE(tab().take_complaints().empty());
  const auto dialogs = tab().take_dialogs();
  ASSERT_EQ(dialogs.size(), 1u);
  EXPECT_EQ(dialogs[0].kind, "alert");
  EXPECT_EQ(dialogs[0].message, "hello");
}

TEST_F(Pages, AScriptThatWasLetInIsNoticed) {
  page("/", R"(<!DOCTYPE html><p>)");
  open("/");
  EXPECT_TRUE(tab().injected().empty());
  tab().evaluate("goliveInjected()");
  EXPECT_EQ(tab().evaluate(R"js(
    document.body.innerHTML = `<img src=x: onerror="goliveInjected('onerror')">`;
    new Promise((done) => document.images[0].addEventListener("error", () => done(1))))js"),
            1);
  ASSERT_EQ(tab().injected().size(), 2u);
  EXPECT_NE(std::ranges::find(tab().injected(), "onerror"), tab().injected().end());
  EXPECT_NE(std::ranges::find(tab().injected(), "called"), tab().injected().end());
}

TEST_F(Pages, APageCannotFoolWhatLooksAtIt) {
  page("/", R"(<!DOCTYPE html><button>x</button><script>
Element.prototype.matches = Element.prototype.querySelectorAll = Element.prototype.getClientRects = () => { throw Error("mine") };
window.page = JSON.stringify = document.elementFromPoint = null;
document.querySelector("button").onclick = () => document.title = "clicked";</script>)");
  open("/");
  click("button");
  EXPECT_EQ(tab().title(), "clicked");
}

TEST_F(Pages, BeginWithWhatTheyAreGiven) {
  app.get("/", [](const Request& request) {
    return html("<!DOCTYPE html><p>" + std::string(request.header("X-Team")) + " " + std::string(request.header("Cookie")));
  });
  open("/");
  EXPECT_EQ(text("p"), "");
  const std::pair<std::string, std::string> team("X-Team", "blue");
  tab().set_headers({&team, 1});
  tab().set_cookie(url("/"), "tea", "green");
  tab().run_first("window.early = document.querySelectorAll('p').length");
  tab().reload();
  EXPECT_EQ(text("p"), "blue tea=green");
  EXPECT_EQ(tab().evaluate("early"), 0);
}

TEST_F(Pages, APageThatCrashesIsSaidToHave) {
  page("/", "<!DOCTYPE html><p>whole");
  open("/");
  EXPECT_NE(error_of([&] { tab().navigate("chrome://crash"); }), "nothing");
  EXPECT_EQ(error_of([&] { tab().evaluate("1"); }), "Runtime.evaluate: the process of the page has crashed");
  EXPECT_EQ(error_of([&] { tab().click(0); }), "Runtime.evaluate: the process of the page has crashed");
  open("/");
  EXPECT_EQ(text("p"), "whole");
}

TEST_F(Pages, LinksAndHistory) {
  page("/", R"(<!DOCTYPE html><title>one</title><a href="/two">two</a>)");
  page("/two", R"(<!DOCTYPE html><title>two</title><a href="#part">part</a><p id=part>)");
  open("/");
  click("a");
  EXPECT_EQ(tab().url(), url("/two"));
  EXPECT_EQ(tab().title(), "two");
  click("a");
  EXPECT_EQ(tab().url(), url("/two#part"));
  tab().back();
  EXPECT_EQ(tab().url(), url("/two"));
  tab().back();
  EXPECT_EQ(tab().title(), "one");
  tab().forward();
  EXPECT_EQ(tab().title(), "two");
  tab().reload();
  EXPECT_EQ(tab().title(), "two");
  tab().forward();
  EXPECT_EQ(error_of([&] { tab().forward(); }), "there is no page to go forward to");
  EXPECT_NE(error_of([&] { tab().navigate("http://localhost:1/"); }).find("http://localhost:1/: net::ERR_"), std::string::npos);
}

TEST_F(Pages, AScreenshotIsAPicture) {
  page("/", "<!DOCTYPE html><body style='background:teal'>");
  open("/");
  const auto file = std::filesystem::temp_directory_path() / "golive_screenshot_test.png";
  tab().screenshot(file);
  std::string head(24, '\0');
  std::ifstream(file, std::ios::binary).read(head.data(), 24);
  EXPECT_EQ(head.substr(0, 8), "\x89PNG\r\n\x1A\n");
  EXPECT_EQ(head.substr(16, 8), std::string_view("\0\0\x05\0\0\0\x02\xD0", 8)) << "1280 by 720";
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace golive

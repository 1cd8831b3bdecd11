// What a developer sees where the app's code throws, and nobody else.
#include <gtest/gtest.h>

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "golive/golive.h"
#include "unit/app/visitor.h"

namespace golive {
namespace {

using V = test::Visitor;

[[noreturn]] void fail() { throw std::runtime_error("<script>alert(1)</script> & the shelf is empty"); }

struct Shelf {
  bool fails = false;
  void mount(const Params& params) {
    if (params.has("mount")) fail();
    if (params.has("gone")) throw HttpError{404};
    if (params.has("odd")) throw 42;
    fails = params.has("render");
  }
  void handle_params(const Params& params) {
    if (params.has("params")) fail();
  }
  Html render() const {
    if (fails) fail();
    return HTML("<p>books</p>");
  }
};

// `late`: on the way back.
struct Trap {
  bool late;
  std::optional<Response> before(Request& request) const {
    if (!late && request.kind != RequestKind::join) fail();
    return std::nullopt;
  }
  void after(const Request&, Response&) const {
    if (late) fail();
  }
};

void add_pages(App& app) {
  app.use(request_id())
      .live<Shelf>("/shelf")
      .live<Shelf>("/blocking", {.blocking = true})
      .live<Shelf>("/framed", {.layout = LayoutHandler([](const PageInfo&, const Request&) -> Layout { fail(); })})
      .get("/plain/{what}", [](const Request&) -> Response { fail(); })
      .post("/plain", [](const Request&) -> Response { fail(); })
      .get("/gone", [](const Request&) -> Response { throw HttpError{404}; })
      .group("/trap", [](Group& group) { group.use(Trap{false}); })
      .group("/late", [](Group& group) { group.use(Trap{true}); })
      .group("/kind", [](Group& group) {
        group.on_error([](const Request&, int status) { return Response::text("sorry, " + std::to_string(status)); });
        group.live<Shelf>("/shelf");
        group.get("/plain", [](const Request&) -> Response { fail(); });
        group.group("/worse", [](Group& worse) {
          worse.on_error([](const Request&, int) -> Response { throw std::logic_error("no apology is left"); });
          worse.live<Shelf>("/shelf");
        });
      });
  app.listen("127.0.0.1", 0).start();
}

class FailurePage : public ::testing::Test {
 protected:
  FailurePage() : app_(Config{.threads = 1, .development = true}) { add_pages(app_); }
  std::string get(std::string_view target) const { return V(app_.port()).get(target); }
  // A page of status 500 that has all the texts.
  static void expect_tells(const std::string& answer, std::initializer_list<std::string_view> texts) {
    EXPECT_EQ(V::status_of(answer), 500) << answer;
    EXPECT_EQ(V::header_of(answer, "Content-Type"), "text/html; charset=utf-8");
    const std::string body = V::body_of(answer);
    for (const std::string_view text : texts) EXPECT_NE(body.find(text), std::string::npos) << text << "\n" << body;
  }

  App app_;
};

constexpr std::string_view kWhat = "&lt;script&gt;alert(1)&lt;/script&gt; &amp; the shelf is empty";

TEST_F(FailurePage, OfAPageTellsWhatWasThrownInWhichCallbackOfWhichViewAndRequest) {
  for (const std::string path : {"/shelf", "/blocking"}) {
    for (const auto& [query, callback] : {std::pair{"mount", "mount"}, {"params", "handle_params"}, {"render", "render"}}) {
      const std::string answer = get(path + "?" + query + "=1");
      expect_tells(answer, {"std::runtime_error", kWhat, "Shelf", "<td>" + std::string(callback), "<td>GET " + path, "<td>lv-",
                            V::header_of(answer, "X-Request-ID"), "GL0411"});
    }
  }
}

TEST_F(FailurePage, TellsTheStageOfARequestThatReachesNoView) {
  expect_tells(get("/plain/x"), {"std::runtime_error", kWhat, "<td>route", "GET /plain/x", "GL0523"});
  expect_tells(V(app_.port()).ask("POST", "/plain"), {kWhat, "<td>route", "POST /plain"});
  expect_tells(get("/trap/x"), {kWhat, "<td>middleware<"});
  expect_tells(get("/late/x"), {kWhat, "<td>middleware, on the way back<"});
  expect_tells(get("/framed"), {kWhat, "<td>layout"});
}

TEST_F(FailurePage, NamesWhatIsNoStandardException) { expect_tells(get("/shelf?odd=1"), {"<h1>int</h1>", "no std::exception"}); }

TEST_F(FailurePage, RunsAndLoadsNothingWhateverThePathAndTheTextSay) {
  const std::string answer = get("/plain/%3Cscript%3Ealert(2)%3C%2Fscript%3E");
  const std::string body = V::body_of(answer);
  EXPECT_NE(body.find("GET /plain/&lt;script&gt;alert(2)"), std::string::npos) << body;
  EXPECT_EQ(body.find("<script"), std::string::npos) << body;
  const std::string nonce = test::attribute_of(body, "nonce");
  EXPECT_EQ(nonce.size(), 32u);
  EXPECT_EQ(V::header_of(answer, "Content-Security-Policy"), "default-src 'none'; img-src data:; style-src 'nonce-" + nonce +
                                                                 "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  EXPECT_EQ(V::header_of(answer, "Cache-Control"), "no-store");
  EXPECT_NE(test::attribute_of(V::body_of(get("/plain/x")), "nonce"), nonce);
}

TEST_F(FailurePage, LeavesTheAnswerToTheHandlerOfTheApp) {
  for (const char* path : {"/kind/shelf?mount=1", "/kind/plain"}) {
    const std::string answer = get(path);
    EXPECT_EQ(V::status_of(answer), 500);
    EXPECT_EQ(V::body_of(answer), "sorry, 500");
  }
  expect_tells(get("/kind/worse/shelf?mount=1"), {"std::logic_error", "no apology is left", "<td>error page"});
}

TEST_F(FailurePage, IsNotForAStatusThatTheAppChose) {
  for (const char* path : {"/gone", "/shelf?gone=1", "/nowhere"}) {
    const std::string answer = get(path);
    EXPECT_EQ(V::status_of(answer), 404) << answer;
    EXPECT_EQ(V::body_of(answer).find("Where to look"), std::string::npos) << answer;
  }
}

TEST(FailurePageInProduction, IsALineOfText) {
  App app(Config{.threads = 1, .development = false});
  add_pages(app);
  for (const char* path :
       {"/shelf?mount=1", "/blocking?render=1", "/framed", "/plain/x", "/trap/x", "/late/x", "/kind/worse/shelf?mount=1"}) {
    const std::string answer = V(app.port()).get(path);
    EXPECT_EQ(V::status_of(answer), 500) << path;
    EXPECT_EQ(V::header_of(answer, "Content-Type"), "text/plain; charset=utf-8") << path;
    for (const char* internal : {"shelf is empty", "apology", "Shelf", "runtime_error", "GL0", "lv-0"})
      EXPECT_EQ(answer.find(internal), std::string::npos) << path << answer;
  }
}

}  // namespace
}  // namespace golive

// Visitors apart from each other, views that move on, and networks that go.
#include "browser/devtools/tab_fixture.h"

namespace golive {
namespace {

struct SignIn {
  void sign_in(Socket& socket, const Payload& typed) {
    socket.session().renew();
    socket.session().put("name", typed.get<std::string>("name").value_or("nobody"));
    socket.redirect("/hall");
  }
  Html render() const { return HTML(R"(<form lv-submit={}><input name="name"><button>sign in</button></form>)", on<&SignIn::sign_in>()); }
};

struct Hall {
  std::string name = {};
  int claps = 0;
  void mount(const Session& session) { name = session.get<std::string>("name").value_or("stranger"); }
  void clap() { ++claps; }
  void keep(Socket& socket) { socket.session().put("name", "kept"); }
  void leave(Socket& socket) { socket.redirect("/gate"); }
  void fail() { throw std::runtime_error("it failed"); }
  Html render() const {
    return HTML(R"(<h1>{name}</h1><output>{claps}</output><button id="clap" lv-click={clap}>clap</button>
<button id="fail" lv-click={fail}>fail</button><button id="keep" lv-click={keep}>keep</button>
<button id="leave" lv-click={leave}>leave</button>)",
                name, claps, arg("clap", on<&Hall::clap>()), arg("fail", on<&Hall::fail>()), arg("keep", on<&Hall::keep>()),
                arg("leave", on<&Hall::leave>()));
  }
};

struct Gate {
  void enter(Socket& socket) { socket.redirect("/hall"); }
  Html render() const { return HTML(R"(<button id="enter" lv-click={}>enter</button>)", on<&Gate::enter>()); }
};

class Visitors : public test::TabTest {
 protected:
  void SetUp() override {
    TabTest::SetUp();
    if (!IsSkipped()) app.live<SignIn>("/").live<Hall>("/hall").live<Gate>("/gate");
  }
};

TEST_F(Visitors, HaveASessionInEachTabAndASettledPageHasGoneWhereItWasSent) {
  open("/");
  testing::BrowserTab other(options());
  other.navigate(url("/hall"));
  other.settle();
  tab().fill(find("input"), "Ada");
  click("button");
  EXPECT_EQ(tab().url(), url("/hall"));
  EXPECT_EQ(text("h1"), "Ada");
  other.reload();
  other.settle();
  EXPECT_EQ(text(other, "h1"), "stranger");
}

TEST_F(Visitors, AreWhereTheServerSentThemWhenTheyAreSettled) {
  open("/hall");
  for (int i = 0; i < 10; ++i) {
    click("#leave");
    ASSERT_EQ(tab().url(), url("/gate"));
    click("#enter");
    ASSERT_EQ(tab().url(), url("/hall"));
  }
}

TEST_F(Visitors, HaveTheirSessionStoredWhenTheyAreSettled) {
  open("/hall");
  click("#keep");
  tab().reload();
  EXPECT_EQ(text("h1"), "kept");
}

TEST_F(Visitors, TwoTabsAreBothAwake) {
  open("/hall");
  testing::BrowserTab other(options());
  other.navigate(url("/hall"));
  for (int i = 0; i < 3; ++i)
    for (testing::BrowserTab* each : {&tab(), &other}) {
      each->settle();
      each->click(find(*each, "#clap"));
      each->settle();
    }
  EXPECT_EQ(text("output"), "3");
  EXPECT_EQ(text(other, "output"), "3");
  for (testing::BrowserTab* each : {&tab(), &other}) EXPECT_EQ(each->evaluate("document.hasFocus() && !document.hidden"), true);
}

TEST_F(Visitors, AreAwayWithoutANetworkAndComeBackWithIt) {
  open("/hall");
  tab().offline(true);
  EXPECT_EQ(tab().evaluate("navigator.onLine"), false);
  EXPECT_EQ(tab().evaluate("fetch('/hall').then(() => 'fetched', () => 'failed')"), "failed");
  tab().click(find("#clap"));
  EXPECT_EQ(tab().evaluate("document.querySelector('#clap').className"), "lv-loading lv-pending");
  EXPECT_EQ(text("output"), "0");
  tab().offline(false);
  tab().settle();
  EXPECT_EQ(text("output"), "1");
  tab().offline(true);
  EXPECT_NE(error_of([&] { tab().navigate(url("/")); }).find("net::ERR_INTERNET_DISCONNECTED"), std::string::npos);
}

TEST_F(Visitors, AreSettledAgainAfterAViewThatFailed) {
  open("/hall");
  click("#clap");
  click("#fail");
  EXPECT_EQ(text("output"), "0");
  click("#clap");
  EXPECT_EQ(text("output"), "1");
}

TEST_F(Visitors, OfAServerThatDoesNotAnswerAreNotSettledAndItIsSaidWhy) {
  open("/hall");
  bool answers = true;
  const auto poll = [&] {
    if (answers) app.poll();
  };
  testing::BrowserTab visitor({.pump = {.run = poll}});
  visitor.navigate(url("/hall"));
  visitor.settle();
  const auto button = find(visitor, "#clap");
  answers = false;
  visitor.click(button);
  visitor.set_limit(std::chrono::milliseconds(200));
  EXPECT_EQ(error_of([&] { visitor.settle(); }), "settle: after 200 ms: no answer has come to clap");
  answers = true;
  visitor.set_limit(std::chrono::seconds(10));
  visitor.settle();
  EXPECT_EQ(text(visitor, "output"), "1");
}

}  // namespace
}  // namespace golive

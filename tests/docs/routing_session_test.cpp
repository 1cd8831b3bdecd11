// docs/routing.md: sessions, and the tokens of forms.
#include <golive/golive.h>
#include <golive/testing.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "unit/app/visitor.h"

namespace golive {
namespace {

using Typed = std::optional<std::string>;
bool known(const Typed& name, const Typed& password) { return name == "ada" && password == "swordfish"; }
Response take_payment(const Request& request) { return Response{.status = request.header("X-Signature") == "good" ? 204 : 403}; }

struct Cart {
  int size = 0;
  void mount(const Session& session);
  void add(Socket& socket);
  Html render() const { return HTML("<p>{size}</p><button lv-click={}>Tea</button>", size, on<&Cart::add>()); }
};

// clang-format off
void Cart::mount(const Session& session) { size = session.get<int>("cart").value_or(0); }
void Cart::add(Socket& socket) { socket.session().put("cart", ++size); }

void add_login(App& app) {
  app.post("/login", [](const Request& request) {
        const Params form = request.form();
        const auto name = form.get<std::string>("name");
        if (!known(name, form.get<std::string>("password"))) throw HttpError{403};
        request.session().renew();                           // whenever what a visitor may do grows
        request.session().put("user", *name);
        return Response::redirect("/account");
      })
      .post("/logout", [](const Request& request) {
        request.session().destroy();                         // ends its views too, on all loops
        return Response::redirect("/");
      })
      .post("/hooks/payment", without_csrf(take_payment));
}

Html log_out() { return HTML(R"(<form method="post" action="/logout">{csrf_field()}<button>Log out</button></form>)", csrf_field()); }
// clang-format on

struct Account {
  std::string user;
  void mount(const Session& session) { user = session.get<std::string>("user").value_or("nobody"); }
  Html render() const { return HTML("<h1>{user}</h1>{log_out()}", user, log_out()); }
};

struct SignIn {
  Html render() const {
    return HTML(
        R"(<form method="post" action="/login">{csrf_field()}<input name="name"><input name="password"><button>Log in</button></form>)",
        csrf_field());
  }
};

class RoutingSessions : public ::testing::Test {
 protected:
  RoutingSessions() {
    add_login(app_);
    app_.live<SignIn>("/sign-in").live<Account>("/account").live<Cart>("/cart");
  }
  App app_;
};

TEST_F(RoutingSessions, BeginWithALoginAndEndWithALogout) {
  testing::Page page = testing::live(app_, "/sign-in");
  page.submit("form", {{"name", "ada"}, {"password", "tuna"}});
  EXPECT_EQ(page.status(), 403);
  page.visit("/sign-in").submit("form", {{"name", "ada"}, {"password", "swordfish"}});
  EXPECT_EQ(page.url(), "/account");
  EXPECT_EQ(page.text("h1"), "ada");
  page.click("button", "Log out");
  EXPECT_EQ(page.visit("/account").text("h1"), "nobody");
}

TEST_F(RoutingSessions, AreNotActedForWithoutTheirToken) {
  app_.listen("127.0.0.1", 0).start();
  const test::Visitor visitor(app_.port());
  const auto post = [&](std::string_view path, const std::string& headers, std::string_view form) {
    return visitor.ask("POST", path, headers + "Content-Type: application/x-www-form-urlencoded\r\n", form);
  };
  const std::string cookie = test::cookie_after(post("/login", "", "name=ada&password=swordfish"));
  EXPECT_EQ(test::Visitor::status_of(post("/logout", cookie, "")), 403);
  EXPECT_NE(visitor.get("/account", cookie).find("<h1>ada</h1>"), std::string::npos);
  EXPECT_EQ(test::Visitor::status_of(post("/hooks/payment", cookie + "X-Signature: good\r\n", "")), 204);
  EXPECT_EQ(test::Visitor::status_of(post("/hooks/payment", cookie, "")), 403);
}

TEST_F(RoutingSessions, KeepWhatALiveViewPuts) {
  testing::Page page = testing::live(app_, "/cart");
  EXPECT_EQ(page.click("button", "Tea").text("p"), "1");
  EXPECT_EQ(page.visit("/cart").text("p"), "1");
}

}  // namespace
}  // namespace golive

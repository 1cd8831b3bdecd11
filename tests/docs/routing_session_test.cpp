// docs/routing.md: sessions, and the tokens of forms.
#include <golive/golive.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "unit/app/visitor.h"

namespace golive {
namespace {

using V = test::Visitor;

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

class RoutingSessions : public ::testing::Test {
 protected:
  RoutingSessions() {
    add_login(app_);
    app_.live<Account>("/account").live<Cart>("/cart").listen("127.0.0.1", 0).start();
  }
  V visitor() const { return V(app_.port()); }
  std::string post(std::string_view path, std::string_view cookie, std::string_view form) const {
    return visitor().ask("POST", path, std::string(cookie) + "Content-Type: application/x-www-form-urlencoded\r\n", form);
  }
  static std::string token_in(const std::string& page) { return test::attribute_of(page.substr(page.find("_csrf")), "value"); }
  App app_;
};

TEST_F(RoutingSessions, BeginWithALoginAndEndWithALogout) {
  EXPECT_EQ(V::status_of(post("/login", "", "name=ada&password=tuna")), 403);
  const std::string in = post("/login", "", "name=ada&password=swordfish");
  EXPECT_EQ(V::header_of(in, "Location"), "/account");
  const std::string cookie = test::cookie_after(in);
  const std::string page = visitor().get("/account", cookie);
  EXPECT_NE(page.find("<h1>ada</h1>"), std::string::npos) << page;
  EXPECT_EQ(V::status_of(post("/logout", cookie, "_csrf=" + token_in(page))), 303);
  EXPECT_NE(visitor().get("/account", cookie).find("<h1>nobody</h1>"), std::string::npos);
}

TEST_F(RoutingSessions, AreNotActedForWithoutTheirToken) {
  const std::string cookie = test::cookie_after(post("/login", "", "name=ada&password=swordfish"));
  EXPECT_EQ(V::status_of(post("/logout", cookie, "")), 403);
  EXPECT_NE(visitor().get("/account", cookie).find("<h1>ada</h1>"), std::string::npos);
  EXPECT_EQ(V::status_of(post("/hooks/payment", cookie + "X-Signature: good\r\n", "")), 204);
  EXPECT_EQ(V::status_of(post("/hooks/payment", cookie, "")), 403);
}

TEST_F(RoutingSessions, KeepWhatALiveViewPuts) {
  const V::Joined page = visitor().join("/cart");
  ASSERT_TRUE(page.attached()) << page.answer;
  page.socket->text(R"([1,"add",null,1])");
  const std::string frame = page.socket->read().payload;
  EXPECT_NE(frame.find(R"("d":{"0":1})"), std::string::npos) << frame;
  // The client posts what the frame carries sealed, and gets the cookie for it.
  const std::size_t at = frame.find(R"("c":")") + 5;
  const std::string sealed = frame.substr(at, frame.find('"', at) - at);
  const std::string cookie = test::cookie_after(page.html);
  const std::string stored = visitor().ask("POST", "/live/session", cookie + "Content-Type: text/plain\r\n", sealed);
  EXPECT_NE(visitor().get("/cart", test::cookie_after(stored)).find("<p>1"), std::string::npos) << stored;
}

}  // namespace
}  // namespace golive

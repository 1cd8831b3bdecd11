// README.md: routes, and a login that a session remembers.
#include <golive/golive.h>
#include <gtest/gtest.h>

#include <string>

#include "unit/app/app_client.h"
#include "unit/app/visitor.h"

namespace golive {
namespace {

using V = test::Visitor;

struct Credentials {
  std::string name;
  std::string password;
};
bool known(const Credentials& typed) { return typed.name == "ada" && typed.password == "swordfish"; }

struct Home {
  std::string user;
  void mount(const Session& session) { user = session.get<std::string>("user").value_or("nobody"); }
  void sign_out(Socket& socket) { socket.session().destroy(); }
  Html render() const { return HTML(R"(<h1>{user}</h1><button lv-click={}>Sign out</button>)", user, on<&Home::sign_out>()); }
};

// clang-format off
struct Login {
  std::string note;

  void sign_in(Socket& socket, const Credentials& typed) {   // the form's fields, by name
    note = known(typed) ? "" : "Wrong name or password";
    if (!note.empty()) return;
    socket.session().renew();                                // at every login
    socket.session().put("user", typed.name);
    socket.redirect("/");
  }

  Html render() const {
    return HTML(R"(
      <form lv-submit={}><input name="name"><input name="password" type="password"><button>Sign in</button></form>
      <p>{note}</p>)",
      on<&Login::sign_in>(), note);
  }
};

void add_routes(App& app) {
  app.live<Login>("/login")
      .get("/health", [](const Request&) { return Response::text("OK"); })
      .group("", [](Group& members) {
        members.use([](Request& request) -> std::optional<Response> {    // for the page and for its socket
          if (request.session().has("user")) return std::nullopt;
          return Response::redirect("/login");
        });
        members.live<Home>("/");
      });
}
// clang-format on

std::string sealed_in(std::string_view frame) {
  const std::size_t at = frame.find(R"("c":")");
  return at == std::string_view::npos ? std::string() : std::string(frame.substr(at + 5, frame.find('"', at + 5) - at - 5));
}

class ReadmeLogin : public ::testing::Test {
 protected:
  ReadmeLogin() {
    add_routes(app_);
    app_.listen("127.0.0.1", 0).start();
  }
  V visitor() const { return V(app_.port()); }
  // What the server sends to a browser that submits the form.
  std::string submit(const V::Joined& page, const std::string& password) const {
    page.socket->text(R"([1,"sign_in",{"name":"ada","password":")" + password + R"("},1])");
    return page.socket->read().payload;
  }
  App app_;
};

TEST_F(ReadmeLogin, ShowsStrangersTheForm) {
  EXPECT_EQ(V::body_of(visitor().get("/health")), "OK");
  EXPECT_EQ(V::header_of(visitor().get("/"), "Location"), "/login");
  const V::Joined page = visitor().join("/login");
  ASSERT_TRUE(page.attached()) << page.answer;
  EXPECT_NE(submit(page, "tuna").find("Wrong name or password"), std::string::npos);
}

TEST_F(ReadmeLogin, LetsMembersInAndOut) {
  const V::Joined page = visitor().join("/login");
  const std::string frame = submit(page, "swordfish");
  EXPECT_NE(frame.find(R"("to":"/")"), std::string::npos) << frame;
  // The client posts what came sealed, then goes where it is told.
  const std::string stored =
      visitor().ask("POST", "/live/session", test::cookie_after(page.html) + "Content-Type: text/plain\r\n", sealed_in(frame));
  const std::string cookie = test::cookie_after(stored);
  const test::Page home = test::get_page(app_.port(), "/", cookie);
  EXPECT_NE(home.html.find("ada"), std::string::npos) << home.html;
  test::SocketClient socket(app_.port(), home.socket_target(), cookie);
  socket.text(home.join_message());
  socket.read();
  socket.text(R"([1,"sign_out",null,1])");
  EXPECT_TRUE(test::eventually([&] { return V::header_of(visitor().get("/", cookie), "Location") == "/login"; }));
}

}  // namespace
}  // namespace golive

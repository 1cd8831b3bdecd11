// README.md: routes, and a login that a session remembers.
#include <golive/golive.h>
#include <golive/testing.h>
#include <gtest/gtest.h>

#include <string>

namespace golive {
namespace {

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

class ReadmeLogin : public ::testing::Test {
 protected:
  ReadmeLogin() { add_routes(app_); }
  App app_;
};

TEST_F(ReadmeLogin, ShowsStrangersTheForm) {
  testing::Page page = testing::live(app_, "/health");
  EXPECT_EQ(page.text(), "OK");
  page.visit("/");
  EXPECT_EQ(page.url(), "/login");
  page.submit("form", {{"name", "ada"}, {"password", "tuna"}});
  EXPECT_EQ(page.text("p"), "Wrong name or password");
}

TEST_F(ReadmeLogin, LetsMembersInAndOut) {
  testing::Page page = testing::live(app_, "/login");
  page.submit("form", {{"name", "ada"}, {"password", "swordfish"}}).expect_redirect("/");
  EXPECT_EQ(page.text("h1"), "ada");
  page.click("button", "Sign out");
  EXPECT_EQ(page.url(), "/login");
}

}  // namespace
}  // namespace golive

// Pages about who visits them: what a live handler puts into the session is there in the next page, and gone after signing out.
#include <golive/golive.h>

#include <string>

#include "../../../examples/options.h"

namespace {

using namespace golive;

struct SignIn {
  void sign_in(Socket& socket, const Payload& typed) {
    socket.session().renew();
    socket.session().put("name", typed.get<std::string>("name").value_or("nobody"));
    socket.redirect("/visitor");
  }

  Html render() const {
    return HTML(R"(<form lv-submit={sign_in}><label>Name <input name="name"></label><button>sign in</button></form>)",
                arg("sign_in", on<&SignIn::sign_in>()));
  }
};

struct Visitor {
  std::string name = "nobody";
  int visits = 0;

  void mount(Socket& socket) {
    name = socket.session().get<std::string>("name").value_or("nobody");
    visits = socket.session().get<int>("visits").value_or(0);
  }
  void visit(Socket& socket) { socket.session().put("visits", ++visits); }
  void sign_out(Socket& socket) { socket.session().destroy(); }

  Html render() const {
    return HTML(
        R"(<h1>{name}</h1><output>{visits}</output><button lv-click={visit}>visit</button><button lv-click={sign_out}>sign out</button>)",
        name, visits, arg("visit", on<&Visitor::visit>()), arg("sign_out", on<&Visitor::sign_out>()));
  }
};

// With a style sheet of the route and a style and a script of its own, which only the nonce lets in.
Layout dressed(const PageInfo& page, const Request&) {
  const std::string nonce = "nonce=\"" + std::string(page.nonce) + "\"";
  return {.head = raw(TrustedHtml("<style " + nonce + ">h1 { color: rgb(1, 2, 3) }</style><script " + nonce +
                                  ">document.documentElement.dataset.inline = 'ran'</script>")),
          .body = HTML("<main>{view}</main>", arg("view", page.view))};
}

}  // namespace

int main(int argc, char** argv) {
  const Options options(argc, argv, "Pages about who visits them");
  return App(options.config())
      .live<SignIn>("/")
      .live<Visitor>("/visitor")
      .live<Visitor>("/dressed", {.css = "h1 { font-style: italic }", .layout = dressed})
      .run();
}

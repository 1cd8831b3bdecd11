// docs/security.md: what a handler checks, and where a redirect may go.
#include <golive/golive.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "unit/app/visitor.h"

namespace golive {
namespace {

using V = test::Visitor;

struct People {
  std::vector<int> dismissed;
  void dismiss(int person) { dismissed.push_back(person); }
};

bool is_manager(const Session& session) { return session.get<bool>("manager").value_or(false); }

// clang-format off
struct Staff {
  Service<People> people;

  void mount(const Session& session) {
    if (!is_manager(session)) throw HttpError{403};                    // the page, and a view that is mounted anew
  }
  void dismiss(Socket& socket, int person) {
    if (!is_manager(socket.session())) return;                         // no longer, or never
    people->dismiss(person);
  }
  Html render() const { return HTML("<button lv-click={}>dismiss</button>", on<&Staff::dismiss>(7)); }
};
// clang-format on

struct Account {
  std::string owner;
  long cents = 0;
};

struct Bank {
  std::map<int, Account> accounts;
  Account* account_of(const std::string& owner, int number) {
    const auto found = accounts.find(number);
    return found != accounts.end() && found->second.owner == owner ? &found->second : nullptr;
  }
};

std::string user_of(const Session& session) { return session.get<std::string>("user").value_or(""); }

struct Payment {
  int account = 0;
  long cents = 0;
};

struct Till {
  Service<Bank> bank;

  // clang-format off
  void pay(Socket& socket, const Payment& wish) {
    Account* account = bank->account_of(user_of(socket.session()), wish.account);   // nullptr if it is another's
    if (account == nullptr || wish.cents <= 0 || wish.cents > account->cents) return;
    account->cents -= wish.cents;
  }
  // clang-format on
  Html render() const { return HTML("<form lv-submit={}></form>", on<&Till::pay>()); }
};

// None of "//evil.example", "/\evil.example", "https://evil.example".
bool is_own_page(std::string_view to) {
  return to.starts_with('/') && !to.starts_with("//") && to.find_first_of("\\\t\r\n") == std::string_view::npos;
}

class SecurityModel : public ::testing::Test {
 protected:
  SecurityModel() {
    bank_.accounts = {{1, {"ada", 500}}, {2, {"bo", 500}}};
    app_.live("/staff", [this] { return Staff{people_}; })
        .live("/till", [this] { return Till{bank_}; })
        .post("/promote", without_csrf([](const Request& request) { return set(request, true); }))
        .post("/demote", without_csrf([](const Request& request) { return set(request, false); }))
        .listen("127.0.0.1", 0)
        .start();
  }
  static Response set(const Request& request, bool manager) {
    request.session().put("manager", manager);
    request.session().put("user", "ada");
    return Response{.status = 204};
  }
  // Joins a page with the cookie of a visitor.
  std::unique_ptr<test::SocketClient> join(const std::string& path, const std::string& cookie) {
    const std::string html = V(app_.port()).get(path, cookie);
    auto socket =
        std::make_unique<test::SocketClient>(app_.port(), "/live/websocket?vsn=golive1&view=" + test::attribute_of(html, "id"), cookie);
    socket->text(R"([0,"join",{"token":")" + test::attribute_of(html, "data-token") + R"(","url":")" + path + R"(","seq":0,"ack":0},0])");
    socket->read();
    return socket;
  }

  People people_;
  Bank bank_;
  App app_{Config{.threads = 1}};
};

TEST_F(SecurityModel, AHandlerLooksAtTheSessionOfTheMoment) {
  EXPECT_EQ(V(app_.port()).status("GET", "/staff"), 403);
  const V visitor(app_.port());
  const std::string cookie = test::cookie_after(visitor.ask("POST", "/promote", "", "x"));
  const auto page = join("/staff", cookie);
  page->text(R"_([1,"dismiss(7)",null,1])_");
  page->read();
  EXPECT_EQ(people_.dismissed, std::vector{7});
  EXPECT_EQ(V::status_of(visitor.ask("POST", "/demote", cookie, "x")), 204);
  page->text(R"_([2,"dismiss(8)",null,2])_");
  page->read();
  EXPECT_EQ(people_.dismissed, std::vector{7});
}

TEST_F(SecurityModel, WhatBelongsToAnotherOrIsOutOfRangeIsNotTouched) {
  const std::string cookie = test::cookie_after(V(app_.port()).ask("POST", "/promote", "", "x"));
  const auto page = join("/till", cookie);
  int id = 0;
  for (const char* wish : {R"({"account":2,"cents":100})", R"({"account":1,"cents":-100})", R"({"account":1,"cents":501})",
                           R"({"account":3,"cents":1})", R"({"account":"1","cents":"200"})"}) {
    page->text("[" + std::to_string(++id) + ",\"pay\"," + wish + ",1]");
    page->read();
  }
  EXPECT_EQ(bank_.accounts[1].cents, 300);
  EXPECT_EQ(bank_.accounts[2].cents, 500);
}

TEST(RedirectTarget, IsAPageOfOnesOwn) {
  for (const char* good : {"/", "/orders?to=//x", "/a/b#c"}) EXPECT_TRUE(is_own_page(good)) << good;
  for (const char* bad :
       {"", "orders", "//evil.example", "/\\evil.example", "/\t/evil.example", "/\n/evil.example", "https://evil.example", "javascript:x"})
    EXPECT_FALSE(is_own_page(bad)) << bad;
}

}  // namespace
}  // namespace golive

// docs/security.md: what a handler checks, and where a redirect may go.
#include <golive/golive.h>
#include <golive/testing.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace golive {
namespace {

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
        .get("/demote", [](const Request& request) {
          request.session().put("manager", false);
          return Response::text("no longer");
        });
  }
  testing::Page open_as_ada(const char* url) {
    return testing::live(app_, url, {.session = [](Session& session) {
                           session.put("manager", true);
                           session.put("user", "ada");
                         }});
  }

  People people_;
  Bank bank_;
  App app_;
};

TEST_F(SecurityModel, AHandlerLooksAtTheSessionOfTheMoment) {
  EXPECT_EQ(testing::live(app_, "/staff").status(), 403);
  testing::Page page = open_as_ada("/staff");
  page.click("button", "dismiss");
  EXPECT_EQ(people_.dismissed, std::vector{7});
  EXPECT_EQ(page.new_tab("/demote").text(), "no longer");
  page.click("button", "dismiss");
  EXPECT_EQ(people_.dismissed, std::vector{7});
}

// What no form of ours sends.
TEST_F(SecurityModel, WhatBelongsToAnotherOrIsOutOfRangeIsNotTouched) {
  testing::Page page = open_as_ada("/till");
  for (const Payment wish : {Payment{2, 100}, Payment{1, -100}, Payment{1, 501}, Payment{3, 1}, Payment{1, 200}})
    page.push_event("pay", wish);
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

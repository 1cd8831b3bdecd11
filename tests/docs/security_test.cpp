// docs/security.md and the comment of golive/handler.h: sealed events.
#include <golive/golive.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "unit/app/visitor.h"

namespace golive {
namespace {

struct Entry {
  int id;
  std::string text;
};

struct Guestbook {
  bool admin = false;
  std::vector<Entry> entries = {{17, "hello"}};

  void mount(const Params& params) { admin = params.has("admin"); }
  void remove(int id) {
    std::erase_if(entries, [id](const Entry& entry) { return entry.id == id; });
  }
  Html row(const Entry& entry) const {
    const auto button = [&] { return HTML("<button lv-click={}>remove</button>", on<&Guestbook::remove>(entry.id).sealed()); };
    return HTML("<li>{entry.text} {}</li>", entry.text, when(admin, button));
  }
  Html render() const {
    return HTML("<ul>{}</ul>", each(entries, &Entry::id, [this](const Entry& entry) { return row(entry); }));
  }
};

TEST(SecurityDocument, OnlyThePageWithTheButtonCanRemove) {
  App app;
  app.live<Guestbook>("/").listen("127.0.0.1", 0).start();
  const test::Visitor visitor(app.port());
  auto removes = [id = 0](const test::Tab& page, const std::string& event) mutable {
    page.socket->text("[" + std::to_string(++id) + ",\"" + event + "\",null,1]");
    return page.socket->read().payload.find("not_rendered") == std::string::npos;
  };
  const auto admin = visitor.join("/?admin");
  const auto guest = visitor.join("/");
  const std::string binding = test::attribute_of(admin.page.html, "lv-click");
  EXPECT_EQ(binding.size(), std::string_view("remove(17)~x3kQ0_A").size());
  EXPECT_FALSE(removes(guest, "remove(17)"));
  EXPECT_FALSE(removes(guest, binding));
  EXPECT_TRUE(removes(admin, binding));
}

}  // namespace
}  // namespace golive

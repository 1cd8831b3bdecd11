// The messages of typical mistakes, as tests/golden/failures has them. GOLIVE_ACCEPT=1 writes them down anew: read the difference.
#include <golive/testing.h>
#include <golive/testing/mocks.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>

#include "unit/testing/todos.h"

namespace golive::testing {
namespace {

using pages::Todos;

struct Mistake {
  const char* name;
  std::function<void()> make;
};

void PrintTo(const Mistake& mistake, std::ostream* out) { *out << mistake.name; }

// Of what Config::development changes: a test says the same in every build.
ServerOptions in_production(bool is = true) { return {.config = {.development = !is}}; }

Page todos(ServerOptions options = in_production()) {
  Page page = live<Todos>("/todos/7", {.route = "/todos/{id}", .server = std::move(options)});
  page.submit("#new", {{"title", "milk"}}).submit("#new", {{"title", "bread"}});
  return page;
}

// Two elements with one id, once it has been clicked.
struct Twins {
  bool twice = false;
  void show() { twice = true; }
  Html render() const {
    return HTML(R"(<button id="one" lv-click={}>One</button>{})", on<&Twins::show>(),
                when(twice, [] { return HTML("<p id=\"one\">Two</p>"); }));
  }
};

// Trusted markup that is not nested as it looks.
struct Nested {
  Html render() const { return HTML("<div>{}</div>", raw(TrustedHtml("<p>one<div>two</div></p>"))); }
};

// A row that says it has not changed.
struct Forgetful {
  struct Row {
    int id;
    int version;
    std::string text;
  };
  std::vector<Row> rows = {{1, 1, "old"}, {2, 1, "other"}};
  void edit() { rows[0].text = "new"; }
  Html render() const {
    return HTML(R"(<button lv-click={}>Edit</button><ul>{}</ul>)", on<&Forgetful::edit>(),
                each(rows, &Row::id, &Row::version, [](const Row& row) { return HTML("<li>{}</li>", row.text); }));
  }
};

const Mistake kMistakes[] = {
    {"no_such_name", [] { todos().click("button", "Adn"); }},
    {"no_such_class", [] { todos().click("main li.dne button"); }},
    {"no_such_id", [] { todos().text("#drafts"); }},
    {"several", [] { todos().click("li button"); }},
    {"disabled", [] { todos().click("#later").advance(5s).click("#later"); }},
    {"closed_details", [] { todos().click("#inner"); }},
    {"required_field", [] { todos().submit("#new"); }},
    {"no_such_field",
     [] {
       todos().submit("#new", {{"titel", "milk"}});
     }},
    {"unknown_event", [] { todos().push_event("totl"); }},
    {"unknown_event_in_development", [] { todos(in_production(false)).push_event("totl"); }},
    {"throws", [] { todos().click("#fail"); }},
    {"duplicate_id", [] { live<Twins>().click("#one"); }},
    {"wrong_nesting", [] { live<Nested>(); }},
    {"stale_version", [] { live<Forgetful>("/", {.server = in_production()}).click("button"); }},
    {"no_push_event", [] { todos().expect_push_event("aded", 1); }},
    {"no_redirect", [] { todos().expect_redirect("/login"); }},
    {"no_selector", [] { todos().text("li:nth-child(2"); }},
    {"bad_network",
     [] {
       Page page = live<Todos>("/todos/7", {.route = "/todos/{id}", .server = {.seed = 17}});
       page.network(ChaosTransport::mild()).click("button", "Adn");
     }},
    {"no_timer",
     [] {
       MockSocket socket;
       socket.every<&Todos::tick>(1500ms);
       socket.send_after<&Todos::remove>(2min, 7);
       (void)socket.timer<&Todos::type>();
     }},
    {"no_component",
     [] {
       MockSocket socket;
       socket.every<&Todos::tick>(1s);
       socket.advance(1s);
     }},
    {"nothing_pushed", [] { MockSocket().expect_push_event("added", 1); }},
    {"never",
     [] {
       Page page = todos();
       page.until([&] { return page.exists("li", "eggs"); }, 3s);
     }},
};

class FailureText : public ::testing::TestWithParam<Mistake> {};

TEST_P(FailureText, IsAsWrittenDown) {
  std::string text = "nothing failed";
  try {
    GetParam().make();
  } catch (const Failure& failure) {
    text = failure.what();
  }
  // Lines of this file move.
  const std::size_t line = text.rfind("failures_test.cpp:");
  if (line != std::string::npos) text.resize(line + std::string_view("failures_test.cpp").size());
  text += '\n';
  const std::string path = std::string(GOLIVE_SOURCE_DIR "/tests/golden/failures/") + GetParam().name + ".txt";
  if (std::getenv("GOLIVE_ACCEPT") != nullptr) std::ofstream(path) << text;
  std::stringstream golden;
  golden << std::ifstream(path).rdbuf();
  EXPECT_EQ(text, golden.str());
}

INSTANTIATE_TEST_SUITE_P(Mistakes, FailureText, ::testing::ValuesIn(kMistakes),
                         [](const auto& param) { return std::string(param.param.name); });

}  // namespace
}  // namespace golive::testing

// Sealed events: what a view has not rendered cannot be sent to it.
#include <algorithm>
#include <cstdlib>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "golive/shared.h"
#include "live/view_seal.h"
#include "unit/live/live_fixture.h"
#include "unit/live/sealed_page.h"

namespace golive::live {
namespace {

struct Entry {
  int id;
  std::string text;
};

struct Guestbook {
  bool admin = false;
  std::vector<Entry> entries{{17, "hello"}, {18, "world"}};

  void mount(const Params& params) { admin = params.get<int>("admin").value_or(0) == 1; }
  void remove(int id) {
    std::erase_if(entries, [id](const Entry& entry) { return entry.id == id; });
  }
  void wipe() { entries.clear(); }
  void say(std::string text) { entries.push_back({static_cast<int>(entries.size()) + 100, std::move(text)}); }
  int size() const { return static_cast<int>(entries.size()); }

  Html render() const {
    return HTML(R"(<form lv-submit={say}></form><b lv-click={size}></b><ul>{rows}</ul>{admin})", arg("say", on<&Guestbook::say>()),
                arg("size", on<&Guestbook::size>()),
                arg("rows", each(entries, &Entry::id,
                                 [](const Entry& entry) {
                                   return HTML("<li lv-click={remove}>{entry.text}</li>",
                                               arg("remove", on<&Guestbook::remove>(entry.id).sealed()), entry.text);
                                 })),
                arg("admin", when(admin, [] { return HTML("<i lv-click={}></i>", on<&Guestbook::wipe>().sealed()); })));
  }
};

class SealedTest : public LiveTest {
 protected:
  // A page, the number of its view and its browser.
  struct Seen {
    std::string markup;
    std::unique_ptr<Browser> browser;
    int id = 0;
    std::string binding(std::string_view start) const { return test::binding_in(markup, start); }
  };
  // Loaded, and joined. `park`: by the view that served it; else one is mounted afresh for the join.
  Seen open(const LiveRoute& route, bool park = true) {
    const std::uint64_t number = security::random_number();
    const View::Page page = get(route, park, "127.0.0.1", number);
    Seen seen{page.markup, browser(route)};
    seen.browser->token.clear();
    runtime_.signer().sign({.route = route.index, .loop = 0, .view = number, .digest = page.digest, .expires = 4'000'000'000}, {},
                           route.pattern, seen.browser->token);
    join(*seen.browser);
    if (route.blocking) run_until([&] { return !seen.browser->transport.frames.empty(); });
    first_frame_ = seen.browser->take();
    return seen;
  }
  // The answer to an event.
  std::string send(Seen& page, std::string_view event, std::string_view payload = "null") {
    say(*page.browser, "[" + std::to_string(++page.id) + "," + test::json_text(event) + "," + std::string(payload) + ",1]");
    if (page.browser->transport.frames.empty() && page.browser->transport.close_code == 0)
      run_until([&] { return !page.browser->transport.frames.empty(); });
    return page.browser->take();
  }
  static bool refused(std::string_view answer) { return answer.find(R"("code":"not_rendered")") != std::string_view::npos; }
  std::string entries(Seen& page) {
    const std::string answer = send(page, "size");
    const std::size_t at = answer.find(R"("r":{")");
    return at == std::string::npos ? answer : answer.substr(answer.find(':', at + 6) + 1, 1);
  }

  std::string first_frame_;
};

TEST_F(SealedTest, WhatTheViewHasRenderedRuns) {
  Seen page = open(route<Guestbook>());
  EXPECT_EQ(page.binding("remove(17)").size(), std::string_view("remove(17)").size() + 8);
  EXPECT_FALSE(refused(send(page, page.binding("remove(17)"))));
  EXPECT_EQ(entries(page), "1");
  EXPECT_EQ(counters().refused_seals.value(), 0u);
}

TEST_F(SealedTest, NobodyChangesArgumentNameOrTag) {
  Seen page = open(route<Guestbook>());
  const std::string right = page.binding("remove(17)");
  const std::string tag = right.substr(right.size() - 8);
  std::string other_tag = right;
  other_tag.back() = other_tag.back() == 'A' ? 'B' : 'A';
  const std::vector<std::string> wrong = {"remove(17)", "remove(18)" + tag, "wipe" + tag,   other_tag, right + "A", "remove(17 )" + tag,
                                          "remove(18)", "remove(17)~",      "remove" + tag, "wipe()",  "~",         tag.substr(1)};
  for (const std::string& event : wrong) {
    const std::string answer = send(page, event);
    EXPECT_TRUE(refused(answer) || answer.find("unknown_event") != std::string::npos) << event << ": " << answer;
  }
  EXPECT_EQ(entries(page), "2");
  EXPECT_EQ(counters().refused_events.value(), wrong.size());
  EXPECT_EQ(counters().refused_seals.value(), wrong.size() - 2) << "two of them name no handler";
  EXPECT_FALSE(refused(send(page, right))) << "the page goes on";
  EXPECT_EQ(entries(page), "1");
}

TEST_F(SealedTest, AHiddenButtonIsNotPressedByHand) {
  const LiveRoute& guestbook = route<Guestbook>();
  Seen page = open(guestbook);
  ASSERT_EQ(page.markup.find("wipe"), std::string::npos);
  const std::string tag = page.binding("remove(17)").substr(10);
  for (const std::string& event : {std::string("wipe"), std::string("wipe()"), "wipe" + tag, std::string("wipe~AAAAAAA")})
    EXPECT_TRUE(refused(send(page, event))) << event;
  EXPECT_EQ(entries(page), "2");
}

TEST_F(SealedTest, ATagOfAnotherViewIsNoneHere) {
  const LiveRoute& guestbook = route<Guestbook>();
  Seen mine = open(guestbook);
  Seen theirs = open(guestbook);
  ASSERT_NE(mine.binding("remove(17)"), theirs.binding("remove(17)"));
  EXPECT_TRUE(refused(send(mine, theirs.binding("remove(17)"))));
  EXPECT_EQ(entries(mine), "2");
}

TEST_F(SealedTest, WhatIsNotSealedIsAsEver) {
  Seen page = open(route<Guestbook>());
  EXPECT_EQ(page.binding("size"), "size");
  EXPECT_EQ(page.binding("say"), "say");
  EXPECT_FALSE(refused(send(page, "say", R"({"value":"by hand"})")));
  EXPECT_EQ(entries(page), "3");
}

TEST_F(SealedTest, AnEventIsRunAsOftenAsThePageSendsIt) {
  Seen page = open(route<Guestbook>());
  const std::string gone = page.binding("remove(17)");
  send(page, gone);
  EXPECT_FALSE(refused(send(page, gone))) << "it was rendered: the handler must look whether the entry is there";
}

// The method is sealed in a place that is never rendered, under another name, and bound here without a word.
struct Names {
  bool never = false;
  int calls = 0;
  void call() { ++calls; }
  void other() {}
  Html render() const {
    return HTML(R"(<b lv-click={}></b><i lv-click={}></i><u lv-click={}></u>{calls}{})", on<&Names::call>(),
                on<&Names::call>().as<"also">(), on<&Names::other>(), calls,
                when(never, [] { return HTML("<p lv-click={}></p>", on<&Names::call>().sealed().as<"third">()); }));
  }
};

TEST_F(SealedTest, SealingOneBindingSealsTheMethodUnderAllItsNames) {
  Seen page = open(route<Names>());
  for (const std::string_view name : {"call", "also"}) {
    EXPECT_EQ(page.binding(name).size(), name.size() + 8);
    EXPECT_TRUE(refused(send(page, name))) << name;
    EXPECT_FALSE(refused(send(page, page.binding(name)))) << name;
  }
  EXPECT_TRUE(refused(send(page, "third")));
  EXPECT_EQ(page.binding("other"), "other");
}

struct Form {
  struct Fields {
    std::string name;
  };
  std::string shown;
  void save(Fields fields) { shown = "saved " + fields.name; }
  void typed(std::string text) { shown = "typed " + text; }
  void key(const Payload& payload) { shown = "key " + payload.get<std::string>("key").value_or(""); }
  Html render() const {
    return HTML(R"(<form lv-submit={} lv-change={}><input lv-keydown={}></form>{shown})", on<&Form::save>(), on<&Form::typed>(),
                on<&Form::key>(), shown);
  }
};

class SealedRouteTest : public SealedTest {
 protected:
  template <class C>
  const LiveRoute& sealed(bool blocking = false) {
    const LiveRoute& made = route<C>([] { return C{}; }, blocking);
    routes_.back()->sealed_events = true;
    return made;
  }
};

TEST_F(SealedRouteTest, EveryEventNeedsItsTagAndBringsWhatTheUserTyped) {
  Seen page = open(sealed<Form>());
  EXPECT_NE(send(page, page.binding("save"), R"({"name":"Ada"})").find("saved Ada"), std::string::npos);
  EXPECT_NE(send(page, page.binding("typed"), R"({"value":"a"})").find("typed a"), std::string::npos);
  EXPECT_NE(send(page, page.binding("key"), R"({"key":"Enter"})").find("key Enter"), std::string::npos);
  for (const char* event : {"save", "typed", "key", "nothing of that name"})
    EXPECT_TRUE(refused(send(page, event, R"({"name":"x"})"))) << event;
}

TEST_F(SealedRouteTest, HoldsOnAWorkerToo) {
  Seen page = open(sealed<Form>(true));
  EXPECT_NE(send(page, page.binding("save"), R"({"name":"Ada"})").find("saved Ada"), std::string::npos);
  EXPECT_TRUE(refused(send(page, "save", R"({"name":"x"})")));
}

TEST_F(SealedTest, AViewMountedAfreshForThePageTakesWhatThePageShows) {
  Seen page = open(route<Guestbook>(), false);
  EXPECT_TRUE(first_frame_.starts_with(R"([1,0,"s",)")) << "the same tags, so the page is adopted as it is: " << first_frame_;
  EXPECT_FALSE(refused(send(page, page.binding("remove(17)"))));
  EXPECT_EQ(entries(page), "1");
}

TEST_F(SealedTest, WhoGuessesIsAnsweredAndThenSentAway) {
  Seen page = open(route<Guestbook>());
  for (std::uint32_t i = 1; i <= Guesses::kMost; ++i) {
    EXPECT_TRUE(refused(send(page, "remove(18)~AAAAAA" + std::to_string(i))));
    EXPECT_EQ(page.browser->transport.close_code, 0);
  }
  EXPECT_TRUE(refused(send(page, "remove(18)~AAAAAAA"))) << "this one is answered too";
  EXPECT_EQ(page.browser->transport.close_code, 1008);
  EXPECT_EQ(counters().guessers.value(), 1u);
  EXPECT_EQ(counters().refused_seals.value(), Guesses::kMost + 1);
}

TEST_F(SealedTest, WhatBringsNoTagIsNoGuess) {
  Seen page = open(route<Guestbook>());
  for (std::uint32_t i = 0; i < 3 * Guesses::kMost; ++i) EXPECT_TRUE(refused(send(page, "remove(18)")));
  EXPECT_EQ(page.browser->transport.close_code, 0);
}

TEST_F(SealedTest, ANewConnectionToTheViewGivesNoNewGuesses) {
  Seen page = open(route<Guestbook>());
  for (std::uint32_t i = 0; i < Guesses::kMost; ++i) send(page, "wipe~AAAAAAA");
  close(*page.browser, 1006);
  auto again = back(*page.browser);
  join(*again, 1);
  page.browser = std::move(again);
  page.browser->take();
  send(page, "wipe~AAAAAAA");
  EXPECT_EQ(page.browser->transport.close_code, 1008);
}

TEST_F(SealedTest, ANewViewOnTheConnectionGivesNoNewGuesses) {
  const LiveRoute& guestbook = route<Guestbook>();
  Seen page = open(guestbook);
  for (std::uint32_t i = 0; i < Guesses::kMost; ++i) send(page, "wipe~AAAAAAA");
  page.browser->token = browser(guestbook)->token;
  join(*page.browser);
  page.browser->take();
  send(page, "wipe~AAAAAAA");
  EXPECT_EQ(page.browser->transport.close_code, 1008);
}

TEST_F(SealedTest, ManyViewsAndConnectionsOfOneAddressGiveNoNewGuesses) {
  const LiveRoute& guestbook = route<Guestbook>();
  for (std::uint32_t left = AddressGuesses::kMost; left > 0;) {
    Seen page = open(guestbook);
    for (std::uint32_t i = 0; i < Guesses::kMost && left > 0; ++i, --left) send(page, "wipe~AAAAAAA");
    EXPECT_EQ(page.browser->transport.close_code, 0);
  }
  Seen page = open(guestbook);
  EXPECT_FALSE(refused(send(page, page.binding("remove(17)")))) << "the right tag is right from anywhere";
  send(page, "wipe~AAAAAAA");
  EXPECT_EQ(page.browser->transport.close_code, 1008);
}

TEST(GuessesTest, AreForgottenAfterAWhile) {
  Guesses guesses;
  EXPECT_FALSE(guesses.add(Guesses::kMost, 60));
  EXPECT_TRUE(guesses.add(1, 119));
  EXPECT_FALSE(guesses.add(1, 120));
}

TEST(GuessesTest, ANetworkOfIPv6IsOneGuesserAndAnAddressOfIPv4Another) {
  AddressGuesses guesses;
  EXPECT_FALSE(guesses.add("2001:db8:0:5::1", AddressGuesses::kMost, 60));
  EXPECT_TRUE(guesses.add("2001:db8:0:5:1:2:3:4", 1, 60));
  EXPECT_FALSE(guesses.add("2001:db8:0:6::1", 1, 60));
  EXPECT_FALSE(guesses.add("192.0.2.1", AddressGuesses::kMost, 60));
  EXPECT_FALSE(guesses.add("192.0.2.2", 1, 60));
  EXPECT_TRUE(guesses.add("192.0.2.1", 1, 119));
  EXPECT_FALSE(guesses.add("192.0.2.1", 1, 120));
}

struct Board {
  Version version;
};

// A page that shows what all pages show.
struct Reader {
  Service<Board> board;
  void vote(int) {}
  void ban(int) {}
  Html render() const {
    return HTML(R"(<div>{}</div><b lv-click={}></b>)",
                shared(*board, board->version, [](const Board&) { return HTML("<b lv-click={}></b>", on<&Reader::vote>(1)); }),
                on<&Reader::ban>(1).sealed());
  }
};
struct Careless {
  Service<Board> board;
  void ban(int) {}
  Html render() const {
    return HTML(R"(<div>{}</div>)",
                shared(*board, board->version, [](const Board&) { return HTML("<b lv-click={}></b>", on<&Careless::ban>(1).sealed()); }));
  }
};

TEST_F(SealedTest, ASealedBindingCannotGoToAll) {
  Board board;
  EXPECT_FALSE(get(route<Reader>([&] { return Reader{board}; })).failed) << "what stands in the part is not sealed";
  EXPECT_TRUE(get(route<Careless>([&] { return Careless{board}; })).failed);
}

TEST_F(SealedTest, APartThatAnOpenPageHasMadeIsRefusedByASealedOne) {
  Board board;
  const LiveRoute& open_route = route<Reader>([&] { return Reader{board}; });
  const LiveRoute& sealed_route = route<Reader>([&] { return Reader{board}; });
  routes_.back()->sealed_events = true;
  EXPECT_FALSE(get(open_route).failed);
  EXPECT_TRUE(get(sealed_route).failed);
  EXPECT_FALSE(get(open_route).failed) << "and the open one goes on";
}

// Arguments of all kinds come back as they were bound, whatever is in them, and changed in no character.
struct Anything {
  static inline std::string text;
  static inline std::vector<std::string> list;
  static inline std::optional<double> number;
  static inline int calls = 0;
  void take(std::string t, std::vector<std::string> l, std::optional<double> n) {
    ++calls;
    EXPECT_EQ(t, text);
    EXPECT_EQ(l, list);
    EXPECT_EQ(n, number);
  }
  Html render() const { return HTML("<b lv-click={}></b>", on<&Anything::take>(text, list, number).sealed()); }
};

std::string random_text(std::mt19937_64& random) {
  static const std::vector<std::string> kPieces = {"a",  "~",  "(",  ")",    "\"", "\\", ",", "&",        "<",     ">",   "'",
                                                   "\n", "\r", "\t", "\x01", "é",  "…",  "😀", "~AAAAAAA", "&amp;", "]]>", " "};
  std::string text;
  for (std::uint64_t i = random() % 12; i > 0; --i) text += kPieces[random() % kPieces.size()];
  return text;
}

TEST_F(SealedTest, RandomArgumentsComeBackAsTheyWereBoundOrNotAtAll) {
  const char* given = std::getenv("GOLIVE_SEED");
  const std::uint64_t seed = given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
  SCOPED_TRACE("GOLIVE_SEED=" + std::to_string(seed));
  std::mt19937_64 random(seed);
  const LiveRoute& anything = route<Anything>();
  for (int round = 1; round <= 300; ++round) {
    Anything::text = random_text(random);
    Anything::list.clear();
    for (std::uint64_t i = random() % 4; i > 0; --i) Anything::list.push_back(random_text(random));
    Anything::number = random() % 3 == 0 ? std::nullopt : std::optional(static_cast<double>(random() % 1'000'000) / 8);
    Anything::calls = 0;
    Seen page = open(anything);
    const std::string binding = page.binding("take");
    const std::string answer = send(page, binding);
    ASSERT_FALSE(refused(answer)) << binding << " " << answer;
    ASSERT_EQ(Anything::calls, 1) << binding << " " << answer;
    std::string changed = binding;
    const std::size_t at = 5 + random() % (changed.size() - 5);
    changed[at] = changed[at] == '0' ? '1' : '0';
    send(page, changed);
    ASSERT_EQ(Anything::calls, 1) << binding << " became " << changed;
  }
}

}  // namespace
}  // namespace golive::live

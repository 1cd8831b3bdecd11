#include "guards/scenes.h"

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace guards {
namespace {

using Pages = std::vector<std::unique_ptr<mix::LivePage>>;

Pages open(MarkedServer& server, const std::string& path, std::size_t count, mix::Random& random) {
  Pages pages;
  while (pages.size() < count) pages.push_back(std::make_unique<mix::LivePage>(server.place(), path, random));
  return pages;
}

// Does `work` as often before the first mark as between it and the second.
template <class Work>
Played marked(MarkedServer& server, std::string_view name, std::size_t rounds, std::size_t in_a_round, Work work) {
  for (std::size_t i = 0; i < rounds; ++i) work();
  server.mark("ready");
  for (std::size_t i = 0; i < rounds; ++i) work();
  return {rounds * in_a_round, server.mark(std::string(name))};
}

// What a mark costs by itself: to be taken from all others.
Played nothing(MarkedServer& server, std::string_view name) {
  return marked(server, name, 1, 1, [] {});
}

template <std::size_t Count>
Played events(MarkedServer& server, std::string_view name, const char* path, const char* event) {
  mix::Random random(1);
  mix::LivePage page(server.place(), path, random);
  return marked(server, name, Count, 1, [&] { page.answer(page.event(event)); });
}

Played counter_event(MarkedServer& server, std::string_view name) { return events<1000>(server, name, "/counter", "inc"); }
Played cell_event(MarkedServer& server, std::string_view name) { return events<100>(server, name, "/table", "touch"); }
Played cell_event_with_versions(MarkedServer& server, std::string_view name) { return events<100>(server, name, "/versions", "touch"); }

// All send before the server sees the first.
Played events_at_once(MarkedServer& server, std::string_view name) {
  mix::Random random(1);
  const Pages pages = open(server, "/counter", 100, random);
  std::vector<std::uint64_t> ids(pages.size());
  return marked(server, name, 10, pages.size(), [&] {
    server.hold();
    for (std::size_t i = 0; i < pages.size(); ++i) ids[i] = pages[i]->event("inc");
    server.release();
    for (std::size_t i = 0; i < pages.size(); ++i) pages[i]->answer(ids[i]);
  });
}

// To viewers who do nothing themselves, so far apart that each is sent at once and confirmed only when there are many (src/live/pace.h):
// how many deliveries come closer depends on the machine. 50 are one round of that.
Played delivery(MarkedServer& server, std::string_view name) {
  mix::Random random(1);
  const Pages pages = open(server, "/feed", 20, random);
  return marked(server, name, 50, pages.size(), [&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    server.publish();
    for (const auto& page : pages) page->next();
  });
}

Played get(MarkedServer& server, std::string_view name) {
  mix::HttpClient client(server.place());
  return marked(server, name, 100, 1, [&] { client.get("/counter"); });
}

// Socket and join of pages that were loaded before.
Played join(MarkedServer& server, std::string_view name) {
  constexpr std::size_t kJoins = 100;
  mix::Random random(1);
  std::vector<mix::Root> roots;
  while (roots.size() < 2 * kJoins) roots.push_back(mix::load(server.place(), "/counter"));
  Pages pages;
  return marked(server, name, kJoins, 1,
                [&] { pages.push_back(std::make_unique<mix::LivePage>(server.place(), "/counter", roots[pages.size()], random)); });
}

// As many again as there are: each table that doubles does so once.
Played idle_view(MarkedServer& server, std::string_view name) {
  constexpr std::size_t kViews = 512;
  mix::Random random(1);
  Pages pages = open(server, "/counter", kViews, random);
  server.mark("ready");
  const Pages others = open(server, "/counter", kViews, random);
  return {kViews, server.mark(std::string(name))};
}

constexpr Scene kScenes[] = {
    {"nothing", nothing},
    {"counter_event", counter_event},
    {"cell_event", cell_event},
    {"cell_event_with_versions", cell_event_with_versions},
    {"events_at_once", events_at_once},
    {"delivery", delivery},
    {"get", get},
    {"join", join},
    {"idle_view", idle_view},
};

}  // namespace

std::span<const Scene> scenes() { return kScenes; }

}  // namespace guards

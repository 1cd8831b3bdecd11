#include <poll.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <vector>

#include "connections/eventually.h"
#include "connections/scenarios.h"
#include "connections/watched_server.h"
#include "mix/http_client.h"
#include "mix/live_page.h"

namespace connections {
namespace {

constexpr std::string_view kLine = "no room for more connections: new ones wait until others end";
constexpr std::size_t kDescriptors = 100;
constexpr std::size_t kClients = 300;

using Clients = std::vector<std::unique_ptr<mix::HttpClient>>;

// The first whose answer is here, when there is one.
Clients::iterator answered(Clients& clients) {
  std::vector<pollfd> entries;
  for (const auto& client : clients) entries.push_back({client->stream().descriptor(), POLLIN, 0});
  if (::poll(entries.data(), entries.size(), 10'000) <= 0) throw mix::WrongAnswer("none of those that wait is served");
  const auto ready = std::ranges::find_if(entries, [](const pollfd& entry) { return entry.revents != 0; });
  return clients.begin() + (ready - entries.begin());
}

}  // namespace

void run_out_of_descriptors(const Options& options) {
  WatchedServer server(options.program, {"--descriptors", std::to_string(kDescriptors)});
  mix::Random random(1);
  mix::LivePage page(server.port(), "/", random);
  Clients clients;
  for (std::size_t i = 0; i < kClients; ++i) clients.push_back(std::make_unique<mix::HttpClient>(server.port()));
  if (!eventually([&] { return server.lines_with(kLine) > 0; })) throw mix::WrongAnswer("the log does not say that there is no room");
  if (!page.answer(page.event("inc")).shows(1)) throw mix::WrongAnswer("a page that was there is not served");

  // Whoever is answered goes, and one that waited takes its place: all get their answer, without a word more in the log.
  for (auto& client : clients) client->write("GET", "/state");
  while (!clients.empty()) {
    const auto next = answered(clients);
    if ((*next)->read(true).status != 200) throw mix::WrongAnswer("a connection that waited is not served");
    clients.erase(next);
  }
  if (!page.answer(page.event("inc")).shows(2)) throw mix::WrongAnswer("a page that was there is not served");
  const std::size_t lines = server.lines_with(kLine);
  std::cout << kClients << " connections at a server with " << kDescriptors << " descriptors: all served, " << lines
            << " line in the log\n";
  if (lines != 1) throw mix::WrongAnswer("not one line:\n" + server.process().error_output());
}

}  // namespace connections

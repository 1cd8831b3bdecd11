#include <array>
#include <atomic>
#include <iostream>
#include <mutex>
#include <thread>
#include <vector>

#include "connections/scenarios.h"
#include "connections/watched_server.h"
#include "mix/http_client.h"
#include "mix/live_page.h"
#include "unit/transport/client_messages.h"

namespace connections {
namespace {

using mix::Place;
using mix::Random;

constexpr std::size_t kThreads = 8;
constexpr std::size_t kAtOnce = 8 * kThreads;
constexpr std::size_t kWaitAtOnce = 3'500;

// Ends the connection with goodbye or without.
void leave(mix::Stream& stream, Random& random) {
  if (random() % 2 == 0) stream.reset();
}

std::string socket_of(const mix::Root& root) { return "/live/websocket?vsn=golive1&view=" + root.id; }

// The connections of one visitor, the last of them dropped as the name says. Each returns how many it opened.

std::size_t drop_unused(Place place, Random& random) {
  mix::Stream stream(place);
  leave(stream, random);
  return 1;
}

std::size_t drop_within_request(Place place, Random& random) {
  mix::Stream stream(place);
  stream.send("GET / HTTP/1.1\r\nHost: localhost\r\nX-Half: hea");
  leave(stream, random);
  return 1;
}

std::size_t drop_within_answer(Place place, Random& random) {
  mix::HttpClient client(place);
  client.write("GET", "/");
  leave(client.stream(), random);
  return 1;
}

std::size_t leave_after_page(Place place, Random&) {
  mix::load(place, "/");
  return 1;
}

std::size_t drop_within_upgrade(Place place, Random& random) {
  mix::Stream stream(place);
  const std::string request = golive::test::upgrade_request("/live/websocket?vsn=golive1");
  stream.send(request.substr(0, 40 + random() % (request.size() - 39)));  // sometimes all of it: the answer finds nobody
  leave(stream, random);
  return 1;
}

std::size_t drop_within_join(Place place, Random& random) {
  const mix::Root root = mix::load(place, "/");
  mix::WebSocketClient socket(place, socket_of(root), random, 0, root.cookies);
  const std::string join = socket.frame(golive::test::join_message("/", root.token), mix::Opcode::text);
  socket.stream().send(std::string_view(join).substr(0, random() % 2 == 0 ? join.size() : random() % join.size()));
  leave(socket.stream(), random);
  return 2;
}

std::size_t drop_within_frame(Place place, Random& random) {
  mix::LivePage page(place, "/", random);
  const std::string frame = page.socket().frame(R"([1,"inc",null,1])", mix::Opcode::text, random() % 2 == 0);
  page.socket().stream().send(std::string_view(frame).substr(0, 1 + random() % (frame.size() - 1)));
  leave(page.socket().stream(), random);
  return 2;
}

std::size_t drop_within_handler(Place place, Random& random) {
  mix::LivePage page(place, "/slow", random);
  page.event("inc");
  page.event("inc");
  leave(page.socket().stream(), random);
  return 2;
}

std::size_t drop_after_event(Place place, Random& random) {
  mix::LivePage page(place, "/", random);
  page.answer(page.event("inc"));
  leave(page.socket().stream(), random);
  return 2;
}

std::size_t leave_cleanly(Place place, Random& random) {
  mix::LivePage page(place, "/", random);
  page.answer(page.event("inc"));
  if (random() % 2 == 0) {
    page.send(R"([0,"leave",null,1])");
  } else {
    page.socket().send("\x03\xe8", mix::Opcode::close);
  }
  while (const auto message = page.socket().receive()) {
    if (message->opcode == mix::Opcode::close) break;
  }
  return 2;
}

constexpr std::array kWays{drop_unused,      drop_within_request, drop_within_answer,  leave_after_page, drop_within_upgrade,
                           drop_within_join, drop_within_frame,   drop_within_handler, drop_after_event, leave_cleanly};

// An address of the thread's own; each has its share of the views that may wait for a browser.
Place some_place(const WatchedServer& server, std::size_t thread, Random& random) {
  return {server.port(), static_cast<std::uint32_t>(0x7f000100 + thread * 100 + random() % 100)};
}

// `work(thread, random)` on `kThreads` threads, until one of them fails.
template <class Work>
void on_threads(unsigned seed, Work work) {
  std::mutex mutex;
  std::string fault;
  {
    std::vector<std::jthread> threads;
    for (std::size_t thread = 0; thread < kThreads; ++thread) {
      threads.emplace_back([&, thread] {
        Random random(seed + static_cast<unsigned>(thread));
        try {
          work(thread, random);
        } catch (const std::exception& error) {
          const std::scoped_lock lock(mutex);
          fault = error.what();
        }
      });
    }
  }
  if (!fault.empty()) throw mix::WrongAnswer(fault);
}

// A crowd that opens so many connections and drops them.
void crowd(const WatchedServer& server, std::size_t connections, unsigned seed) {
  std::atomic<std::size_t> opened = 0;
  on_threads(seed, [&](std::size_t thread, Random& random) {
    for (std::size_t turn = thread; opened < connections; ++turn)
      opened += kWays[turn % kWays.size()](some_place(server, thread, random), random);
  });
}

// More of everything at one time than the crowd ever has, since tables keep the size they once had: views that are joined, requests that
// have begun, pages that wait for their socket, work that was posted to a loop, which has two queues for it in turn.
void peak(const WatchedServer& server) {
  Random random(1);
  std::vector<mix::LivePage> pages;
  std::vector<mix::Stream> streams;
  for (std::size_t i = 0; i < kAtOnce; ++i) {
    pages.emplace_back(server.port(), i % 2 == 0 ? "/" : "/slow", random);
    streams.emplace_back(server.port()).send("GET / HTTP/1.1\r\n");
  }
  for (auto& page : pages) page.event("inc");
  for (std::size_t i = 0; i < kAtOnce; ++i) {  // of either loop
    mix::LivePage page(server.port(), "/burst", random);
    for (int turn = 0; turn < 4; ++turn) page.answer(page.event("burst"));
  }
  std::atomic<bool> full = false;
  on_threads(1, [&](std::size_t thread, Random& own) {
    for (std::size_t turn = 1; !full; ++turn) {
      mix::load(some_place(server, thread, own), "/slow");
      if (thread == 0 && turn % 100 == 0) full = server.state()["parked"] >= kWaitAtOnce;
    }
  });
}

}  // namespace

void drop_connections(const Options& options) {
  WatchedServer server(options.program);
  peak(server);
  crowd(server, options.warm_up, 1);
  const State before = server.state_at_rest();
  const std::size_t dirty = server.private_dirty();
  crowd(server, options.drops - options.warm_up, 1000);
  const State after = server.state_at_rest();
  const std::size_t dirty_after = server.private_dirty();
  std::cout << options.drops << " connections dropped: heap " << before["heap_bytes"] << " bytes in " << before["heap_blocks"]
            << " blocks after " << options.warm_up << ", " << after["heap_bytes"] << " in " << after["heap_blocks"]
            << " after all; Private_Dirty " << dirty / 1024 << " and " << dirty_after / 1024 << " KiB; " << after["mounts"] << " mounts\n";
  if (before["heap_bytes"] != after["heap_bytes"] || before["heap_blocks"] != after["heap_blocks"])
    throw mix::WrongAnswer("the heap is not what it was");
  if (dirty_after > dirty + 4 * 1024 * 1024) throw mix::WrongAnswer("more than 4 MiB of pages more");
  if (after["crashes"] != 0) throw mix::WrongAnswer("views crashed");
  if (const std::string end = server.process().stop(); !end.empty()) throw mix::WrongAnswer(end);
}

}  // namespace connections

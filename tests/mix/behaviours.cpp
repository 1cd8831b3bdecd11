#include "mix/behaviours.h"

#include <array>
#include <vector>

#include "mix/http_client.h"
#include "mix/live_page.h"

namespace mix {
namespace {

void expect(bool right, const std::string& what) {
  if (!right) throw WrongAnswer(what);
}

// Clicks up and down in turn with the answers; the page must show the number after each.
void click(const Site& site, Random& random) {
  LivePage page(site.port, site.path, random);
  long long count = 0;
  for (std::size_t left = 1 + below(random, 60); left > 0; --left) {
    const bool up = below(random, 3) != 0;
    count += up ? 1 : -1;
    const Frame frame = page.answer(page.event(up ? site.up : site.down));
    expect(frame.kind == 'd' && frame.shows(count), "expected the number " + std::to_string(count) + ", got " + frame.payload);
  }
  if (below(random, 2) == 0) page.send("[0,\"leave\",null," + std::to_string(page.seq()) + "]");
}

// Clicks faster than the answers come; however they are gathered, the last one shows the sum.
void click_in_bursts(const Site& site, Random& random) {
  LivePage page(site.port, site.path, random);
  long long count = 0;
  for (int burst = 0; burst < 5; ++burst) {
    std::uint64_t last = 0;
    const std::size_t clicks = 1 + below(random, 200);
    for (std::size_t i = 0; i < clicks; ++i) last = page.event(site.up);
    count += static_cast<long long>(clicks);
    expect(page.answer(last).shows(count), "a burst of clicks did not add up to " + std::to_string(count));
  }
}

// Sends without reading, through a small buffer; then reads everything.
void read_slowly(const Site& site, Random& random) {
  LivePage page(site.port, site.path, random, 4096);
  constexpr int kClicks = 2000;
  std::uint64_t last = 0;
  for (int i = 0; i < kClicks; ++i) last = page.event(site.up);
  expect(page.answer(last).shows(kClicks), "a slow reader did not end at the newest number");
}

// Events the page never bound, with wrong arguments or of a wrong type: refused one by one, and nothing changes.
void send_wrong_events(const Site& site, Random& random) {
  static constexpr std::array<std::string_view, 8> kWrong{"nonsense",   "",       "add(\\\"x\\\")", "add(1,2,3)",
                                                          "add(1e999)", "inc(1)", "add(",           "__proto__"};
  LivePage page(site.port, site.path, random);
  for (int i = 0; i < 20; ++i) {
    const std::uint64_t id = page.event(kWrong[below(random, kWrong.size())]);
    const Frame frame = page.answer(id);
    const std::string error = "\"" + std::to_string(id) + "\":{\"code\"";
    expect(frame.payload.find(error) != std::string::npos || frame.payload.find("\"id\":" + std::to_string(id)) != std::string::npos,
           "a wrong event was not refused: " + frame.payload);
  }
  expect(page.answer(page.event(site.up)).shows(1), "a refused event changed something");
}

// Loses the connection and joins again with the same page, as after a tunnel.
void reconnect(const Site& site, Random& random) {
  LivePage first(site.port, site.path, random);
  first.answer(first.event(site.up));
  const Root root = first.root();
  first.socket().stream().reset();
  for (int i = 0; i < 3; ++i) {
    LivePage again(site.port, site.path, root, random);
    const Frame frame = again.answer(again.event(site.up));
    expect(frame.kind == 'd' || frame.kind == 'f', "an event after a rejoin changed nothing");
  }
}

// Loses its connection again and again, right after a click: the click, its answer, or neither is lost. It sends again what was not
// answered, as the client does, and each click counts once.
void come_back(const Site& site, Random& random) {
  LivePage page(site.port, site.path, random);
  long long count = 0;
  for (std::size_t cuts = 1 + below(random, 8); cuts > 0; --cuts) {
    for (std::size_t clicks = below(random, 10); clicks > 0; --clicks, ++count) page.answer(page.event(site.up));
    const std::uint64_t last = page.event(site.up);
    ++count;
    if (below(random, 2) == 0) page.socket().stream().reset();
    if (page.come_back(site.port, random).ack < last) {
      page.repeat(last, site.up);
      page.answer(last);
    }
  }
  const Frame frame = page.answer(page.event(site.up));
  expect(frame.shows(count + 1), "after coming back the page shows " + frame.payload + " and not " + std::to_string(count + 1));
}

// Asks for everything again: after damage, or to be sure.
void resync(const Site& site, Random& random) {
  LivePage page(site.port, site.path, random);
  for (int i = 0; i < 5; ++i) {
    page.answer(page.event(site.up));
    page.send("[0,\"full\",null," + std::to_string(page.seq()) + "]");
    expect(page.next().kind == 'f', "no full tree when asked for");
    page.send("[0,\"ping\",null," + std::to_string(page.seq()) + "]");
    expect(page.next().kind == 'p', "no pong");
  }
}

// A keep-alive connection: GET and HEAD agree, unknown pages are 404, pipelined requests are answered in order.
void read_pages(const Site& site, Random& random) {
  HttpClient client(site.port);
  const Answer page = client.get(site.path);
  expect(page.status == 200, "status " + std::to_string(page.status));
  const Answer head = client.ask("HEAD", site.path);
  expect(head.status == 200 && head.body.empty(), "HEAD answered " + head.head);
  expect(client.get("/no/such/page").status == 404, "an unknown page is not 404");

  const auto script = page.body.find("/_golive/golive-");
  expect(script != std::string::npos, "the page names no client script");
  const std::string path = page.body.substr(script, page.body.find('"', script) - script);
  const std::size_t requests = 1 + below(random, 8);
  for (std::size_t i = 0; i < requests; ++i) client.write(i % 2 == 0 ? "GET" : "HEAD", i % 3 == 0 ? path : site.path);
  for (std::size_t i = 0; i < requests; ++i) {
    const Answer answer = client.read(i % 2 == 0);
    expect(answer.status == 200, "pipelined request " + std::to_string(i) + ": " + answer.head);
    expect((answer.header("Content-Type").find("javascript") != std::string_view::npos) == (i % 3 == 0), "answers out of order");
  }
}

// Several viewers of one feed; what is published reaches all of them.
void watch_feed(const Site& site, Random& random) {
  std::vector<LivePage> viewers;
  for (std::size_t i = 0; i < 5; ++i) viewers.emplace_back(site.port, "/feed", random);
  for (int i = 0; i < 5; ++i) {
    const Answer answer = HttpClient(site.port).ask("POST", "/bump");
    expect(answer.status / 100 == 2, "POST /bump: " + answer.head);
    for (LivePage& viewer : viewers) expect(viewer.next().kind == 'd', "a viewer of the feed saw nothing new");
  }
}

// Rows touched, moved, added and deleted in a table.
void edit_table(const Site& site, Random& random) {
  static constexpr std::array<std::string_view, 5> kEvents{"touch", "swap", "prepend", "delete", "shuffle"};
  const std::string versions = below(random, 2) == 0 ? "&versions=1" : "";
  LivePage page(site.port, "/table?rows=" + std::to_string(1 + below(random, 300)) + versions, random);
  for (int i = 0; i < 30; ++i) {
    const Frame frame = page.answer(page.event(kEvents[below(random, kEvents.size())]));
    expect(frame.kind == 'd' || frame.kind == 'r', std::string("kind ") + frame.kind + " for a table event");
  }
}

// A view whose callbacks block, answered from another thread of the server; half of the visitors leave in the middle of it.
void block(const Site& site, Random& random) {
  LivePage page(site.port, "/work", random);
  const std::size_t events = 1 + below(random, 5);
  std::uint64_t last = 0;
  for (std::size_t i = 0; i < events; ++i) last = page.event("work");
  if (below(random, 2) == 0) return;
  Frame frame = page.answer(last);
  // Both numbers reach the count; the second comes by a message of its own.
  while (!frame.shows(static_cast<long long>(events))) frame = page.next();
}

// A thread of the host feeds the page and is steered by it; nothing that arrives is torn or out of order.
void steer_engine(const Site& site, Random& random) {
  LivePage page(site.port, "/engine", random, below(random, 3) == 0 ? 4096 : 0);
  const std::size_t orders = 1 + below(random, 5);
  for (std::size_t i = 0; i < orders; ++i) {
    const auto number = static_cast<long long>(1 + i * 2 + below(random, 2));
    page.event("order", R"({"value":")" + std::to_string(number) + R"(","name":""})");
    if (below(random, 8) == 0) return;  // leaves with an order under way
    const std::string told = "\"0\":" + std::to_string(number % 2 == 0 ? number : -number - 1);
    Frame frame = page.next();
    for (int frames = 0; frame.payload.find(told) == std::string::npos; frame = page.next()) {
      expect(frame.payload.find("\"1\":") == std::string::npos, "a reading was torn or out of order: " + frame.payload);
      expect(++frames < 2000, "no outcome of an order");
    }
  }
}

// Numbers that change by themselves, faster than they are read.
void watch_cells(const Site& site, Random& random) {
  LivePage page(site.port, "/cells?n=200&hz=60", random, below(random, 2) == 0 ? 4096 : 0);
  for (int i = 0; i < 30; ++i) expect(page.next().kind == 'd', "cells that do not change");
}

}  // namespace

std::span<const Behaviour> behaviours() {
  static constexpr std::array kBehaviours{
      Behaviour{"clicks", click},
      Behaviour{"clicks in bursts", click_in_bursts},
      Behaviour{"reads slowly", read_slowly},
      Behaviour{"sends wrong events", send_wrong_events},
      Behaviour{"reconnects", reconnect},
      Behaviour{"comes back", come_back},
      Behaviour{"resyncs", resync},
      Behaviour{"reads pages", read_pages},
      Behaviour{"sends garbage messages", send_garbage_messages},
      Behaviour{"sends garbage frames", send_garbage_frames},
      Behaviour{"sends half frames", send_half_frames},
      Behaviour{"sends garbage HTTP", send_garbage_http},
      Behaviour{"leaves at any point", leave_at_any_point},
      Behaviour{"watches the feed", watch_feed, true},
      Behaviour{"edits a table", edit_table, true},
      Behaviour{"watches cells", watch_cells, true},
      Behaviour{"blocks", block, true},
      Behaviour{"steers the engine", steer_engine, true},
  };
  return kBehaviours;
}

Site visit(std::uint16_t port) {
  if (HttpClient(port).get("/counter").status == 200) return {port, true, "/counter", "inc", "dec"};
  return {port, false, "/", "add(1)", "add(-1)"};
}

}  // namespace mix

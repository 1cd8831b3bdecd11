#include <array>
#include <iostream>
#include <memory>
#include <vector>

#include "connections/scenarios.h"
#include "connections/watched_server.h"
#include "mix/live_page.h"

namespace connections {
namespace {

constexpr std::size_t kPeers = 40;
// By chance a queue of the server grows a step more than it did before: less than 103 bytes a peer.
constexpr std::size_t kStepBytes = 4096;
constexpr std::size_t kMessage = std::size_t{1} << 20;  // HttpLimits::message and body

// What a peer sends and then nothing more, and what it may cost the server: twice the limit of what it began, since buffers double, and
// what a connection takes by itself.
struct Half {
  std::string_view name;
  bool joined;
  std::string (*bytes)(mix::LivePage* page);
  std::size_t allowed;
};

constexpr std::size_t kOfConnection = std::size_t{16} << 10;
// What was read at once with a head, 64 KiB, is kept beside it until the request is over, in buffers that doubled.
constexpr std::size_t kOfRequest = std::size_t{256} << 10;

constexpr std::array kHalves{
    Half{"half a message of a megabyte", true,
         [](mix::LivePage* page) {
           std::string frame = page->socket().frame(std::string(kMessage, 'x'), mix::Opcode::text);
           frame.pop_back();
           return frame;
         },
         2 * kMessage + kOfConnection},
    Half{"a message in a hundred thousand fragments that never ends", true,
         [](mix::LivePage* page) {
           std::string frames = page->socket().frame("[", mix::Opcode::text, false);
           const std::string more = page->socket().frame("[", mix::Opcode::continuation, false);
           for (int i = 0; i < 100'000; ++i) frames += more;
           return frames;
         },
         2 * 100'001 + kOfConnection},
    Half{"fifteen kilobytes of headers that never end", false,
         [](mix::LivePage*) { return "GET / HTTP/1.1\r\nX: " + std::string(15'000, 'x'); }, std::size_t{2} * 16'384 + kOfConnection},
    Half{"half a body of a megabyte", false,
         [](mix::LivePage*) {
           return "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(kMessage) + "\r\n\r\n" +
                  std::string(kMessage - 1, 'x');
         },
         2 * kMessage + kOfRequest},
    Half{"a body of ten thousand small chunks that never ends", false,
         [](mix::LivePage*) {
           std::string request = "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
           for (int i = 0; i < 10'000; ++i) request += "1\r\nx\r\n";
           return request;
         },
         2 * 10'000 + kOfRequest},
};

// The heap while all of them wait in the middle of it.
std::size_t heap_of(const WatchedServer& server, const Half& half) {
  mix::Random random(1);
  std::vector<mix::LivePage> pages;
  std::vector<mix::Stream> streams;
  for (std::size_t i = 0; i < kPeers; ++i) {
    if (half.joined) {
      pages.emplace_back(server.port(), "/", random);
      pages.back().socket().stream().send(half.bytes(&pages.back()));
    } else {
      streams.emplace_back(server.port()).send(half.bytes(nullptr));
    }
  }
  return server.settled()["heap_bytes"];
}

}  // namespace

void send_halves(const Options& options) {
  WatchedServer server(options.program);
  for (const Half& half : kHalves) {
    heap_of(server, half);  // what it warms up
    const std::size_t before = server.state_at_rest()["heap_bytes"];
    const std::size_t during = heap_of(server, half);
    const std::size_t after = server.state_at_rest()["heap_bytes"];
    const std::size_t each = during > before ? (during - before) / kPeers : 0;
    std::cout << half.name << ": " << each << " bytes each, " << half.allowed << " allowed; heap " << before << " before, " << after
              << " after\n";
    if (each > half.allowed) throw mix::WrongAnswer("more memory than stated");
    if (after > before + kStepBytes) throw mix::WrongAnswer("they left something behind");
  }
  if (const std::string end = server.process().stop(); !end.empty()) throw mix::WrongAnswer(end);
}

}  // namespace connections

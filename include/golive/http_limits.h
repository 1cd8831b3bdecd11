#pragma once
// HttpLimits is what one client may ask of the server: in bytes, in number and in time.
//
//     Config config;
//     config.http.body = 20 * 1024 * 1024;   // people post photographs here
//     config.http.idle_time = 10s;
//     App app(config);
//
// Sizes are bytes. Beyond a limit the client gets the status named and the connection ends after it. Times are kept with a resolution of a
// quarter of a second. Threads: a value; the app copies it. Sources: RFC 9110 section 15.5, RFC 9112 sections 3, 5 and 9.5.
#include <cstddef>

#include "golive/duration.h"

namespace golive {

struct HttpLimits {
  // The line with method, URL and version: 414. Longer than any URL that browsers, proxies and search engines agree on (2 to 8 KiB).
  std::size_t request_line = 8 * 1024;
  // All header lines together: 431. Room for the cookies a browser keeps for one site in practice, and for one bearer token beside them.
  std::size_t headers = 16 * 1024;
  // Header lines: 431. Browsers send about 20, a chain of proxies adds a dozen.
  std::size_t header_count = 100;
  // The body, chunked or not: 413. It is kept in memory until the handler has answered, so this times the open connections is what
  // uploads can cost at worst.
  std::size_t body = 1024 * 1024;

  // For the TLS handshake of a new connection and the first byte of its first request; then it is closed.
  Duration handshake_time = std::chrono::seconds{10};
  // From a request's first byte to the end of its headers: 408. Bytes that trickle in win no time. A new connection without TLS has as long
  // to begin.
  Duration head_time = std::chrono::seconds{10};
  // A body takes as long as it likes, but in each such span at least slowest_sender bytes a second must come: 408.
  Duration body_time = std::chrono::seconds{20};
  // Bytes a second, also of a WebSocket message that has begun. A tenth of a bad mobile connection.
  std::size_t slowest_sender = 500;
  // Between two requests of one connection; then it is closed without a word. Longer than people look at one page saves little.
  Duration idle_time = std::chrono::seconds{60};
  // A response takes as long as it likes, but in each such span at least slowest_reader bytes a second must be taken; else it is cut off.
  Duration write_time = std::chrono::seconds{30};
  // Bytes a second.
  std::size_t slowest_reader = 500;
  // For a client to read the last response of a connection before the socket is closed under it. A closed socket that is still being sent
  // to takes the response with it.
  Duration linger_time = std::chrono::seconds{2};

  // One WebSocket message of the browser, all its fragments together: closes with 1009. Events are some hundred bytes; pasted text is more.
  std::size_t message = 1024 * 1024;
  // A message that has begun takes as long as it likes, but in each such span at least slowest_sender bytes a second must come: closes with
  // 1008.
  Duration message_time = std::chrono::seconds{20};
  // A WebSocket that has sent nothing for this long is asked for a sign of life (a ping, which browsers answer by themselves): so a browser
  // that vanished without a word is found, whatever is sent to it. Our client speaks every 15 s, so few are ever asked.
  Duration ping_time = std::chrono::seconds{30};
  // For that answer; then the connection is given up, and its view waits for the browser to come back.
  Duration pong_time = std::chrono::seconds{15};
  // For a WebSocket to answer the server's close frame, or to end its side after it broke a rule; then it is dropped.
  Duration close_time = std::chrono::seconds{5};
};

}  // namespace golive

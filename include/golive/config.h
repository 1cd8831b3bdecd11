#pragma once
// Config is what an App is told before it starts.
//
//     App app(Config{.threads = 2, .mailbox = 256});
//
// Each member has a default that is right for a server on one machine, and can also come from a file or the environment
// (golive/load_config.h). An app that starts checks all of them and throws Error GL0701, which names every value that cannot be. Threads: a
// value; the app copies it.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "golive/duration.h"
#include "golive/http_limits.h"
#include "golive/log.h"
#include "golive/parking.h"
#include "golive/session_config.h"

namespace golive {

// The threads that run() and start() make, one a loop. What the system refuses (a processor that is not there, a priority that takes
// privileges) is Error GL0504 at start.
struct ThreadOptions {
  // Shown by top -H and gdb as NAME-0, NAME-1 ... At most 11 characters.
  std::string name = "golive";
  // Loop i runs on processor cpus[i % size] only. Empty: on any.
  std::vector<int> cpus = {};
  // From -20, first, to 19, last: nice(2), for these threads alone.
  int nice = 0;
  // Real-time priority 1 to 99 (SCHED_FIFO); 0: as other threads. A loop that is busy then starves what is below it.
  int fifo_priority = 0;
};

// What the app sets for the log of the whole process when it starts. Nothing by default: the log is the host's (golive/log.h).
struct LogOptions {
  std::optional<LogLevel> level = std::nullopt;
  std::optional<LogFormat> format = std::nullopt;
};

struct Config {
  // Where run(), start() and poll() listen unless App::listen says otherwise.
  std::string address = "localhost";
  std::uint16_t port = 3000;
  // Event-loop threads; 0: one per core under run(), one under start().
  int threads = 0;
  // Their name, processors and priority.
  ThreadOptions thread = {};
  // For so long a page may come back to a server that no longer has its view; later it is loaded afresh. A view that is still there takes
  // it back at any time.
  Duration token_lifetime = std::chrono::hours{24};
  // A socket that has not joined for this long is closed.
  Duration join_within = std::chrono::seconds{10};
  // Messages a view has not taken yet (ViewHandle::send); at this number further ones are refused to their sender.
  std::size_t mailbox = 1024;
  // Events that one page may send a second, and at once; beyond they are refused (`too_many`), and a page that goes on is closed. No
  // person, and no display of 240 frames a second under a slider, comes near. 0 events a second: any number.
  std::size_t events_per_second = 500;
  std::size_t events_at_once = 2000;
  // A socket that has not taken all that was sent to it within this time is closed; the browser comes back when it can.
  Duration stalled_socket = std::chrono::seconds{30};
  // Threads for routes with `blocking`; made when the first one is needed.
  int workers = 4;
  // Open connections of all loops together, HTTP and sockets each; further ones get 503.
  std::size_t connections = 100'000;
  // Of those, from one address, HTTP and sockets together, and how many pages may join from there a second (ten times as many at once);
  // beyond, a connection gets 503 and a page comes back a little later. An IPv6 address stands for its /64. 0: as many as it likes, which
  // is right behind a proxy that is not among `proxies`: all visitors have its address then.
  std::size_t connections_per_address = 0;
  std::size_t joins_per_address = 0;
  // Proxies in front of the app, whose X-Forwarded-For, -Proto and -Host, or Forwarded (RFC 7239), are believed: "192.0.2.7", "10.0.0.0/8",
  // "2001:db8::/32", "unix" for whoever connects by listen_unix(). Then peer, scheme and host of a request are those of the client, and
  // request_id() keeps an X-Request-ID that comes. Of anybody else these headers mean nothing; none by default. An entry that is none of
  // these is Error GL0608 at start.
  std::vector<std::string> proxies = {};
  // stop() waits this long at most for requests, callbacks and goodbyes to end. Then what still runs in the loops is cut off.
  Duration stop_within = std::chrono::seconds{10};
  LogOptions log = {};
  // Sizes, numbers and times of requests and responses.
  HttpLimits http = {};
  // How long views wait for their browser, and how many.
  ParkingLimits parking = {};
  // Root secrets of at least 32 characters, newest first: pages, cookies and tokens are signed and sealed with the first and opened with
  // any, so a secret is changed by putting the new one in front and taking the old one away after SessionConfig::lifetime. Apps that shall
  // not take each other's visitors need a secret each. Empty: GOLIVE_SECRET of the environment ("new,old"), else one that is made once and
  // kept in the state directory, mode 0600.
  std::vector<std::string> secret = {};
  // Where that secret and the list of ended sessions are kept. Empty: $STATE_DIRECTORY, as systemd sets it, else golive/PROGRAM in
  // $XDG_STATE_HOME or ~/.local/state.
  std::string state_directory = {};
  // How long sessions last, and where they are kept.
  SessionConfig session = {};
  // Names this app answers for, others get 421: "example.org", "*.example.org", "example.org:8080", "*". Empty: localhost and the loopback
  // addresses if the app listens on loopback alone, so that a page elsewhere whose name was made to mean 127.0.0.1 (DNS rebinding) reaches
  // nothing; else every name.
  std::vector<std::string> hosts = {};
  // Origins beside the app's own whose pages may open its sockets and send it forms: "https://example.org", "https://*.example.org". Others
  // get 403, and so does `null`.
  std::vector<std::string> origins = {};
  // Ask a token (golive/csrf.h) of every POST, PUT, PATCH and DELETE to a plain route, not only of those that show a session's cookie.
  bool strict_csrf = false;
  // Every event of every live page carries a tag, so that only what its view has rendered can be sent (golive/handler.h, docs/security.md);
  // RouteOptions::sealed_events goes first.
  bool sealed_events = false;
  // Nothing is skipped when rendering and what versions promise is checked (GL0202); browsers are told why an event was refused, and what
  // the app's code threw for a request that no on_error() answers (docs/errors.md). On in debug builds.
#ifdef NDEBUG
  bool development = false;
#else
  bool development = true;
#endif
};

}  // namespace golive

#include "app/config_table.h"

#include <iterator>
#include <limits>

namespace golive {
namespace {

constexpr std::int64_t kAny = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kGiB = std::int64_t{1} << 30;
constexpr std::int64_t kMs = 1'000'000;
constexpr std::int64_t kSecond = 1000 * kMs;
constexpr std::int64_t kHour = 3600 * kSecond;
constexpr std::int64_t kYear = 366 * 24 * kHour;

constexpr std::string_view kLogLevels[] = {"debug", "info", "warning", "error", "off"};
constexpr std::string_view kSecure[] = {"automatic", "always", "never"};
constexpr std::string_view kLogFormats[] = {"text", "json"};

template <class Enum>
OptionalChoice optional_choice(std::optional<Enum>& choice, std::span<const std::string_view> words) {
  return {.get = [](const void* object) -> std::optional<std::uint8_t> {
            const auto& chosen = *static_cast<const std::optional<Enum>*>(object);
            return chosen ? std::optional(static_cast<std::uint8_t>(*chosen)) : std::nullopt;
          },
          .set = [](void* object, std::uint8_t value) { *static_cast<std::optional<Enum>*>(object) = static_cast<Enum>(value); },
          .object = &choice,
          .words = words};
}

using F = ConfigField;
using C = Config;

// clang-format off: one line a key
constexpr ConfigKey kKeys[] = {
    {"address", [](C& c) { return F(&c.address); }, 1, 255,
     "Where to listen: an address in figures, or `localhost` for both loopbacks. `0.0.0.0` and `::` are every address of the machine."},
    {"port", [](C& c) { return F(&c.port); }, 0, 65535, "The port; 0 picks a free one."},
    {"threads", [](C& c) { return F(&c.threads); }, 0, 1024, "Event loops, a thread each; 0: one per core under run(), one under start()."},
    {"thread.name", [](C& c) { return F(&c.thread.name); }, 1, 11, "Name of the threads, shown by `top -H` as NAME-0, NAME-1 ..."},
    {"thread.cpus", [](C& c) { return F(&c.thread.cpus); }, 0, 0,
     "Processors: loop i runs on the i-th of the list alone, from the front again at its end. Empty: on any."},
    {"thread.nice", [](C& c) { return F(&c.thread.nice); }, -20, 19, "Niceness of the threads; below 0 takes privileges."},
    {"thread.fifo_priority", [](C& c) { return F(&c.thread.fifo_priority); }, 0, 99,
     "Real-time priority (SCHED_FIFO), which takes privileges; 0: none."},
    {"token_lifetime", [](C& c) { return F(&c.token_lifetime); }, kSecond, kYear,
     "How long a page may wait for its socket and still join."},
    {"join_within", [](C& c) { return F(&c.join_within); }, 100 * kMs, kHour, "A socket that has not joined for this long is closed."},
    {"mailbox", [](C& c) { return F(&c.mailbox); }, 1, 1 << 30,
     "Messages a view may leave waiting; further ones are refused to their sender."},
    {"events_per_second", [](C& c) { return F(&c.events_per_second); }, 0, 1'000'000,
     "Events one page may send a second; further ones are refused, and a page that goes on is closed with 1008. 0: any number."},
    {"events_at_once", [](C& c) { return F(&c.events_at_once); }, 1, 1'000'000,
     "Events one page may send at once; a client that comes back sends up to 1000 that wait for an answer."},
    {"stalled_socket", [](C& c) { return F(&c.stalled_socket); }, 100 * kMs, kHour,
     "A socket that has not taken all it was sent within this time is closed."},
    {"workers", [](C& c) { return F(&c.workers); }, 1, 1024, "Threads for routes whose callbacks may block."},
    {"connections", [](C& c) { return F(&c.connections); }, 1, 1 << 30,
     "Open connections, of HTTP and of sockets each; further ones get 503."},
    {"connections_per_address", [](C& c) { return F(&c.connections_per_address); }, 0, 1 << 30,
     "Of those, from one address (IPv6: from one /64), HTTP and sockets together; further ones get 503. 0: any number."},
    {"joins_per_address", [](C& c) { return F(&c.joins_per_address); }, 0, 1'000'000,
     "Pages that may join from one address a second, ten times as many at once; further ones come back later. 0: any number."},
    {"proxies", [](C& c) { return F(&c.proxies); }, 0, 0,
     "Proxies whose X-Forwarded-*, Forwarded and X-Request-ID are believed: addresses, networks like `10.0.0.0/8`, or `unix`."},
    {"stop_within", [](C& c) { return F(&c.stop_within); }, 0, kHour, "How long stop() waits for requests, callbacks and goodbyes."},
    {"log.level", [](C& c) { return F(optional_choice(c.log.level, kLogLevels)); }, 0, 0,
     "The least important lines of the log that are written: `debug`, `info`, `warning`, `error` or `off`. Not set: as the process has "
     "it."},
    {"log.format", [](C& c) { return F(optional_choice(c.log.format, kLogFormats)); }, 0, 0,
     "`text` for people or `json` for machines. Not set: as the process has it."},
    {"http.request_line", [](C& c) { return F(ByteCount{&c.http.request_line}); }, 16, kGiB,
     "Longest line with method, URL and version; else 414."},
    {"http.headers", [](C& c) { return F(ByteCount{&c.http.headers}); }, 64, kGiB, "All header lines of a request together; else 431."},
    {"http.header_count", [](C& c) { return F(&c.http.header_count); }, 1, 1 << 20, "Header lines of a request; else 431."},
    {"http.body", [](C& c) { return F(ByteCount{&c.http.body}); }, 0, 64 * kGiB, "Body of a request; else 413."},
    {"http.handshake_time", [](C& c) { return F(&c.http.handshake_time); }, kMs, kHour,
     "For a TLS handshake; then the connection is closed."},
    {"http.head_time", [](C& c) { return F(&c.http.head_time); }, kMs, kHour,
     "From a request's first byte to the end of its headers; else 408."},
    {"http.body_time", [](C& c) { return F(&c.http.body_time); }, kMs, kHour,
     "In each such span a body must bring slowest_sender bytes a second; else 408."},
    {"http.slowest_sender", [](C& c) { return F(ByteCount{&c.http.slowest_sender}); }, 0, kGiB, "Bytes a second."},
    {"http.idle_time", [](C& c) { return F(&c.http.idle_time); }, kMs, 24 * kHour, "Between two requests of one connection."},
    {"http.write_time", [](C& c) { return F(&c.http.write_time); }, kMs, kHour,
     "In each such span slowest_reader bytes a second of a response must be taken."},
    {"http.slowest_reader", [](C& c) { return F(ByteCount{&c.http.slowest_reader}); }, 0, kGiB, "Bytes a second."},
    {"http.linger_time", [](C& c) { return F(&c.http.linger_time); }, 0, kHour,
     "For a client to read the last response of its connection."},
    {"http.message", [](C& c) { return F(ByteCount{&c.http.message}); }, 1, kGiB,
     "One message of a socket; else the socket closes with 1009."},
    {"http.message_time", [](C& c) { return F(&c.http.message_time); }, kMs, kHour,
     "In each such span a message must bring slowest_sender bytes a second; else 1008."},
    {"http.ping_time", [](C& c) { return F(&c.http.ping_time); }, kMs, 24 * kHour, "Of silence of a socket; then it is pinged."},
    {"http.pong_time", [](C& c) { return F(&c.http.pong_time); }, kMs, kHour,
     "For a socket to answer a ping; then its browser is taken to be gone."},
    {"http.close_time", [](C& c) { return F(&c.http.close_time); }, kMs, kHour,
     "For a socket to answer a close frame; then it is dropped."},
    {"parking.served.views", [](C& c) { return F(&c.parking.served.views); }, 0, 1 << 30,
     "Pages that were served and have not joined yet, kept for their socket."},
    {"parking.served.bytes", [](C& c) { return F(ByteCount{&c.parking.served.bytes}); }, 0, 1024 * kGiB, "Their memory."},
    {"parking.served.time", [](C& c) { return F(&c.parking.served.time); }, 0, 24 * kHour, "How long they are kept."},
    {"parking.served_per_session", [](C& c) { return F(&c.parking.served_per_session); }, 0, 1 << 30, "Of those, from one session."},
    {"parking.served_per_address", [](C& c) { return F(&c.parking.served_per_address); }, 0, 1 << 30, "Of those, from one address."},
    {"parking.lost.views", [](C& c) { return F(&c.parking.lost.views); }, 0, 1 << 30,
     "Views whose connection was lost, kept for the browser to come back."},
    {"parking.lost.bytes", [](C& c) { return F(ByteCount{&c.parking.lost.bytes}); }, 0, 1024 * kGiB, "Their memory."},
    {"parking.lost.time", [](C& c) { return F(&c.parking.lost.time); }, 0, 24 * kHour, "How long they are kept."},
    {"secret", [](C& c) { return F(&c.secret); }, 0, 0,
     "Root secrets of at least 32 characters, newest first. Not set: one is made and kept in the state directory."},
    {"state_directory", [](C& c) { return F(&c.state_directory); }, 0, 4096,
     "Where the secret and the list of ended sessions are kept. Not set: `$STATE_DIRECTORY`, else golive/PROGRAM in `$XDG_STATE_HOME` or "
     "~/.local/state."},
    {"session.idle", [](C& c) { return F(&c.session.idle); }, kSecond, 10 * kYear,
     "A session ends when it has not been used for this long."},
    {"session.lifetime", [](C& c) { return F(&c.session.lifetime); }, kSecond, 10 * kYear,
     "A session ends after this, however much it is used."},
    {"session.cookie", [](C& c) { return F(&c.session.cookie); }, 1, 64, "Name of the cookie; over https with `__Host-` in front."},
    {"session.secure",
     [](C& c) {
       return F(ConfigChoice{reinterpret_cast<std::uint8_t*>(&c.session.secure), kSecure});
     },
     0, 0, "Whether visitors come over https: `automatic`, `always` or `never`."},
    {"hosts", [](C& c) { return F(&c.hosts); }, 0, 0,
     "Names this app answers for: `example.org`, `*.example.org`, `*`. Not set: the loopback names if it listens there alone, else every "
     "name."},
    {"origins", [](C& c) { return F(&c.origins); }, 0, 0, "Origins beside the app's own whose pages may act here: `https://example.org`."},
    {"strict_csrf", [](C& c) { return F(&c.strict_csrf); }, 0, 0,
     "Ask a token of every unsafe request, not only of those with a session's cookie."},
    {"sealed_events", [](C& c) { return F(&c.sealed_events); }, 0, 0,
     "Every event of a live page carries a tag: only what its view has rendered can be sent."},
    {"development", [](C& c) { return F(&c.development); }, 0, 0,
     "Errors are shown in the browser, and nothing is skipped when rendering. On in debug builds."},
};
// clang-format on

constexpr std::string_view kOfCode[] = {"session.store"};

}  // namespace

std::span<const ConfigKey> config_keys() noexcept { return kKeys; }

std::span<const std::string_view> config_members_of_code() noexcept { return kOfCode; }

std::string environment_name(std::string_view key) {
  std::string name = "GOLIVE_";
  for (const char c : key) name += c == '.' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return name;
}

}  // namespace golive

#pragma once
// How sessions are kept: Config::session.
//
//     App app(Config{.session = {.idle = 30min, .lifetime = 12h}});
//     App big(Config{.session = {.store = memory_session_store()}});
//
// Threads: a value; a store is called from all loops at once.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "golive/detail/api.h"
#include "golive/duration.h"

namespace golive {

// Keeps the values of sessions outside of their cookies: they may be larger, and a browser cannot bring back old ones.
// Threads: called from any, with the session locked; it must not block for long.
class GOLIVE_API SessionStore {
 public:
  virtual ~SessionStore();
  // What was saved last under `key` (22 characters); empty if nothing was, or it has expired.
  virtual std::optional<std::string> load(std::string_view key) = 0;
  // `expires`: seconds since 1970-01-01 UTC.
  virtual void save(std::string_view key, std::string_view values, std::int64_t expires) = 0;
  virtual void remove(std::string_view key) = 0;
};

// Keeps them in memory, until the process ends. Of more than `most` sessions those that expire first are forgotten.
GOLIVE_API std::shared_ptr<SessionStore> memory_session_store(std::size_t most = 100'000);

struct SessionConfig {
  // Without a request or an event for this long a session ends.
  Duration idle = std::chrono::hours{14 * 24};
  // However much it is used, it ends after this.
  Duration lifetime = std::chrono::hours{30 * 24};
  // Over https the cookie is called __Host-NAME: browsers take it from this very host only, over TLS. Over plain http, which is for
  // development on localhost, it is NAME. Ports of one host share cookies: two programs on localhost need two names.
  std::string cookie = "golive";
  // Whether the connection counts as https: as the request says, or as you say where a proxy that is not in Config::proxies ends TLS.
  enum class Secure : std::uint8_t { automatic, always, never } secure = Secure::automatic;
  // Where the values are; nullptr: sealed (AES-256-GCM) into the cookie.
  std::shared_ptr<SessionStore> store = nullptr;
};

}  // namespace golive

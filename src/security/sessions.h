#pragma once
// The sessions of an app: makes them, finds them by their cookies, and ends them.
//
//   OpenedSession opened = sessions->open(cookie_header, https, unix_seconds());
//   opened.session.put("user", 7);
//   if (auto line = sessions->cookie_due(opened, unix_seconds())) response.add("Set-Cookie", *line);
//
// A cookie is the whole session, sealed, or with a store the id alone. What cannot be opened, was changed, is over or was voided is not
// taken: the visitor gets a new session. While a view or a request uses a session it is in memory once, whichever loop it is used on.
// Threads: any. Cost: a new visitor 0.7 us (id, state, seal), a returning one 0.6 us.
#include <array>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "golive/session.h"
#include "golive/session_config.h"
#include "security/revocations.h"
#include "security/session_record.h"
#include "state/root_secret.h"
#include "state/sealer.h"

namespace golive::security {

class SessionState;
class SessionWatch;

// Who a request comes from.
struct OpenedSession {
  Session session;
  bool https = false;
  bool showed_cookie = false;  // of our name, good or not
  bool known = false;          // it was good
  SessionId shown_id{};        // if known, as the two below
  std::uint64_t shown_version = 0;
  std::int64_t shown_expires = 0;
};

class Sessions : public std::enable_shared_from_this<Sessions> {
 public:
  static std::shared_ptr<Sessions> make(const SessionConfig& config, const state::RootSecret& secret);
  ~Sessions();

  // Voided ids are also kept in this file. False if it cannot be had.
  bool keep_revocations_in(const std::filesystem::path& file, std::int64_t now) { return revocations_.keep_in(file, now); }

  // `cookies`: the value of the request's Cookie header. Always gives a session; a new one is told to the browser by cookie_due().
  OpenedSession open(std::string_view cookies, bool https, std::int64_t now);
  // Whether a request came by TLS, by the configuration or `scheme`.
  bool is_https(std::string_view scheme) const noexcept;
  // The value for Set-Cookie, if the browser has to be told anything: it has none of a session in use, an older one, or one that is about
  // to expire.
  std::optional<std::string> cookie_due(const OpenedSession& opened, std::int64_t now);

  // The text with which a browser's POST brings its newest cookie, if there is anything new; single use, for a minute, good only beside the
  // session's present cookie.
  std::string post_due(const Session& session, std::int64_t now);
  // What such a POST is answered with: 204 and the cookie, or 403, 409 (used, or overtaken by a newer cookie).
  struct Posted {
    int status;
    std::string cookie;
  };
  Posted accept_post(std::string_view text, std::string_view cookies, bool https, std::int64_t now);

  const SessionConfig& config() const noexcept { return config_; }

 private:
  friend class SessionState;
  friend class SessionWatch;
  struct Shard {
    std::mutex mutex;
    std::unordered_map<std::uint64_t, std::weak_ptr<SessionState>> states;  // by the id's short form
  };

  Sessions(const SessionConfig& config, const state::RootSecret& secret);

  // For SessionState, under its lock.
  std::size_t room() const noexcept;  // bytes of values that fit
  void save(const SessionRecord& record);
  void renamed(const SessionRecord& before, const SessionRecord& after, const std::shared_ptr<SessionState>& state);
  void ended(const SessionRecord& record);
  // From now on looked at at the time `at`, no longer at `before`; 0: never.
  void watch(SessionState& state, std::int64_t before, std::int64_t at);
  void forget(const SessionId& id) noexcept;
  // Seconds left below which use lets a session last on: a cookie is not written with every page.
  std::int64_t touched_below() const noexcept { return idle_ - idle_ / 8; }
  std::int64_t expiry(const SessionRecord& record, std::int64_t now) const noexcept;

  Shard& shard(const SessionId& id) noexcept { return shards_[short_form(id) % shards_.size()]; }
  std::shared_ptr<SessionState> begin(std::int64_t now);
  std::optional<SessionRecord> read_cookie(std::string_view cookies, bool https, bool& showed, std::int64_t now) const;
  std::shared_ptr<SessionState> find(const SessionId& id);
  std::shared_ptr<SessionState> find_or_make(const SessionRecord& record);
  std::string cookie(const SessionRecord& record, bool https, std::int64_t now);
  bool use_once(std::uint64_t serial, std::int64_t until, std::int64_t now);

  const SessionConfig config_;
  const std::int64_t idle_;
  const std::int64_t lifetime_;
  const std::string plain_name_;
  const std::string https_name_;
  const state::Sealer cookies_;
  const state::Sealer posts_;
  Revocations revocations_;
  std::array<Shard, 16> shards_;
  std::atomic<bool> warned_{false};

  std::mutex used_mutex_;
  std::unordered_map<std::uint64_t, std::int64_t> used_;  // serials of texts, until they end by themselves

  std::mutex watch_mutex_;
  SessionWatch* watch_ = nullptr;
  std::set<std::pair<std::int64_t, SessionState*>> watched_;  // by time; who is destroyed leaves first
};

// Of whichever app a session belongs to. has_unsent: post_due would give a text.
bool has_unsent(const Session& session);
std::string post_due(const Session& session, std::int64_t now);

}  // namespace golive::security

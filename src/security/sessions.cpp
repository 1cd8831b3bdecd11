#include "security/sessions.h"

#include <algorithm>
#include <chrono>
#include <span>
#include <utility>

#include "base/base64url.h"
#include "base/bytes.h"
#include "base/clock.h"
#include "base/random.h"
#include "golive/log.h"
#include "security/session_cookie.h"
#include "security/session_state.h"

namespace golive::security {
namespace {

// What a sealed text is bound to, beside its key.
constexpr std::string_view kCookie = "session cookie";
constexpr std::string_view kPost = "session post";

constexpr std::int64_t kPostTime = 60;
constexpr std::size_t kFixedBytes = 1 + sizeof(SessionId) + 8 + 8 + 8;  // of a record without values
constexpr std::size_t kStoreRoom = 1024 * 1024;

std::int64_t seconds(Duration duration) { return std::chrono::duration_cast<std::chrono::seconds>(duration).count(); }

std::string store_key(const SessionId& id) {
  std::string key;
  append_base64url(key, id);
  return key;
}

// The largest content whose cookie browsers take.
std::size_t cookie_room() noexcept {
  std::size_t size = kMostCookieValue * 6 / 8;
  while (state::Sealer::sealed_size(size) > kMostCookieValue) --size;
  return size - kFixedBytes;
}

// What a browser brings by a POST.
struct PostText {
  SessionId from{};
  std::uint64_t serial = 0;
  std::int64_t until = 0;
  SessionRecord record;
};

std::optional<PostText> read_post(std::string_view bytes) {
  ByteReader in(bytes);
  PostText text;
  in.bytes(text.from);
  text.serial = in.number<std::uint64_t>();
  text.until = in.number<std::int64_t>();
  auto record = read_record(in.rest());
  if (!record) return std::nullopt;
  text.record = std::move(*record);
  return text;
}

}  // namespace

std::shared_ptr<Sessions> Sessions::make(const SessionConfig& config, const state::RootSecret& secret) {
  return std::shared_ptr<Sessions>(new Sessions(config, secret));
}

Sessions::Sessions(const SessionConfig& config, const state::RootSecret& secret)
    : config_(config),
      idle_(seconds(config.idle)),
      lifetime_(seconds(config.lifetime)),
      plain_name_(cookie_name(config.cookie, false)),
      https_name_(cookie_name(config.cookie, true)),
      cookies_(secret.keys(kCookie)),
      posts_(secret.keys(kPost)) {}

Sessions::~Sessions() = default;

bool Sessions::is_https(std::string_view scheme) const noexcept {
  return config_.secure == SessionConfig::Secure::automatic ? scheme == "https" : config_.secure == SessionConfig::Secure::always;
}

std::int64_t Sessions::expiry(const SessionRecord& record, std::int64_t now) const noexcept {
  return std::min(now + idle_, record.created + lifetime_);
}

std::size_t Sessions::room() const noexcept { return config_.store != nullptr ? kStoreRoom : cookie_room(); }

std::optional<SessionRecord> Sessions::read_cookie(std::string_view cookies, bool https, bool& showed, std::int64_t now) const {
  const auto values = cookie_values(cookies, https ? https_name_ : plain_name_);
  showed = !values.empty();
  if (values.size() != 1) return std::nullopt;
  const auto bytes = cookies_.open(values.front(), kCookie);
  auto record = bytes ? read_record(*bytes) : std::nullopt;
  if (!record || record->created + lifetime_ <= now || revocations_.has(record->id)) return std::nullopt;
  return record;
}

OpenedSession Sessions::open(std::string_view cookies, bool https, std::int64_t now) {
  OpenedSession opened;
  opened.https = https;
  auto record = read_cookie(cookies, https, opened.showed_cookie, now);
  auto state = record ? find(record->id) : nullptr;
  // A cookie that has expired counts only while views that used the session since keep it alive.
  if (record && state == nullptr && record->expires > now) state = find_or_make(*record);
  if (state != nullptr) {
    opened.known = true;
    opened.shown_id = record->id;
    opened.shown_version = record->version;
    opened.shown_expires = record->expires;
    if (state->shown(std::move(*record), now)) {
      if (opened.shown_expires - now <= touched_below()) state->touch(now);
      opened.session = state->handle();
      return opened;
    }
    opened.known = false;
  }
  opened.session = begin(now)->handle();
  return opened;
}

std::shared_ptr<SessionState> Sessions::begin(std::int64_t now) {
  SessionRecord record{.id = new_session_id(), .created = now, .expires = 0, .version = 0, .values = {}};
  record.expires = expiry(record, now);
  auto state = std::make_shared<SessionState>(std::move(record), shared_from_this());
  const SessionId id = state->id();
  Shard& home = shard(id);
  const std::scoped_lock lock(home.mutex);
  home.states[short_form(id)] = state;
  return state;
}

std::shared_ptr<SessionState> Sessions::find(const SessionId& id) {
  Shard& home = shard(id);
  const std::scoped_lock lock(home.mutex);
  const auto found = home.states.find(short_form(id));
  return found == home.states.end() ? nullptr : found->second.lock();
}

std::shared_ptr<SessionState> Sessions::find_or_make(const SessionRecord& record) {
  SessionRecord made = record;
  if (config_.store != nullptr) {
    const auto bytes = config_.store->load(store_key(record.id));
    auto values = bytes ? read_values(*bytes) : std::nullopt;
    made.values = values ? std::move(*values) : SessionValues();
  }
  auto state = std::make_shared<SessionState>(std::move(made), shared_from_this());
  state->confirmed(record.version);
  Shard& home = shard(record.id);
  const std::scoped_lock lock(home.mutex);
  std::weak_ptr<SessionState>& place = home.states[short_form(record.id)];
  if (auto other = place.lock()) return other;  // made on another loop meanwhile
  place = state;
  return state;
}

void Sessions::forget(const SessionId& id) noexcept {
  Shard& home = shard(id);
  const std::scoped_lock lock(home.mutex);
  const auto found = home.states.find(short_form(id));
  if (found != home.states.end() && found->second.expired()) home.states.erase(found);
}

void Sessions::save(const SessionRecord& record) {
  std::string values;
  append_values(values, record.values);
  config_.store->save(store_key(record.id), values, record.expires);
}

void Sessions::renamed(const SessionRecord& before, const SessionRecord& after, const std::shared_ptr<SessionState>& state) {
  ended(before);
  if (config_.store != nullptr) save(after);
  {
    Shard& home = shard(before.id);
    const std::scoped_lock lock(home.mutex);
    home.states.erase(short_form(before.id));
  }
  Shard& home = shard(after.id);
  const std::scoped_lock lock(home.mutex);
  home.states[short_form(after.id)] = state;
}

void Sessions::ended(const SessionRecord& record) {
  revocations_.add(record.id, record.expires, unix_seconds());
  if (config_.store != nullptr) config_.store->remove(store_key(record.id));
}

std::string Sessions::cookie(const SessionRecord& record, bool https, std::int64_t now) {
  std::string plain;
  if (config_.store == nullptr) {
    append_record(plain, record);
  } else {
    SessionRecord bare = record;
    bare.values.clear();
    append_record(plain, bare);
  }
  std::string value;
  cookies_.seal(plain, kCookie, value);
  return set_cookie(https ? https_name_ : plain_name_, value, record.created + lifetime_ - now, https);
}

std::optional<std::string> Sessions::cookie_due(const OpenedSession& opened, std::int64_t now) {
  SessionState* const state = SessionState::of(opened.session);
  if (state == nullptr) return std::nullopt;
  if (!opened.session.alive()) {
    // Renewed by another request meanwhile: its answer brings the cookie.
    if (!state->over() || !opened.showed_cookie) return std::nullopt;
    return set_cookie(opened.https ? https_name_ : plain_name_, {}, 0, opened.https);
  }
  const SessionRecord record = state->record();
  if (opened.known && opened.shown_id == record.id && opened.shown_version >= record.version) return std::nullopt;
  std::string line = cookie(record, opened.https, now);
  state->confirmed(record.version);
  return line;
}

std::string Sessions::post_due(const Session& session, std::int64_t now) {
  SessionId from{};
  SessionState* const state = SessionState::of(session);
  const auto record = state == nullptr ? std::nullopt : state->take_unsent(session, from);
  if (!record) return {};
  std::string plain;
  ByteWriter(plain).bytes(from).number(random_number()).number(now + kPostTime);
  append_record(plain, *record);
  std::string text;
  posts_.seal(plain, kPost, text);
  return text;
}

bool has_unsent(const Session& session) {
  const SessionState* const state = SessionState::of(session);
  return state != nullptr && state->has_unsent(session);
}

std::string post_due(const Session& session, std::int64_t now) {
  const SessionState* const state = SessionState::of(session);
  return state == nullptr || state->home() == nullptr ? std::string() : state->home()->post_due(session, now);
}

bool Sessions::use_once(std::uint64_t serial, std::int64_t until, std::int64_t now) {
  const std::scoped_lock lock(used_mutex_);
  if (used_.size() >= 1024) std::erase_if(used_, [now](const auto& each) { return each.second < now; });
  return used_.emplace(serial, until).second;
}

Sessions::Posted Sessions::accept_post(std::string_view text, std::string_view cookies, bool https, std::int64_t now) {
  const auto bytes = posts_.open(text, kPost);
  auto posted = bytes ? read_post(*bytes) : std::nullopt;
  if (!posted || posted->until < now || revocations_.has(posted->record.id)) return {403, {}};
  // The present cookie, even if its id is void by now: the text is what replaces it.
  const auto values = cookie_values(cookies, https ? https_name_ : plain_name_);
  const auto shown_bytes = values.size() == 1 ? cookies_.open(values.front(), kCookie) : std::nullopt;
  const auto shown = shown_bytes ? read_record(*shown_bytes) : std::nullopt;
  if (!shown || (shown->id != posted->from && shown->id != posted->record.id)) return {403, {}};
  if (shown->id == posted->record.id && shown->version >= posted->record.version) return {409, {}};
  if (!use_once(posted->serial, posted->until, now)) return {409, {}};
  if (const auto state = find(posted->record.id)) {
    SessionRecord newest = state->record();
    if (newest.id == posted->record.id && newest.version > posted->record.version) posted->record = std::move(newest);
    state->confirmed(posted->record.version);
  }
  return {204, cookie(posted->record, https, now)};
}

}  // namespace golive::security

#include "security/session_state.h"

#include <algorithm>
#include <utility>

#include "base/clock.h"
#include "base/loop.h"
#include "golive/error.h"
#include "security/sessions.h"

namespace golive::security {
namespace {

// How long the browser has to bring its new cookie after a renewal; then the other views go on without.
constexpr std::int64_t kRenewalTime = 60;
// How long the views have to say that the session was used, once it is due to expire.
constexpr std::int64_t kAnswerTime = 1;
// Pages of older ids than these are loaded afresh.
constexpr std::size_t kMostFormer = 4;

}  // namespace

SessionState::SessionState(SessionRecord record, std::shared_ptr<Sessions> home)
    : home_(std::move(home)), record_(std::move(record)), browser_id_(record_.id) {}

SessionState::~SessionState() {
  if (home_ == nullptr) return;
  home_->watch(*this, look_at_, 0);
  home_->forget(record_.id);
}

Session SessionState::handle() {
  const std::scoped_lock lock(mutex_);
  return Session(shared_from_this(), epoch_);
}

std::optional<std::string> SessionState::read(std::uint32_t epoch, std::string_view name) const {
  const std::scoped_lock lock(mutex_);
  const std::string* const json = current(epoch) ? record_.find(name) : nullptr;
  return json == nullptr ? std::nullopt : std::optional(*json);
}

void SessionState::write(std::uint32_t epoch, std::string_view name, std::string json) {
  const std::scoped_lock lock(mutex_);
  if (!current(epoch)) return;
  if (home_ != nullptr) {
    std::size_t size = name.size() + json.size();
    for (const auto& [each, value] : record_.values)
      if (each != name) size += each.size() + value.size() + 2 * sizeof(std::uint32_t);
    const std::size_t room = home_->room();
    if (size > room) throw Error::of("GL0605", {std::to_string(size), std::to_string(room)}, name);
  }
  if (record_.set(name, std::move(json))) changed();
}

void SessionState::erase(std::uint32_t epoch, std::string_view name) {
  const std::scoped_lock lock(mutex_);
  if (current(epoch) && record_.erase(name)) changed();
}

// Under the lock.
void SessionState::changed() {
  if (home_ == nullptr) return;
  if (home_->config().store != nullptr) home_->save(record_);
  else ++record_.version;
}

void SessionState::renew(std::uint32_t& epoch) {
  const std::scoped_lock lock(mutex_);
  if (!current(epoch)) return;
  epoch = ++epoch_;
  if (home_ == nullptr) return;
  const std::int64_t now = unix_seconds();
  const SessionRecord before = record_;
  former_.insert(former_.begin(), record_.id);
  if (former_.size() > kMostFormer) former_.pop_back();
  record_.id = new_session_id();
  ++record_.version;
  home_->renamed(before, record_, shared_from_this());
  renewal_ends_ = now + kRenewalTime;
  if (!members_.empty()) look_next(now);
}

void SessionState::destroy(std::uint32_t epoch) {
  const std::scoped_lock lock(mutex_);
  if (!current(epoch)) return;
  if (home_ != nullptr) home_->ended(record_);
  end();
}

// Under the lock.
void SessionState::end() {
  alive_ = false;
  record_.values.clear();
  tell(SessionNews::over);
  if (home_ != nullptr) home_->watch(*this, std::exchange(look_at_, 0), 0);
}

bool SessionState::alive(std::uint32_t epoch) const {
  const std::scoped_lock lock(mutex_);
  return current(epoch);
}

bool SessionState::over() const {
  const std::scoped_lock lock(mutex_);
  return !alive_;
}

SessionId SessionState::id() const {
  const std::scoped_lock lock(mutex_);
  return record_.id;
}

std::vector<SessionId> SessionState::ids() const {
  const std::scoped_lock lock(mutex_);
  std::vector<SessionId> all{record_.id};
  all.insert(all.end(), former_.begin(), former_.end());
  return all;
}

void SessionState::attach(const std::shared_ptr<Loop>& loop, std::weak_ptr<SessionMember> member) {
  const auto key = member.lock();
  const std::scoped_lock lock(mutex_);
  members_.push_back({key.get(), std::move(member), loop});
  if (!alive_) tell(members_.back(), SessionNews::over);
  else if (members_.size() == 1 && home_ != nullptr) look_next(unix_seconds());
}

void SessionState::detach(const SessionMember& member) {
  const std::scoped_lock lock(mutex_);
  std::erase_if(members_, [&](const Member& each) { return each.key == &member; });
  if (members_.empty() && home_ != nullptr) home_->watch(*this, std::exchange(look_at_, 0), 0);
}

// Under the lock. Posted, so that nobody is called back inside of a call of this.
void SessionState::tell(SessionNews news) const {
  for (const Member& each : members_) tell(each, news);
}

void SessionState::tell(const Member& member, SessionNews news) {
  const auto loop = member.loop.lock();
  if (loop == nullptr) return;
  loop->post([weak = member.member, news] {
    if (const auto alive = weak.lock()) alive->on_session(news);
  });
}

void SessionState::touch(std::int64_t now) {
  const std::scoped_lock lock(mutex_);
  if (!alive_ || home_ == nullptr) return;
  const std::int64_t expires = home_->expiry(record_, now);
  if (expires == record_.expires) return;  // its lifetime allows no more
  asked_ = false;
  record_.expires = expires;
  ++record_.version;
  if (home_->config().store != nullptr) home_->save(record_);
  if (!members_.empty()) look_next(now);
}

void SessionState::look(std::int64_t now) {
  const std::scoped_lock lock(mutex_);
  look_at_ = 0;
  if (!alive_ || members_.empty()) return;
  if (renewal_ends_ != 0 && now >= renewal_ends_) {
    renewal_ends_ = 0;
    tell(SessionNews::renewed);
  }
  const bool due = now >= record_.expires;
  const bool old = record_.expires - now <= home_->touched_below();
  if (due && asked_) return end();
  if (due || (old && !asked_)) tell(SessionNews::aging);
  if (due) asked_ = true;
  look_next(now);
}

// Under the lock.
void SessionState::look_next(std::int64_t now) {
  const std::int64_t old = record_.expires - home_->touched_below();
  std::int64_t next = now < old ? old : record_.expires;
  if (now >= record_.expires) next = now + kAnswerTime;
  if (renewal_ends_ != 0) next = std::min(next, renewal_ends_);
  home_->watch(*this, std::exchange(look_at_, next), next);
}

SessionRecord SessionState::record() const {
  const std::scoped_lock lock(mutex_);
  return record_;
}

bool SessionState::shown(SessionRecord&& record, std::int64_t now) {
  const std::scoped_lock lock(mutex_);
  if (!alive_ || record.id != record_.id) return false;
  if (now >= record_.expires && now >= record.expires) return false;
  browser_id_ = record.id;
  if (record.version > record_.version) record_ = std::move(record);
  else sent_version_ = std::min(sent_version_, record.version);
  return true;
}

bool SessionState::has_unsent(const Session& session) const {
  const std::scoped_lock lock(mutex_);
  return home_ != nullptr && current(session.epoch_) && record_.version > sent_version_;
}

std::optional<SessionRecord> SessionState::take_unsent(const Session& session, SessionId& from) {
  const std::scoped_lock lock(mutex_);
  if (home_ == nullptr || !current(session.epoch_) || record_.version <= sent_version_) return std::nullopt;
  sent_version_ = record_.version;
  from = browser_id_;
  return record_;
}

void SessionState::confirmed(std::uint64_t version) {
  const std::scoped_lock lock(mutex_);
  sent_version_ = std::max(sent_version_, version);
  browser_id_ = record_.id;
  if (std::exchange(renewal_ends_, 0) != 0) tell(SessionNews::renewed);
}

}  // namespace golive::security

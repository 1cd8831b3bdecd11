#include "golive/session.h"

#include "base/hash.h"
#include "security/session_state.h"

namespace golive {

Session::Session() noexcept = default;
Session::Session(std::shared_ptr<security::SessionState> state, std::uint32_t epoch) noexcept : state_(std::move(state)), epoch_(epoch) {}
Session::Session(const Session&) = default;
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(const Session&) = default;
Session& Session::operator=(Session&&) noexcept = default;
Session::~Session() = default;

std::optional<std::string> Session::read(std::string_view name) const {
  return state_ == nullptr ? std::nullopt : state_->read(epoch_, name);
}

void Session::write(std::string_view name, std::string json) {
  if (state_ == nullptr) state_ = std::make_shared<security::SessionState>(security::SessionRecord{}, nullptr);
  state_->write(epoch_, name, std::move(json));
}

void Session::erase(std::string_view name) {
  if (state_ != nullptr) state_->erase(epoch_, name);
}

void Session::renew() {
  if (state_ != nullptr) state_->renew(epoch_);
}

void Session::destroy() {
  if (state_ != nullptr) state_->destroy(epoch_);
}

bool Session::alive() const noexcept { return state_ == nullptr || state_->alive(epoch_); }

std::string Session::log_id() const {
  if (state_ == nullptr) return {};
  const security::SessionId id = state_->id();
  // A fixed key: the same session has the same name after a restart.
  const std::uint64_t hash = hash_bytes(0x73657373696f6e, {reinterpret_cast<const char*>(id.data()), id.size()});
  std::string text;
  for (int shift = 28; shift >= 0; shift -= 4) text += "0123456789abcdef"[hash >> shift & 15];
  return text;
}

}  // namespace golive

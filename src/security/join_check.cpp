#include "security/join_check.h"

#include <vector>

#include "security/session_state.h"

namespace golive::security {
namespace {

// A page that was made for no session, as in unit tests of views.
constexpr SessionId kNoSession{};

std::string_view reason(TokenError error) noexcept {
  return error == TokenError::malformed ? "malformed" : "forged, or of another session";
}

}  // namespace

std::expected<JoinToken, std::string_view> check_join(TokenSigner& signer, std::string_view token, const Session& session,
                                                      std::string_view path) {
  if (!session.alive()) return std::unexpected("the session is over");
  const SessionState* const state = SessionState::of(session);
  const std::vector<SessionId> ids = state == nullptr ? std::vector{kNoSession} : state->ids();
  TokenError error = TokenError::forged;
  for (const SessionId& id : ids) {
    const auto good = signer.verify(token, id, path);
    if (good) return *good;
    error = good.error();
    if (error != TokenError::forged) break;
  }
  return std::unexpected(reason(error));
}

void sign_join(TokenSigner& signer, const JoinToken& token, const Session& session, std::string_view path, std::string& out) {
  const SessionState* const state = SessionState::of(session);
  signer.sign(token, state == nullptr ? kNoSession : state->id(), path, out);
}

bool same_session(const Session& a, const Session& b) noexcept { return SessionState::of(a) == SessionState::of(b); }

}  // namespace golive::security

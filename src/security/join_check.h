#pragma once
// May this socket join this page? The one question a join and a resume ask.
#include <expected>
#include <string_view>

#include "golive/session.h"
#include "security/join_token.h"

namespace golive::security {

// `session`: of the cookie that the upgrade request showed. The token must have been made for it, under its present id or one it had before
// a renewal, and it must not be over. `path`: of the page, as in its request.
// Whether it has expired is left to the caller.
std::expected<JoinToken, std::string_view> check_join(TokenSigner& signer, std::string_view token, const Session& session,
                                                      std::string_view path);

// Appends the token of a page that is served to a visitor with this session.
void sign_join(TokenSigner& signer, const JoinToken& token, const Session& session, std::string_view path, std::string& out);

// True if both are the same session, whatever ids they have shown: a parked view is resumed by no other.
bool same_session(const Session& a, const Session& b) noexcept;

}  // namespace golive::security

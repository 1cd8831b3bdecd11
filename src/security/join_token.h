#pragma once
// The join token: what a served page shows to be allowed to open its live view.
//
// It names the route, the loop that holds the view, the view's id, what the page shows (a digest) and when it ends; HMAC-SHA256 binds
// these, the visitor's session and the page's path together (RFC 2104). It is readable by whoever holds the page, can be made by nobody but
// a server with the same secret, and is good only beside the session's own cookie. Threads: a signer is one loop's; make one per loop from
// the same keys.
#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "security/session_id.h"
#include "state/key.h"

namespace golive::security {

using golive::random_number;
using state::Key;
using state::KeyRing;
using state::random_key;

struct JoinToken {
  std::uint32_t route = 0;   // index of the live route
  std::uint32_t loop = 0;    // index of the event loop
  std::uint64_t view = 0;    // random part of the view's id
  std::uint64_t digest = 0;  // what the page shows; diff::Memory::digest
  std::int64_t expires = 0;  // seconds since 1970-01-01 UTC

  // `now` in the same. A token that has expired mounts no view, but still names one that is there.
  bool is_expired(std::int64_t now) const noexcept { return expires < now; }
};

enum class TokenError : std::uint8_t {
  malformed,  // not a token at all
  forged,     // signed with another secret, or bound to another path or session
};

class TokenSigner {
 public:
  // Signs with the first key and verifies with any.
  explicit TokenSigner(const KeyRing& keys);
  ~TokenSigner();
  TokenSigner(const TokenSigner&) = delete;
  TokenSigner& operator=(const TokenSigner&) = delete;

  // Appends the token for a page at `path` to `out`: 72 characters of base64url.
  void sign(const JoinToken& token, const SessionId& session, std::string_view path, std::string& out);
  std::expected<JoinToken, TokenError> verify(std::string_view text, const SessionId& session, std::string_view path);

 private:
  struct Mac;
  std::vector<std::unique_ptr<Mac>> macs_;
};

}  // namespace golive::security

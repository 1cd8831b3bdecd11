#pragma once
// The join token: what a served page shows to be allowed to open its live view.
//
// It names the route, the loop that holds the view, the view's id, what the page shows (a digest) and when it ends; HMAC-SHA256 binds these
// and the page's path together (RFC 2104). It is readable by whoever holds the page and can be made by nobody but this process. Threads: a
// signer is one loop's; make one per loop from the same key.
#include <array>
#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>

namespace golive::security {

inline constexpr std::size_t kKeyBytes = 32;
using Key = std::array<unsigned char, kKeyBytes>;

// Random from the system's generator; throws golive::Error if it has none to give.
Key random_key();

// A number nobody can guess, for ids.
std::uint64_t random_number();

struct JoinToken {
  std::uint32_t route = 0;   // index of the live route
  std::uint32_t loop = 0;    // index of the event loop
  std::uint64_t view = 0;    // random part of the view's id
  std::uint64_t digest = 0;  // what the page shows; diff::Memory::digest
  std::int64_t expires = 0;  // seconds since 1970-01-01 UTC
};

enum class TokenError : std::uint8_t {
  malformed,  // not a token at all
  forged,     // signed by another key (another server, or a restart), or bound to another path
  expired,
};

class TokenSigner {
 public:
  explicit TokenSigner(const Key& key);
  ~TokenSigner();
  TokenSigner(const TokenSigner&) = delete;
  TokenSigner& operator=(const TokenSigner&) = delete;

  // Appends the token for a page at `path` to `out`: 72 characters of base64url.
  void sign(const JoinToken& token, std::string_view path, std::string& out);
  // `now`: seconds since 1970-01-01 UTC.
  std::expected<JoinToken, TokenError> verify(std::string_view text, std::string_view path, std::int64_t now);

 private:
  struct Mac;
  std::unique_ptr<Mac> mac_;
};

}  // namespace golive::security

// Join tokens: what was not signed is refused, whatever was made of a token that was.
#include "security/join_token.h"

#include "base/base64url.h"
#include "fuzz/target.h"

namespace golive::fuzz {
namespace {

using namespace security;

constexpr JoinToken kToken{.route = 3, .loop = 1, .view = 0x1234567890abcdef, .digest = 42, .expires = 2'000};
constexpr SessionId kSession{1, 2, 3};
constexpr std::string_view kPath = "/todos/7";

TokenSigner& signer() {
  static TokenSigner signer({state::Key{7}, state::Key{8}});
  return signer;
}

const std::string& good() {
  static const std::string text = [] {
    std::string out;
    signer().sign(kToken, kSession, kPath, out);
    return out;
  }();
  return text;
}

void check(std::string_view text) {
  const auto token = signer().verify(text, kSession, kPath);
  if (text != good()) return require(!token, "no token but the one that was signed is good");
  require(token && token->route == kToken.route && token->loop == kToken.loop && token->view == kToken.view &&
              token->digest == kToken.digest && token->expires == kToken.expires,
          "the one that was signed says what it said");
}

// The bytes of the good token, changed by the input: to another text, or to other bytes.
std::string changed(std::string_view input, bool as_text) {
  std::string bytes = as_text ? good() : *read_base64url(good());
  for (std::size_t i = 0; i + 1 < input.size(); i += 2) bytes[static_cast<unsigned char>(input[i]) % bytes.size()] ^= input[i + 1];
  if (as_text) return bytes;
  std::string text;
  append_base64url(text, {reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()});
  return text;
}

void join_token(std::string_view input) {
  check(input);
  check(changed(input, true));
  check(changed(input, false));
  check(good());
  if (const auto bytes = read_base64url(input)) {
    std::string again;
    append_base64url(again, {reinterpret_cast<const unsigned char*>(bytes->data()), bytes->size()});
    require(again == input, "bytes have one text");
  }
  if (input != kPath) require(!signer().verify(good(), kSession, input), "a token is good for its path alone");
  SessionId other{};
  for (std::size_t i = 0; i < other.size() && i < input.size(); ++i) other[i] = static_cast<unsigned char>(input[i]);
  if (other != kSession) require(!signer().verify(good(), other, kPath), "and for its session");
}

const Registration registered({"join_token", "src/security/join_token.cpp src/base/base64url.cpp", join_token});

}  // namespace
}  // namespace golive::fuzz

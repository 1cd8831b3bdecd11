#include "security/join_token.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/rand.h>

#include <cstring>
#include <span>

#include "golive/error.h"
#include "security/base64url.h"

namespace golive::security {
namespace {

constexpr std::size_t kBodyBytes = 4 + 4 + 8 + 8 + 8;
constexpr std::size_t kTagBytes = 22;  // 176 bits of the 256; with the body a multiple of 3, so base64url needs no padding
constexpr std::size_t kTokenBytes = kBodyBytes + kTagBytes;
constexpr std::size_t kTokenText = kTokenBytes / 3 * 4;
static_assert(kTokenBytes % 3 == 0);

using Body = std::array<unsigned char, kBodyBytes>;

template <class T>
unsigned char* put(unsigned char* at, T value) {
  std::memcpy(at, &value, sizeof value);
  return at + sizeof value;
}

template <class T>
const unsigned char* take(const unsigned char* at, T& value) {
  std::memcpy(&value, at, sizeof value);
  return at + sizeof value;
}

// In the byte order of this machine: a token never leaves the process that made it.
Body pack(const JoinToken& token) {
  Body body;
  put(put(put(put(put(body.data(), token.route), token.loop), token.view), token.digest), token.expires);
  return body;
}

JoinToken unpack(const unsigned char* body) {
  JoinToken token;
  take(take(take(take(take(body, token.route), token.loop), token.view), token.digest), token.expires);
  return token;
}

}  // namespace

Key random_key() {
  Key key;
  if (RAND_bytes(key.data(), static_cast<int>(key.size())) != 1) throw Error::of("GL0601");
  return key;
}

std::uint64_t random_number() {
  std::uint64_t number = 0;
  if (RAND_bytes(reinterpret_cast<unsigned char*>(&number), sizeof number) != 1) throw Error::of("GL0601");
  return number;
}

// Keeps the keyed state, so that a token costs two compressions and no allocation of ours.
struct TokenSigner::Mac {
  EVP_MAC* algorithm = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  EVP_MAC_CTX* context = EVP_MAC_CTX_new(algorithm);

  explicit Mac(const Key& key) {
    char digest[] = "SHA256";
    const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0), OSSL_PARAM_construct_end()};
    if (context == nullptr || EVP_MAC_init(context, key.data(), key.size(), parameters) != 1) throw Error::of("GL0602");
  }
  ~Mac() {
    EVP_MAC_CTX_free(context);
    EVP_MAC_free(algorithm);
  }
  Mac(const Mac&) = delete;
  Mac& operator=(const Mac&) = delete;

  // The tag over body and path. The body has a fixed size, so the two cannot be shifted against each other.
  std::array<unsigned char, 32> tag(const Body& body, std::string_view path) {
    std::array<unsigned char, 32> out{};
    std::size_t size = 0;
    const bool done = EVP_MAC_init(context, nullptr, 0, nullptr) == 1 && EVP_MAC_update(context, body.data(), body.size()) == 1 &&
                      EVP_MAC_update(context, reinterpret_cast<const unsigned char*>(path.data()), path.size()) == 1 &&
                      EVP_MAC_final(context, out.data(), &size, out.size()) == 1;
    if (!done) throw Error::of("GL0602");
    return out;
  }
};

TokenSigner::TokenSigner(const Key& key) : mac_(std::make_unique<Mac>(key)) {}
TokenSigner::~TokenSigner() = default;

void TokenSigner::sign(const JoinToken& token, std::string_view path, std::string& out) {
  const Body body = pack(token);
  const auto tag = mac_->tag(body, path);
  std::array<unsigned char, kTokenBytes> bytes;
  std::memcpy(bytes.data(), body.data(), kBodyBytes);
  std::memcpy(bytes.data() + kBodyBytes, tag.data(), kTagBytes);
  append_base64url(out, bytes);
}

std::expected<JoinToken, TokenError> TokenSigner::verify(std::string_view text, std::string_view path, std::int64_t now) {
  std::array<unsigned char, kTokenBytes> bytes;
  if (text.size() != kTokenText || !read_base64url(text, bytes)) return std::unexpected(TokenError::malformed);
  Body body;
  std::memcpy(body.data(), bytes.data(), kBodyBytes);
  const auto tag = mac_->tag(body, path);
  if (CRYPTO_memcmp(tag.data(), bytes.data() + kBodyBytes, kTagBytes) != 0) return std::unexpected(TokenError::forged);
  const JoinToken token = unpack(body.data());
  if (token.expires < now) return std::unexpected(TokenError::expired);
  return token;
}

}  // namespace golive::security

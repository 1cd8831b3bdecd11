#include "security/join_token.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <array>
#include <span>

#include "base/base64url.h"
#include "base/bytes.h"
#include "golive/error.h"

namespace golive::security {
namespace {

constexpr std::size_t kBodyBytes = 4 + 4 + 8 + 8 + 8;
constexpr std::size_t kTagBytes = 22;  // 176 bits of the 256
constexpr std::size_t kTokenBytes = kBodyBytes + kTagBytes;
constexpr std::size_t kTokenText = base64url_size(kTokenBytes);

void pack(const JoinToken& token, std::string& out) {
  ByteWriter(out).number(token.route).number(token.loop).number(token.view).number(token.digest).number(token.expires);
}

JoinToken unpack(std::string_view body) {
  ByteReader in(body);
  JoinToken token;
  token.route = in.number<std::uint32_t>();
  token.loop = in.number<std::uint32_t>();
  token.view = in.number<std::uint64_t>();
  token.digest = in.number<std::uint64_t>();
  token.expires = in.number<std::int64_t>();
  return token;
}

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace

// Keeps the keyed state, so that a token costs two compressions and no allocation of ours.
struct TokenSigner::Mac {
  EVP_MAC* algorithm = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  EVP_MAC_CTX* context = EVP_MAC_CTX_new(algorithm);

  explicit Mac(const Key& key) {
    char digest[] = "SHA256";
    const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0), OSSL_PARAM_construct_end()};
    if (context == nullptr || EVP_MAC_init(context, key.data(), key.size(), parameters) != 1) throw Error::of("GL0602", {"HMAC-SHA256"});
  }
  ~Mac() {
    EVP_MAC_CTX_free(context);
    EVP_MAC_free(algorithm);
  }
  Mac(const Mac&) = delete;
  Mac& operator=(const Mac&) = delete;

  // The tag over body, session and path. The first two have a fixed size, so that nothing can be shifted from one to the other.
  std::array<unsigned char, 32> tag(std::string_view body, const SessionId& session, std::string_view path) {
    std::array<unsigned char, 32> out{};
    std::size_t size = 0;
    const bool done = EVP_MAC_init(context, nullptr, 0, nullptr) == 1 && EVP_MAC_update(context, bytes(body), body.size()) == 1 &&
                      EVP_MAC_update(context, session.data(), session.size()) == 1 &&
                      EVP_MAC_update(context, bytes(path), path.size()) == 1 && EVP_MAC_final(context, out.data(), &size, out.size()) == 1;
    if (!done) throw Error::of("GL0602", {"HMAC-SHA256"});
    return out;
  }
};

TokenSigner::TokenSigner(const KeyRing& keys) {
  for (const Key& key : keys) macs_.push_back(std::make_unique<Mac>(key));
}
TokenSigner::~TokenSigner() = default;

void TokenSigner::sign(const JoinToken& token, const SessionId& session, std::string_view path, std::string& out) {
  std::string token_bytes;
  token_bytes.reserve(kTokenBytes);
  pack(token, token_bytes);
  const auto tag = macs_.front()->tag(token_bytes, session, path);
  ByteWriter(token_bytes).bytes(std::span(tag).first(kTagBytes));
  append_base64url(out, {bytes(token_bytes), token_bytes.size()});
}

std::expected<JoinToken, TokenError> TokenSigner::verify(std::string_view text, const SessionId& session, std::string_view path) {
  std::array<unsigned char, kTokenBytes> token_bytes;
  if (text.size() != kTokenText || !read_base64url(text, token_bytes)) return std::unexpected(TokenError::malformed);
  const std::string_view body(reinterpret_cast<const char*>(token_bytes.data()), kBodyBytes);
  for (const auto& mac : macs_) {
    const auto tag = mac->tag(body, session, path);
    if (CRYPTO_memcmp(tag.data(), token_bytes.data() + kBodyBytes, kTagBytes) == 0) return unpack(body);
  }
  return std::unexpected(TokenError::forged);
}

}  // namespace golive::security

#include "security/event_tags.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/params.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/base64url.h"
#include "base/bytes.h"
#include "golive/error.h"
#include "security/session_state.h"

namespace golive::security {
namespace {

using Hash = std::array<unsigned char, 8>;

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

// Setting a key is cheaper than keeping a context for each.
class SipHash {
 public:
  SipHash() {
    std::size_t size = sizeof(Hash);
    const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_size_t(OSSL_MAC_PARAM_SIZE, &size), OSSL_PARAM_construct_end()};
    if (context_ == nullptr || EVP_MAC_CTX_set_params(context_, parameters) != 1) throw Error::of("GL0602", {"SipHash"});
  }
  ~SipHash() {
    EVP_MAC_CTX_free(context_);
    EVP_MAC_free(algorithm_);
  }
  SipHash(const SipHash&) = delete;
  SipHash& operator=(const SipHash&) = delete;

  Hash operator()(std::span<const unsigned char> key, std::string_view text) {
    Hash hash;
    std::size_t size = 0;
    const bool done = EVP_MAC_init(context_, key.data(), key.size(), nullptr) == 1 &&
                      EVP_MAC_update(context_, bytes(text), text.size()) == 1 &&
                      EVP_MAC_final(context_, hash.data(), &size, hash.size()) == 1 && size == hash.size();
    if (!done) throw Error::of("GL0602", {"SipHash"});
    return hash;
  }

 private:
  EVP_MAC* algorithm_ = EVP_MAC_fetch(nullptr, "SIPHASH", nullptr);
  EVP_MAC_CTX* context_ = EVP_MAC_CTX_new(algorithm_);
};

EventTags::Tag make_tag(std::span<const unsigned char> key, std::string_view event) {
  thread_local SipHash hash;
  std::string text;  // eleven characters: no allocation
  append_base64url(text, hash(key, event));
  EventTags::Tag tag;
  text.copy(tag.data(), tag.size());
  return tag;
}

bool equals(const EventTags::Tag& right, std::string_view shown) {
  return shown.size() == right.size() && CRYPTO_memcmp(right.data(), shown.data(), right.size()) == 0;
}

// As for join tokens: unit tests of views have pages of no session.
SessionId id_of(const Session& session) {
  const SessionState* const state = SessionState::of(session);
  return state == nullptr ? SessionId{} : state->id();
}

}  // namespace

EventTags::EventTags(const state::KeyRing& keys, const Session& session, std::uint64_t view)
    : keys_(keys), view_(view), key_(view_key(keys.front(), id_of(session), view)) {}

EventTags::ViewKey EventTags::view_key(const state::Key& key, const SessionId& session, std::uint64_t view) {
  std::string of;
  ByteWriter(of).bytes(session).number(view);
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac;
  unsigned int size = 0;
  if (::HMAC(::EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes(of), of.size(), mac.data(), &size) == nullptr)
    throw Error::of("GL0602", {"HMAC-SHA256"});
  ViewKey derived;
  std::copy_n(mac.begin(), derived.size(), derived.begin());
  return derived;
}

EventTags::Tag EventTags::tag(std::string_view event) const { return make_tag(key_, event); }

bool EventTags::accepts(std::string_view event, std::string_view tag, const Session& session) const {
  if (equals(make_tag(key_, event), tag)) return true;
  const SessionState* const state = SessionState::of(session);
  const std::vector<SessionId> ids = state == nullptr ? std::vector{SessionId{}} : state->ids();
  for (const state::Key& key : keys_)
    for (const SessionId& id : ids)
      if (equals(make_tag(view_key(key, id, view_), event), tag)) return true;
  return false;
}

}  // namespace golive::security

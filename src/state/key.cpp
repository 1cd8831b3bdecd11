#include "state/key.h"

#include <openssl/core_names.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <memory>
#include <string>

#include "base/random.h"
#include "golive/error.h"

namespace golive::state {
namespace {

// Names the use of the secret here, so that a secret shared with another program gives other keys there.
constexpr std::string_view kSalt = "golive 1";

OSSL_PARAM octets(const char* name, std::string& bytes) { return OSSL_PARAM_construct_octet_string(name, bytes.data(), bytes.size()); }

}  // namespace

Key random_key() {
  Key key;
  fill_random(key);
  return key;
}

Key derive_key(std::string_view secret, std::string_view purpose) {
  const std::unique_ptr<EVP_KDF, decltype(&EVP_KDF_free)> kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr), EVP_KDF_free);
  const std::unique_ptr<EVP_KDF_CTX, decltype(&EVP_KDF_CTX_free)> context(EVP_KDF_CTX_new(kdf.get()), EVP_KDF_CTX_free);
  char digest[] = "SHA256";
  std::string ikm(secret);
  std::string salt(kSalt);
  std::string info(purpose);
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0), octets(OSSL_KDF_PARAM_KEY, ikm),
                                   octets(OSSL_KDF_PARAM_SALT, salt), octets(OSSL_KDF_PARAM_INFO, info), OSSL_PARAM_construct_end()};
  Key key;
  if (context == nullptr || EVP_KDF_derive(context.get(), key.data(), key.size(), parameters) != 1) throw Error::of("GL0602", {"HKDF"});
  return key;
}

}  // namespace golive::state

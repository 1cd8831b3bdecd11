#include "security/csrf.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <cstddef>

#include "base/base64url.h"
#include "base/bytes.h"
#include "golive/csrf.h"
#include "golive/detail/render_state.h"
#include "golive/error.h"
#include "golive/html.h"
#include "security/session_state.h"

namespace golive::security {
namespace {

constexpr std::size_t kHalf = 16;  // mask, and what it hides
using Half = std::array<unsigned char, kHalf>;
using Token = std::array<unsigned char, 2 * kHalf>;

constinit thread_local const CsrfScope* current = nullptr;

Half mac(const state::Key& key, std::string_view purpose, std::string_view bytes) {
  std::string text(purpose);
  text += bytes;
  std::array<unsigned char, EVP_MAX_MD_SIZE> out;
  unsigned int size = 0;
  const auto* const in = reinterpret_cast<const unsigned char*>(text.data());
  if (::HMAC(::EVP_sha256(), key.data(), static_cast<int>(key.size()), in, text.size(), out.data(), &size) == nullptr)
    throw Error::of("GL0602", {"HMAC-SHA256"});
  Half half;
  for (std::size_t i = 0; i < kHalf; ++i) half[i] = out[i];
  return half;
}

Half secret_of(const state::Key& key, const SessionState& state) {
  const SessionId id = state.id();
  return mac(key, "session ", {reinterpret_cast<const char*>(id.data()), id.size()});
}

bool is_multipart(std::string_view content_type) noexcept { return content_type.starts_with("multipart/form-data"); }

// Wherever in the body it stands: the token proves itself.
std::string_view multipart_field(std::string_view body) noexcept {
  constexpr std::string_view kName = "name=\"_csrf\"\r\n\r\n";
  const std::size_t at = body.find(kName);
  if (at == std::string_view::npos) return {};
  const std::string_view value = body.substr(at + kName.size());
  return value.substr(0, value.find('\r'));
}

std::string_view form_field(std::string_view body) noexcept {
  constexpr std::string_view kName = "_csrf=";
  while (!body.empty()) {
    const std::string_view pair = body.substr(0, body.find('&'));
    if (pair.starts_with(kName)) return pair.substr(kName.size());
    body.remove_prefix(pair.size() < body.size() ? pair.size() + 1 : body.size());
  }
  return {};
}

}  // namespace

std::string Csrf::token(const Session& session, std::uint64_t page) const {
  const SessionState* const state = SessionState::of(session);
  if (state == nullptr) return {};
  std::string number;
  ByteWriter(number).number(page);
  const Half mask = mac(keys_.front(), "mask ", number);
  const Half secret = secret_of(keys_.front(), *state);
  Token token;
  for (std::size_t i = 0; i < kHalf; ++i) {
    token[i] = mask[i];
    token[kHalf + i] = mask[i] ^ secret[i];
  }
  std::string text;
  append_base64url(text, token);
  return text;
}

bool Csrf::accepts(std::string_view text, const Session& session) const {
  const SessionState* const state = SessionState::of(session);
  Token token;
  if (state == nullptr || !session.alive() || text.size() != base64url_size(token.size()) || !read_base64url(text, token)) return false;
  Half shown;
  for (std::size_t i = 0; i < kHalf; ++i) shown[i] = token[i] ^ token[kHalf + i];
  for (const state::Key& key : keys_)
    if (::CRYPTO_memcmp(shown.data(), secret_of(key, *state).data(), kHalf) == 0) return true;
  return false;
}

std::string request_csrf_token(std::string_view header, std::string_view content_type, std::string_view body) {
  if (!header.empty()) return std::string(header);
  return std::string(is_multipart(content_type) ? multipart_field(body) : form_field(body));
}

CsrfScope::CsrfScope(const Csrf* csrf, const Session& session, std::uint64_t page) noexcept
    : csrf_(csrf), session_(&session), page_(page), outer_(current) {
  current = this;
}

CsrfScope::CsrfScope(const Csrf* csrf, Page (*find)(void* source), void* source) noexcept
    : csrf_(csrf), find_(find), source_(source), outer_(current) {
  current = this;
}

CsrfScope::~CsrfScope() { current = outer_; }

std::string current_csrf_token() {
  if (detail::render_state.for_everybody) throw Error::of("GL0204");
  if (current == nullptr || current->csrf_ == nullptr) return {};
  if (current->find_ == nullptr) return current->csrf_->token(*current->session_, current->page_);
  const CsrfScope::Page page = current->find_(current->source_);
  return current->csrf_->token(page.session, page.number);
}

}  // namespace golive::security

namespace golive {

std::string csrf_token() { return security::current_csrf_token(); }

}  // namespace golive

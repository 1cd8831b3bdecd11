#pragma once
// Tokens that show that a form came from one of our own pages, for this session.
//
// A token is the session's own (HMAC-SHA256 of its id), masked, so that a compressed page does not give it away letter by letter (BREACH).
// renew() makes a new id and so voids all tokens before. Threads: any. Cost: 1 us.
#include <cstdint>
#include <string>
#include <string_view>

#include "golive/session.h"
#include "state/key.h"

namespace golive::security {

class Csrf {
 public:
  explicit Csrf(const state::KeyRing& keys) : keys_(keys) {}

  // 43 characters of base64url. The same `page` gives the same mask, so that a page shows one token however often it renders; each page
  // has a number of its own.
  std::string token(const Session& session, std::uint64_t page) const;
  bool accepts(std::string_view token, const Session& session) const;

 private:
  state::KeyRing keys_;
};

// The token that a request to a plain route brings: the header X-CSRF-Token, else the field `_csrf` of a form, url-encoded or multipart.
std::string request_csrf_token(std::string_view header, std::string_view content_type, std::string_view body);

// While a page is rendered: where csrf_token() takes it from. Threads: its own.
class CsrfScope {
 public:
  // A number that each page has for itself.
  struct Page {
    const Session& session;
    std::uint64_t number;
  };
  CsrfScope(const Csrf* csrf, const Session& session, std::uint64_t page) noexcept;
  // `find(source)` is asked when a token is.
  CsrfScope(const Csrf* csrf, Page (*find)(void* source), void* source) noexcept;
  ~CsrfScope();
  CsrfScope(const CsrfScope&) = delete;
  CsrfScope& operator=(const CsrfScope&) = delete;

 private:
  friend std::string current_csrf_token();
  const Csrf* csrf_;
  const Session* session_ = nullptr;
  std::uint64_t page_ = 0;
  Page (*find_)(void* source) = nullptr;
  void* source_ = nullptr;
  const CsrfScope* outer_;
};

}  // namespace golive::security

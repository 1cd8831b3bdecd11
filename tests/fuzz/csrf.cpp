// The token of a form: where a request may bring it, and that none but the session's own is taken.
#include "security/csrf.h"

#include "base/base64url.h"
#include "fuzz/target.h"
#include "golive/csrf.h"
#include "security/session_state.h"

namespace golive::fuzz {
namespace {

using namespace security;

const Csrf& csrf() {
  static const Csrf csrf({state::Key{1}, state::Key{2}});
  return csrf;
}

Session session(unsigned char id) {
  SessionRecord record;
  record.id[0] = id;
  return std::make_shared<SessionState>(std::move(record), nullptr)->handle();
}

std::string hidden(std::string_view bytes) {
  std::string text;
  append_base64url(text, {reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()});
  return text;
}

// A token is a mask and what it hides: one that was not made here may be good only if both halves were changed alike.
bool is_other_mask(std::string_view bytes, std::string_view good) {
  for (std::size_t i = 0; i < 16; ++i)
    if ((bytes[i] ^ bytes[i + 16]) != (good[i] ^ good[i + 16])) return false;
  return true;
}

void check(std::string_view text, const Session& mine, std::string_view good) {
  const auto bytes = read_base64url(text);
  const bool is_good = bytes && bytes->size() == 32 && is_other_mask(*bytes, *read_base64url(good));
  require(csrf().accepts(text, mine) == is_good, "a token is the session's own, in any mask, or refused");
}

// TOKEN, CONTENT-TYPE and BODY, with LF between
void csrf_token(std::string_view input) {
  static const Session mine = session(1);
  static const Session theirs = session(2);
  static const std::string good = csrf().token(mine, 7);
  std::string_view token = input;
  std::string_view type = split_off(token, '\n');
  const std::string_view body = split_off(type, '\n');
  check(token, mine, good);
  check(good, mine, good);
  require(!csrf().accepts(good, theirs), "a token is no other session's");
  std::string bytes = *read_base64url(good);
  for (std::size_t i = 0; i + 1 < input.size(); i += 2) bytes[static_cast<unsigned char>(input[i]) % bytes.size()] ^= input[i + 1];
  check(hidden(bytes), mine, good);
  require(!csrf().accepts(hidden(bytes), Session()), "and none is the token of no session");
  require(request_csrf_token(token, type, body) == token || token.empty(), "a header counts first");
  {
    const CsrfScope page(&csrf(), mine, body.size());
    check(golive::csrf_token(), mine, good);
  }
  require(golive::csrf_token().empty(), "outside of a page there is none");
  const std::string found = request_csrf_token({}, type, body);
  check(found, mine, good);
  require(body.find(found) != std::string_view::npos, "what is found is part of the body");
  require(request_csrf_token({}, "application/x-www-form-urlencoded", "a=b&_csrf=" + good) == good, "a form's token is found");
}

const Registration registered({"csrf", "src/security/csrf.cpp src/base/base64url.cpp", csrf_token});

}  // namespace
}  // namespace golive::fuzz

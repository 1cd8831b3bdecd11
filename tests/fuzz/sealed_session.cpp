// The session's cookie: what was not sealed here does not open, and what is inside is read or refused.
#include "base/base64url.h"
#include "fuzz/target.h"
#include "security/session_cookie.h"
#include "security/session_record.h"
#include "security/sessions.h"
#include "state/root_secret.h"
#include "state/sealer.h"

namespace golive::fuzz {
namespace {

using namespace security;

const state::Sealer& sealer() {
  static const state::Sealer sealer({state::Key{5}, state::Key{6}});
  return sealer;
}

constexpr std::string_view kPlain = "ada's session";

const std::string& good() {
  static const std::string text = [] {
    std::string out;
    sealer().seal(kPlain, "cookie", out);
    return out;
  }();
  return text;
}

void check_text(std::string_view text) {
  const auto plain = sealer().open(text, "cookie");
  if (text == good()) return require(plain == kPlain, "what was sealed opens");
  require(!plain, "nothing else opens");
}

void check_bound(std::string_view bound) {
  if (bound != "cookie") require(!sealer().open(good(), bound), "what was sealed for one use opens for no other");
}

// The bytes of the sealed text, changed and cut by the input.
std::string changed(std::string_view input) {
  std::string bytes = *read_base64url(good());
  for (std::size_t i = 0; i + 1 < input.size(); i += 2) bytes[static_cast<unsigned char>(input[i]) % bytes.size()] ^= input[i + 1];
  if (input.size() % 3 == 1) bytes.resize(bytes.size() - static_cast<unsigned char>(input[0]) % bytes.size());
  std::string text;
  append_base64url(text, {reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()});
  return text;
}

void check_record(std::string_view bytes) {
  auto record = read_record(bytes);
  if (!record) return;
  std::string again;
  append_record(again, *record);
  require(again == bytes, "a record reads as it is written");
  for (const auto& [name, json] : record->values) {
    require(name.size() + json.size() <= bytes.size(), "a value is part of it");
    require(record->find(name) != nullptr, "a value has a name");
  }
  const bool is_new = record->find("n") == nullptr || *record->find("n") != "1";
  require(record->set("n", "1") == is_new && !record->set("n", "1"), "a value is new once");
  require(record->erase("n"), "and is taken away");
}

void check_sealed(std::string_view plain) {
  std::string text;
  sealer().seal(plain, plain, text);
  require(text.size() == state::Sealer::sealed_size(plain.size()), "its size is known before");
  require(sealer().open(text, plain) == plain, "what was sealed opens");
}

constexpr std::int64_t kNow = 2'000'000'000;

// A visitor with a cookie in use, and what a browser may make of it.
struct Visitor {
  std::shared_ptr<Sessions> sessions = [] {
    const std::string secrets[] = {std::string(state::RootSecret::kShortest, 's')};
    return Sessions::make({}, state::RootSecret::of(secrets));
  }();
  OpenedSession opened = sessions->open({}, false, kNow);
  std::string cookie = [this] {
    opened.session.put("user", 7);
    const std::string line = sessions->cookie_due(opened, kNow).value_or("");
    return line.substr(0, line.find(';'));
  }();
};

void check_cookies(std::string_view input) {
  static const Visitor visitor;
  const auto user = [](std::string_view cookies) { return visitor.sessions->open(cookies, false, kNow).session.get<int>("user"); };
  require(user(visitor.cookie) == 7, "who comes back is known");
  require(!user(input), "who brings something else is not");
  std::string changed = visitor.cookie;
  for (std::size_t i = 0; i + 1 < input.size(); i += 2) changed[static_cast<unsigned char>(input[i]) % changed.size()] ^= input[i + 1];
  require(changed == visitor.cookie || !user(changed) || cookie_values(changed, "golive") == cookie_values(visitor.cookie, "golive"),
          "nor who has changed it");
}

void sealed_session(std::string_view input) {
  check_cookies(input);
  check_text(input);
  check_text(changed(input));
  check_bound(input);
  check_record(input);
  check_sealed(input);
}

const Registration registered({"sealed_session", "src/state/sealer.cpp src/security/session_record.cpp src/base/base64url.cpp",
                               sealed_session});

}  // namespace
}  // namespace golive::fuzz

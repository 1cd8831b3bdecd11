#pragma once
// What the server remembers of one visitor, from page to page.
//
//     void Shop::mount(const Session& session) { user = session.get<int>("user"); }        // std::optional<int>
//
//     void Login::sign_in(Socket& socket, Credentials typed) {
//       const auto found = users->find(typed.name, typed.password);
//       if (!found) return fail("wrong name or password");
//       socket.session().renew();              // at every login: the id a stranger may have planted is void
//       socket.session().put("user", found->id);
//       socket.redirect("/account");
//     }
//     void Account::sign_out(Socket& socket) { socket.session().destroy(); }  // ends every view of this session, on all loops
//
// The same in mount(), as socket.session() in callbacks and as request.session() in plain handlers. A Session is a handle: copies show the
// same values. A visitor who has none gets one with the first page; its id is 128 random bits made by the server, and no other is taken.
//
// Values are what handlers take too (golive/payload.h): numbers, bool, enums, std::string, optional, vector, map, aggregates of these.
// Where they are kept is told by Config::session: sealed into the cookie, about 2,800 bytes of them, or in a SessionStore. What a live view
// puts reaches the cookie with that view's next frame; what a plain handler puts, with its response.
//
// Threads: any. Views and requests of one session may be on several loops; each call is one step, two calls are not.
// Errors: put() throws Error GL0605 when the cookie would get too large; nothing has changed then.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "golive/detail/api.h"
#include "golive/detail/json_write.h"
#include "golive/payload.h"

namespace golive {

namespace security {
class SessionState;
}

class GOLIVE_API Session {
 public:
  // A session of no browser, for unit tests of components.
  Session() noexcept;
  Session(const Session&);
  Session(Session&&) noexcept;
  Session& operator=(const Session&);
  Session& operator=(Session&&) noexcept;
  ~Session();

  // The value as a T; empty if there is none, if it does not fit, or if the session is over.
  template <class T>
  std::optional<T> get(std::string_view name) const {
    static_assert(!std::is_same_v<T, std::string_view>, "a session gives copies. Write: session.get<std::string>(name)");
    const std::optional<std::string> json = read(name);
    if (!json) return std::nullopt;
    Decoded<T> value = Payload(*json).as<T>();
    if (!value) return std::nullopt;
    return std::move(*value);
  }
  bool has(std::string_view name) const { return read(name).has_value(); }

  // Into a session that is over nothing can be put.
  template <class T>
  void put(std::string_view name, const T& value) {
    std::string json;
    detail::write_json(json, value);
    write(name, std::move(json));
  }
  void erase(std::string_view name);

  // A new id for the same values; the old one is void at once. The view that calls it stays; other views and requests of the old id see an
  // empty session until their browser shows the new cookie, which it does by itself. Call it whenever what a visitor may do grows.
  void renew();
  // Forgets the values and voids the id for good: its cookie, its pages' tokens, its views, live or parked (TerminateReason::normal; their
  // browsers load the page afresh, with a new session).
  void destroy();

  // False once it was destroyed or has expired, or another view or request has renewed it.
  bool alive() const noexcept;
  // Eight characters that tell sessions apart in a log, and let nobody in; empty for a session of no browser that holds nothing.
  std::string log_id() const;

 private:
  friend class security::SessionState;
  Session(std::shared_ptr<security::SessionState> state, std::uint32_t epoch) noexcept;
  std::optional<std::string> read(std::string_view name) const;
  void write(std::string_view name, std::string json);

  std::shared_ptr<security::SessionState> state_;
  std::uint32_t epoch_ = 0;  // which of the state's ids this handle has shown
};

}  // namespace golive

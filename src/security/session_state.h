#pragma once
// One session while anything of it is in use: what golive::Session points to.
//
// Its id changes at renew(); a handle knows the ids it has shown by an epoch, and one that has not shown the newest sees an empty session.
// So whoever held the old id, a stranger who planted it among them, learns nothing of what is put after a login.
// Threads: any; each call is one step under the session's lock. Order of locks: this one, then those of Sessions, never the other way.
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "golive/session.h"
#include "security/session_record.h"

namespace golive {
class Loop;
}

namespace golive::security {

class Sessions;

enum class SessionNews : std::uint8_t {
  over,     // destroyed or expired: end
  renewed,  // perhaps by yourself: if Session::alive() says no, the browser must come back with its new cookie
  aging,    // it will expire; if it was used since, call SessionState::touch
};

// A view, living or parked, that ends with its session.
class SessionMember {
 public:
  // On the member's loop, never inside of a callback of its view.
  virtual void on_session(SessionNews news) = 0;

 protected:
  ~SessionMember() = default;
};

class SessionState final : public std::enable_shared_from_this<SessionState> {
 public:
  // `home` nullptr: of no browser.
  SessionState(SessionRecord record, std::shared_ptr<Sessions> home);
  ~SessionState();
  SessionState(const SessionState&) = delete;
  SessionState& operator=(const SessionState&) = delete;

  // nullptr: of no browser, and nothing was put.
  static SessionState* of(const Session& session) noexcept { return session.state_.get(); }
  static std::shared_ptr<SessionState> shared(const Session& session) noexcept { return session.state_; }
  Session handle();

  // For golive::Session.
  std::optional<std::string> read(std::uint32_t epoch, std::string_view name) const;
  void write(std::uint32_t epoch, std::string_view name, std::string json);
  void erase(std::uint32_t epoch, std::string_view name);
  void renew(std::uint32_t& epoch);
  void destroy(std::uint32_t epoch);
  bool alive(std::uint32_t epoch) const;
  // Destroyed or expired.
  bool over() const;
  SessionId id() const;
  // The newest id and those before it that pages may still show, newest first.
  std::vector<SessionId> ids() const;

  // Tells `member` the news on `loop` until it detaches or is gone.
  void attach(const std::shared_ptr<Loop>& loop, std::weak_ptr<SessionMember> member);
  void detach(const SessionMember& member);

  // The session is used: it lasts on.
  void touch(std::int64_t now);
  // Looks at what time has done to it.
  void look(std::int64_t now);

  // For Sessions. A copy of what is kept.
  SessionRecord record() const;
  // A browser showed a cookie of this session: takes what is newer in it, and notes what that browser has. False if it is over.
  bool shown(SessionRecord&& record, std::int64_t now);
  Sessions* home() const noexcept { return home_.get(); }
  bool has_unsent(const Session& session) const;
  // The record, if the newest one was not sent to the browser yet; from now on it is taken as sent. `from`: the id the browser has.
  std::optional<SessionRecord> take_unsent(const Session& session, SessionId& from);
  // The browser has the newest cookie.
  void confirmed(std::uint64_t version);

 private:
  struct Member {
    const SessionMember* key;
    std::weak_ptr<SessionMember> member;
    std::weak_ptr<Loop> loop;
  };

  bool current(std::uint32_t epoch) const noexcept { return alive_ && epoch == epoch_; }
  void changed();
  void tell(SessionNews news) const;
  static void tell(const Member& member, SessionNews news);
  void end();
  void look_next(std::int64_t now);

  mutable std::mutex mutex_;
  const std::shared_ptr<Sessions> home_;
  SessionRecord record_;
  std::vector<SessionId> former_;  // newest first
  std::vector<Member> members_;
  std::uint32_t epoch_ = 0;
  bool alive_ = true;
  bool asked_ = false;              // the members, whether they were used
  std::int64_t look_at_ = 0;        // when look() will be called; 0: not
  std::uint64_t sent_version_ = 0;  // newest that was sent to the browser
  SessionId browser_id_{};          // the id the browser is known to have
  std::int64_t renewal_ends_ = 0;   // members of older epochs wait until then for the browser to have the new cookie; 0: none waits
};

}  // namespace golive::security

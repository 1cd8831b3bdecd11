#pragma once
// The tags of a view's sealed events: who has not been shown one cannot make it.
//
// SipHash-2-4 (OpenSSL's) under a key of the view, of which seven characters of base64url are shown: 42 bits. The key is HMAC-SHA256 of the
// root's key over the session's id and the view's number, so that a page's tags are good again after a restart, as its join token is.
// Threads: any; one view's are used by one at a time. Cost: 0.1 us a tag.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "golive/session.h"
#include "security/session_id.h"
#include "state/key.h"

namespace golive::security {

class EventTags {
 public:
  static constexpr std::size_t kSize = 7;
  using Tag = std::array<char, kSize>;

  // `keys` outlives this. The session's id is the one it has now, and stays that after a renewal, since what the page shows stays.
  EventTags(const state::KeyRing& keys, const Session& session, std::uint64_t view);

  Tag tag(std::string_view event) const;
  // Whether `tag` is the one of `event`. One that is not of today's key is compared with those that a page of this view may still show: of
  // an older root secret, or of an id that `session` had before.
  bool accepts(std::string_view event, std::string_view tag, const Session& session) const;

 private:
  using ViewKey = std::array<unsigned char, 16>;
  static ViewKey view_key(const state::Key& key, const SessionId& session, std::uint64_t view);

  const state::KeyRing& keys_;
  std::uint64_t view_;
  ViewKey key_;
};

}  // namespace golive::security

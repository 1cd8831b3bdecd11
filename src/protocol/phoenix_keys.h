#pragma once
// Events and members of Phoenix messages (docs/protocol.md "Phoenix frames"). Keys inside trees stand in diff/phoenix_keys.h, which this
// header includes.
#include <cstddef>
#include <string_view>

#include "diff/phoenix_keys.h"

namespace golive::phoenix {

inline constexpr std::string_view kVersion1 = "1.0.0";  // the `vsn` parameter
inline constexpr std::string_view kVersion2 = "2.0.0";
inline constexpr std::string_view kTopicPrefix = "lv:";  // before the id of a view

// Events up.
inline constexpr std::string_view kJoin = "phx_join";
inline constexpr std::string_view kLeave = "phx_leave";
inline constexpr std::string_view kHeartbeat = "heartbeat";
inline constexpr std::string_view kChannelHeartbeat = "phx_heartbeat";
inline constexpr std::string_view kEvent = "event";

// Events down.
inline constexpr std::string_view kReply = "phx_reply";
inline constexpr std::string_view kError = "phx_error";
inline constexpr std::string_view kClose = "phx_close";
inline constexpr std::string_view kDiff = "diff";
inline constexpr std::string_view kRedirect = "redirect";

// Members of an `event` payload.
inline constexpr std::string_view kType = "type";
inline constexpr std::string_view kValue = "value";
inline constexpr std::string_view kMeta = "meta";
inline constexpr std::string_view kComponent = "cid";
inline constexpr std::string_view kTarget = "_target";  // in kMeta
inline constexpr std::string_view kForm = "form";       // the type whose value is urlencoded

// Members of payloads down.
inline constexpr std::string_view kRendered = "rendered";
inline constexpr std::string_view kReason = "reason";
inline constexpr std::string_view kMessage = "message";
inline constexpr std::string_view kTo = "to";
inline constexpr std::string_view kSession = "session";
inline constexpr std::string_view kSessionEvent = "lv:session";  // page event: {"session":TEXT}

// Reasons of errors.
inline constexpr std::string_view kStale = "stale";
inline constexpr std::string_view kReload = "reload";
inline constexpr std::string_view kCrash = "crash";
inline constexpr std::string_view kUnmatched = "unmatched topic";
inline constexpr std::string_view kUnknownTarget = "unknown_target";

// Of a ref, topic or event; what the binary form has a byte for.
inline constexpr std::size_t kMaxNameBytes = 255;

}  // namespace golive::phoenix

#pragma once
// Every key, kind and control event of the protocol golive1 (docs/protocol.md). client/src/wire_keys.ts is the twin; a test compares the
// two and checks that the page names each of them. Keys inside trees and diffs stand in diff/tree_keys.h, which this header includes.
#include <cstddef>
#include <string_view>

#include "diff/tree_keys.h"

namespace golive::wire {

inline constexpr std::string_view kVersion = "golive1";  // the `vsn` parameter

// Control events (event id 0).
inline constexpr std::string_view kJoin = "join";
inline constexpr std::string_view kResend = "full";
inline constexpr std::string_view kConfirm = "ack";
inline constexpr std::string_view kHide = "hide";
inline constexpr std::string_view kShow = "show";
inline constexpr std::string_view kPing = "ping";
inline constexpr std::string_view kLeave = "leave";

// A feed of the page: the event that opens it, with FEED and FROM, and the name of its page events, before its id.
inline constexpr std::string_view kOpenFeed = ":feed";
inline constexpr std::string_view kFeed = "feed";
inline constexpr std::string_view kFrom = "from";
inline constexpr std::string_view kFeedNews = "feed:";

// Members of a join payload.
inline constexpr std::string_view kToken = "token";
inline constexpr std::string_view kUrl = "url";
inline constexpr std::string_view kSeq = "seq";
inline constexpr std::string_view kAck = "ack";
inline constexpr std::string_view kParams = "params";
inline constexpr std::string_view kTimeZone = "_tz";  // inside params
inline constexpr std::string_view kLocale = "_locale";

// Kinds of frames down.
inline constexpr char kKindFull = 'f';
inline constexpr char kKindSkeleton = 's';
inline constexpr char kKindDiff = 'd';
inline constexpr char kKindReply = 'r';
inline constexpr char kKindNavigate = 'n';
inline constexpr char kKindReload = 'x';
inline constexpr char kKindError = 'e';
inline constexpr char kKindPong = 'p';

// Members of a payload down.
inline constexpr std::string_view kTree = "v";        // full: TREE; skeleton: SKELETON
inline constexpr std::string_view kDiff = "d";        // diff: DIFF
inline constexpr std::string_view kTemplates = "t";   // {FP:BROWSER_FORM}
inline constexpr std::string_view kReplies = "r";     // {ID:VALUE}
inline constexpr std::string_view kRefusals = "x";    // {ID:{code,message}}
inline constexpr std::string_view kPageEvents = "e";  // [[NAME,PAYLOAD],...]
inline constexpr std::string_view kAskAck = "a";      // 1: confirm this frame
inline constexpr std::string_view kSession = "c";     // sealed: to be posted to /live/session as it is
inline constexpr std::string_view kTo = "to";
inline constexpr std::string_view kReplace = "replace";
inline constexpr std::string_view kReason = "reason";
inline constexpr std::string_view kAfter = "after";
inline constexpr std::string_view kCode = "code";
inline constexpr std::string_view kMessage = "message";
inline constexpr std::string_view kId = "id";

// Reasons of a reload.
inline constexpr std::string_view kReloadStale = "stale";
inline constexpr std::string_view kReloadCrash = "crash";
inline constexpr std::string_view kReloadShutdown = "shutdown";

// Limits of a message up; exceeding one ends the connection.
inline constexpr std::size_t kMaxMessageBytes = std::size_t{1} << 20;
inline constexpr std::size_t kMaxDepth = 32;
inline constexpr std::size_t kMaxValues = 10'000;

}  // namespace golive::wire

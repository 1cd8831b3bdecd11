// Every key, kind and control event of the protocol golive1 (docs/protocol.md). The twin of src/protocol/wire_keys.h and
// src/diff/tree_keys.h; a test compares them. esbuild inlines these constants.

// Keys inside trees and diffs.
export const ROW_TEMPLATE = "l"; // list: fingerprint of its rows, "" when they differ
export const ROWS = "k"; // list: its rows
export const RAW = "r"; // raw HTML; 0 in a skeleton
export const OPERATIONS = "o"; // list diff: operations, applied in order
export const UPDATES = "u"; // list diff: diffs of rows by key, applied after the operations
export const REMOVE = "-"; // operation: ["-",KEY,...]
export const INSERT = "+"; // operation: ["+",BEFORE,ROW,...]
export const MOVE = ">"; // operation: [">",BEFORE,KEY,...]

export const VERSION = "golive1"; // the `vsn` parameter

// Control events (event id 0).
export const JOIN = "join";
export const RESEND = "full";
export const CONFIRM = "ack";
export const HIDE = "hide";
export const SHOW = "show";
export const PING = "ping";
export const LEAVE = "leave";

// A feed of the page: the event that opens it, with FEED and FROM, and the name of its page events, before its id.
export const OPEN_FEED = ":feed";
export const FEED = "feed";
export const FROM = "from";
export const FEED_NEWS = "feed:";

// Members of a join payload.
export const TOKEN = "token";
export const URL = "url";
export const SEQ = "seq";
export const ACK = "ack";
export const PARAMS = "params";
export const TIME_ZONE = "_tz"; // inside params
export const LOCALE = "_locale";

// Kinds of frames down.
export const KIND_FULL = "f";
export const KIND_SKELETON = "s";
export const KIND_DIFF = "d";
export const KIND_REPLY = "r";
export const KIND_NAVIGATE = "n";
export const KIND_RELOAD = "x";
export const KIND_ERROR = "e";
export const KIND_PONG = "p";

// Members of a payload down.
export const TREE = "v"; // full: TREE; skeleton: SKELETON
export const DIFF = "d"; // diff: DIFF
export const TEMPLATES = "t"; // {FP:BROWSER_FORM}
export const REPLIES = "r"; // {ID:VALUE}
export const REFUSALS = "x"; // {ID:{code,message}}
export const PAGE_EVENTS = "e"; // [[NAME,PAYLOAD],...]
export const ASK_ACK = "a"; // 1: confirm this frame
export const SESSION = "c"; // sealed: to be posted to /live/session as it is
export const TO = "to";
export const REPLACE = "replace";
export const REASON = "reason";
export const AFTER = "after";
export const CODE = "code";
export const MESSAGE = "message";
export const ID = "id";

// Reasons of a reload.
export const RELOAD_STALE = "stale";
export const RELOAD_CRASH = "crash";
export const RELOAD_SHUTDOWN = "shutdown";

// Limits of a message up; exceeding one ends the connection.
export const MAX_MESSAGE_BYTES = 1 << 20;
export const MAX_DEPTH = 32;
export const MAX_VALUES = 10_000;

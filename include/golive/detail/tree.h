#pragma once
// The render tree: what HTML(...) leaves in the loop's arena and what the markup writer and the diff walk.
// Thread: a tree belongs to the RenderScope it was made in and dies with it. Nothing here owns memory.
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace golive::detail {

enum class SlotKind : std::uint8_t {
  text,           // a text node: <!--N-->
  node,           // nested instance, list, raw HTML or nothing: <!--$N-->
  attribute,      // one whole attribute
  content,        // the whole content of a textarea or title: ".text N"
  attribute_set,  // any number of attributes: "* N"
};

struct SlotInfo {
  SlotKind kind;
  std::string_view name;      // the attribute's name; empty otherwise
  std::uint32_t context = 0;  // open elements that restrict what a node slot may hold (see template_parser.h)
};

enum class Namespace : std::uint8_t { html, svg, math };

// One HTML(...) literal. Constant, one object per call site; equal templates of different call sites have equal fingerprints.
struct TemplateInfo {
  std::uint64_t fingerprint;        // 48 bits over browser_form; stable across builds
  char fingerprint_text[8];         // base64url of the above, as on the wire
  std::string_view browser_form;    // docs/protocol.md "Templates in browser form"
  const std::string_view* statics;  // slot_count + 1 pieces of served HTML; attribute slots bring their own ` name="value"`
  const SlotInfo* slots;
  std::uint16_t slot_count;
  bool has_node_slots;    // or attribute sets: a skeleton row needs more than its key
  bool starts_with_text;  // the first / last thing at the root is text (static or slot)
  bool ends_with_text;
  Namespace ns;
  std::uint32_t forbidden_context;  // bits of SlotInfo::context in which this template would not survive the HTML parser
  const char* file;                 // where the literal stands, for messages
  std::uint32_t line;

  std::string_view id() const noexcept { return {fingerprint_text, 8}; }
};

enum class ValueKind : std::uint8_t {
  nothing,  // null: empty text, absent attribute, empty node slot
  boolean,
  integer,
  number,  // finite double; others arrive as text
  text,    // valid UTF-8, no NUL
  instance,
  list,
  raw,  // HTML text, valid UTF-8
  attribute_set,
  kept,    // a memo(version, fn) part that did not change; see Kept
  shared,  // a part that other views show too; see golive/shared.h
};

struct Instance;
struct List;
struct AttributeSet;
struct Kept;
class SharedPart;

// What fills one slot. 16 bytes, trivially copyable.
struct Value {
  union {
    bool boolean;
    std::int64_t integer;
    double number;
    const char* text;  // text and raw
    const Instance* instance;
    const List* list;
    const AttributeSet* attributes;
    const Kept* kept;
    SharedPart* shared;
  };
  std::uint32_t size = 0;  // bytes of text and raw
  ValueKind kind = ValueKind::nothing;

  constexpr Value() noexcept : integer(0) {}
  std::string_view view() const noexcept { return {text, size}; }
};
static_assert(sizeof(Value) == 16);

// A template with its values: `info->slot_count` values follow the header in the arena.
struct Instance {
  const TemplateInfo* info;
  const Value* values() const noexcept { return reinterpret_cast<const Value*>(this + 1); }
  Value* values() noexcept { return reinterpret_cast<Value*>(this + 1); }
};
static_assert(sizeof(Instance) == 8);

// Identifies the memory of a versioned list or memo: hash of call site, enclosing row keys and order. 0: not versioned.
using SiteId = std::uint64_t;

struct Row {
  Value key;                 // integer or text
  std::uint64_t version;     // 0 unless the list is versioned
  const Instance* instance;  // nullptr: unchanged since the remembered version ("kept")
};

struct List {
  const Row* rows;
  std::uint32_t count;
  SiteId site;  // 0: no versions
  // So many rows at the beginning and at the end are kept and were the first and the last ones in the same order, with integer keys: nobody
  // needs to look at them again.
  std::uint32_t kept_head = 0;
  std::uint32_t kept_tail = 0;

  std::uint32_t touched_end() const noexcept { return count - kept_tail; }
};

struct Attribute {
  std::string_view name;  // checked, lower case
  Value value;            // nothing, boolean, integer, number or text; already filtered for its context
};

struct AttributeSet {
  const Attribute* items;  // sorted by name, each name once
  std::uint32_t count;
};

struct Kept {
  SiteId site;
  std::uint64_t version;
  const Instance* instance;  // nullptr: skipped; else rendered afresh (first time, or version changed)
};

// The rows a versioned list was last sent with, in order, if all their keys are integers; else none.
struct SentRows {
  const std::uint64_t* keys = nullptr;
  const std::uint64_t* versions = nullptr;
  std::uint32_t count = 0;
};

// What the previous flush of a view left behind, asked by each(range, key, version, fn) and memo(version, fn) while rendering.
// Implemented by diff::Memory.
class SkipMemory {
 public:
  // Begins a versioned list or memo; false: nothing is remembered for this site, render all of it. `rows` is filled for a list; valid until
  // the render ends.
  virtual bool begin(SiteId site, SentRows& rows) = 0;
  // True if the row `key` of `site` was last sent with this version. `site` is the one last begun at this nesting level. `next`: where the
  // row is expected among those sent; set behind it if it is found.
  virtual bool unchanged(SiteId site, const Value& key, std::uint64_t version, std::uint32_t& next) = 0;

 protected:
  ~SkipMemory() = default;
};

}  // namespace golive::detail

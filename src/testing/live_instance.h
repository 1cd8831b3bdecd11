#pragma once
// What is known of the page a view has patched: instances of templates, with a reference to each slot and no values.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "testing/dom.h"
#include "testing/live_template.h"

namespace golive::testing {

struct Part;

// Attributes as the server wrote them last, in a slot of classes or a set: what others wrote beside them stays.
using Written = std::vector<std::pair<std::string, std::optional<std::string>>>;

struct Held {
  Node node;
  std::unique_ptr<Part> part;        // of a node slot
  std::unique_ptr<Written> written;  // of classes and sets
};

struct Instance {
  const LiveTemplate* form = nullptr;
  std::vector<Held> slots;
  Node first;  // of siblings, at least one
  Node last;
};

struct Row {
  Instance instance;
  std::uint64_t since = 0;  // counts frames: the one that inserted it
};

struct KeyHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view key) const noexcept { return std::hash<std::string_view>()(key); }
};

struct RowList {
  std::string form;  // "" when rows differ
  std::unordered_map<std::string, Row, KeyHash, std::equal_to<>> rows;
};

// A node slot: what stands between its marks.
struct Part {
  Node start;
  Node end;
  std::optional<Instance> instance;
  std::optional<RowList> list;
};

}  // namespace golive::testing

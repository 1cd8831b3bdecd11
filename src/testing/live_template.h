#pragma once
// Templates of a connection: each browser form is parsed once, and an instance is a copy of what came of it.
#include <boost/json/object.hpp>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "testing/document_editor.h"

namespace golive::testing {

enum class HeldKind : std::uint8_t {
  missing,
  text,       // a text node
  node,       // the start mark; the end mark is its next sibling
  attribute,  // the element
  classes,    // the same: of `class` only what the server changed is changed
  set,        // the same: any number of attributes
  content     // the same: its whole content is a text
};

struct LiveSlot {
  HeldKind kind = HeldKind::missing;
  std::string name;
};

struct LiveTemplate {
  struct Mark {
    std::uint32_t place;  // in the tree's order
    std::uint32_t slot;
    NodeId node;
  };

  std::string fingerprint;
  std::string form;
  Node root;  // a fragment
  bool single = false;
  std::vector<LiveSlot> slots;
  std::vector<Mark> marks;  // by place

  // Of a node of the template.
  std::vector<std::uint32_t> slots_of(Node node) const;
  bool is_slot(Node node) const;
};

class LiveTemplates {
 public:
  // Templates that come with a frame; throws FrameError if one is here already. `again`: those of an earlier connection may be.
  void define(const boost::json::object& forms, DocumentEditor& page, bool again);
  const LiveTemplate& find(std::string_view fingerprint) const;

 private:
  std::map<std::string, LiveTemplate, std::less<>> templates_;
};

}  // namespace golive::testing

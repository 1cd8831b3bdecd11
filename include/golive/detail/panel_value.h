#pragma once
// What a panel knows of a C++ type without the type: how to read its scalars, walk its lists and find the fields of its structs. One
// constant table a type (panel_type.h); all that is made of them is compiled once, in src/panel/.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "golive/panel_fields.h"

namespace golive::detail {

enum class PanelKind : std::uint8_t { fraction, whole, natural, boolean, choice, text, list, group };

// A scalar as it stands in the host's value. `text` refers to it.
struct PanelValue {
  enum class Kind : std::uint8_t { none, fraction, whole, natural, boolean, choice, text };
  Kind kind = Kind::none;
  union {
    double fraction = 0;
    std::int64_t whole;  // of a choice: the enumerator's value
    std::uint64_t natural;
    bool boolean;
  };
  std::string_view text = {};
};

// A scalar as it came from a page, checked.
struct PanelInput {
  PanelValue::Kind kind = PanelValue::Kind::none;
  double fraction = 0;
  std::int64_t whole = 0;
  std::uint64_t natural = 0;
  bool boolean = false;
  std::string text;
};

struct PanelChoice {
  std::int64_t value;
  std::string label;
};

struct PanelMember;

struct PanelType {
  PanelKind kind = PanelKind::text;
  // Scalars.
  PanelValue (*read)(const void* at) = nullptr;
  void (*write)(void* at, const PanelInput& input) = nullptr;  // nullptr: cannot be written
  std::vector<PanelChoice> (*choices)() = nullptr;
  double fraction_limit = 0;  // the largest of a fraction
  std::int64_t whole_least = 0;
  std::int64_t whole_most = 0;
  std::uint64_t natural_most = 0;
  std::size_t text_most = 0;  // bytes
  // Lists.
  std::size_t extent = 0;  // of an array; 0: any size
  const PanelType* (*element)() = nullptr;
  std::size_t (*size)(const void* at) = nullptr;
  const void* (*at)(const void* list, std::size_t index) = nullptr;      // elements that are no scalars
  PanelValue (*read_at)(const void* list, std::size_t index) = nullptr;  // those that are
  // Structs.
  std::span<const PanelMember> (*members)() = nullptr;
};

struct PanelMember {
  std::string_view name;
  FieldOptions options;
  const PanelType* type = nullptr;
  const void* (*of)(const void* owner) = nullptr;
};

}  // namespace golive::detail

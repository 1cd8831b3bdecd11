#pragma once
// The statics of the templates that one Phoenix message uses.
//
// A piece that may go into any message has the arrays themselves in it; a whole message has numbers, and the arrays once beside the tree.
#include <cstdint>
#include <string>
#include <vector>

#include "golive/detail/tree.h"

namespace golive::diff {

class PhoenixStatics {
 public:
  explicit PhoenixStatics(bool in_place) noexcept : in_place_(in_place) {}

  // Appends the members `"s":...` and, if the template is one element, `"r":1`.
  void write(std::string& out, const detail::TemplateInfo& info);
  // Without the second.
  void write_of_root(std::string& out, const detail::TemplateInfo& info) { write_reference(out, place_of(info)); }
  // Rows that all have this template.
  void write_of_rows(std::string& out, const detail::TemplateInfo& rows) { write_reference(out, place_of(rows)); }
  // Rows that bring their own templates, each behind a mark or nothing.
  void write_of_mixed_rows(std::string& out);

  // Whether write_table() must follow, as the member "p" of the message.
  bool has_table() const noexcept { return !in_place_ && !entries_.empty(); }
  void write_table(std::string& out) const;

 private:
  struct Entry {
    const detail::TemplateInfo* info;  // nullptr: of mixed rows
    bool is_element;
  };
  const Entry& place_of(const detail::TemplateInfo& info);
  void write_reference(std::string& out, const Entry& entry) const;

  std::vector<Entry> entries_;
  bool in_place_;
};

// Whether the template is one element, whatever its slots hold.
bool is_one_element(const detail::TemplateInfo& info) noexcept;

}  // namespace golive::diff

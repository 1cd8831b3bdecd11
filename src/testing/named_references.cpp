#include "testing/named_references.h"

#include <algorithm>
#include <string>
#include <vector>

namespace golive::testing {
namespace {

struct Entry {
  unsigned char shared;
  std::string_view rest;
  std::string_view text;
};

constexpr Entry kEntries[] = {
#include "testing/named_references.inc"
};

// The names in full, made when the first is looked for: 17 KB that most programs never need.
class Names {
 public:
  Names() {
    std::size_t size = 0;
    for (const Entry& entry : kEntries) size += entry.shared + entry.rest.size();
    text_.reserve(size);
    references_.reserve(std::size(kEntries));
    std::string_view before;
    for (const Entry& entry : kEntries) {
      const std::size_t at = text_.size();
      text_.append(before.substr(0, entry.shared)).append(entry.rest);
      before = std::string_view(text_).substr(at);
      references_.push_back({before, entry.text});
    }
  }

  // Names are sorted by bytes, so that those which begin `text` are met one after the other, the shorter first.
  NamedReference longest(std::string_view text) const {
    auto begin = references_.begin();
    auto end = references_.end();
    NamedReference found;
    for (std::size_t size = 0; begin != end; ++size) {
      if (begin->name.size() == size) found = *begin++;
      if (size == text.size()) break;
      const auto by_byte = [size](const NamedReference& reference, char c) {
        return static_cast<unsigned char>(reference.name[size]) < static_cast<unsigned char>(c);
      };
      begin = std::lower_bound(begin, end, text[size], by_byte);
      end = std::find_if(begin, end, [&](const NamedReference& reference) { return reference.name[size] != text[size]; });
    }
    return found;
  }

 private:
  std::string text_;
  std::vector<NamedReference> references_;
};

}  // namespace

NamedReference find_named_reference(std::string_view text) {
  static const Names names;
  return names.longest(text);
}

}  // namespace golive::testing

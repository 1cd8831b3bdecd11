#include "diff/phoenix_statics.h"

#include <algorithm>
#include <array>

#include "diff/instance_memory.h"
#include "diff/json.h"
#include "diff/phoenix_keys.h"

namespace golive::diff {
namespace {

constexpr std::array<std::string_view, 14> kVoidElements{"area",  "base", "br",   "col",   "embed",  "hr",    "img",
                                                         "input", "link", "meta", "param", "source", "track", "wbr"};

bool is_void(std::string_view tag) noexcept {
  const std::string_view name = tag.substr(0, tag.find_first_of(" />"));
  return std::ranges::find(kVoidElements, name) != kVoidElements.end();
}

// Where the tag that begins `text` ends: behind its '>', which may also stand in a quoted value.
std::size_t tag_end(std::string_view text) noexcept {
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != 0) quote = c == quote ? '\0' : quote;
    else if (c == '"' || c == '\'') quote = c;
    else if (c == '>') return i + 1;
  }
  return text.size();
}

// The pieces of the served page, and the marks round what stands in node slots.
void write_pieces(std::string& out, const detail::TemplateInfo& info) {
  const auto is_node = [&](std::uint32_t slot) { return info.slots[slot].kind == detail::SlotKind::node; };
  std::string piece;
  for (std::uint32_t i = 0; i <= info.slot_count; ++i) {
    out += i == 0 ? '[' : ',';
    piece.clear();
    if (i > 0 && is_node(i - 1)) piece += "<!--/-->";
    piece += info.statics[i];
    if (i < info.slot_count && is_node(i)) piece += "<!--$-->";
    json::write_string(out, piece);
  }
  out += ']';
}

void write_name(std::string& out, std::string_view name) { out.append("\"").append(name).append("\":"); }

void write_statics(std::string& out, const detail::TemplateInfo* info) {
  if (info == nullptr) out.append(R"(["","",""])");
  else write_pieces(out, *info);
}

}  // namespace

bool is_one_element(const detail::TemplateInfo& info) noexcept {
  std::string_view rest = info.browser_form;
  if (info.ns != detail::Namespace::html) rest.remove_prefix(std::min(rest.find('|') + 1, rest.size()));
  std::size_t depth = 0;
  bool begun = false;
  while (!rest.empty()) {
    if (depth == 0 && (begun || rest[0] != '<' || rest.starts_with("<!--"))) return false;
    if (rest.starts_with("<!--")) {
      rest.remove_prefix(std::min(rest.find("-->") + 3, rest.size()));
    } else if (rest[0] != '<') {
      rest.remove_prefix(std::min(rest.find('<'), rest.size()));
    } else {
      const std::string_view tag = rest.substr(0, tag_end(rest));
      rest.remove_prefix(tag.size());
      begun = true;
      if (tag.starts_with("</")) depth -= depth > 0 ? 1 : 0;
      else if (!tag.ends_with("/>") && !is_void(tag.substr(1))) ++depth;
    }
  }
  return begun && depth == 0;
}

const PhoenixStatics::Entry& PhoenixStatics::place_of(const detail::TemplateInfo& info) {
  const auto found =
      std::ranges::find_if(entries_, [&](const Entry& entry) { return entry.info != nullptr && same_template(*entry.info, info); });
  if (found != entries_.end()) return *found;
  return entries_.emplace_back(&info, is_one_element(info));
}

void PhoenixStatics::write_reference(std::string& out, const Entry& entry) const {
  write_name(out, phoenix::kStatics);
  if (in_place_) write_statics(out, entry.info);
  else json::write_integer(out, &entry - entries_.data());
}

void PhoenixStatics::write(std::string& out, const detail::TemplateInfo& info) {
  const Entry& entry = place_of(info);
  write_reference(out, entry);
  if (!entry.is_element) return;
  out += ',';
  write_name(out, phoenix::kRoot);
  out += '1';
}

void PhoenixStatics::write_of_mixed_rows(std::string& out) {
  const auto found = std::ranges::find(entries_, nullptr, &Entry::info);
  write_reference(out, found != entries_.end() ? *found : entries_.emplace_back(nullptr, false));
}

void PhoenixStatics::write_table(std::string& out) const {
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    out += i == 0 ? '{' : ',';
    out += '"';
    json::write_unsigned(out, i);
    out.append("\":");
    write_statics(out, entries_[i].info);
  }
  out += '}';
}

}  // namespace golive::diff

#include "model/tree_builder.h"

#include <cctype>
#include <cstring>
#include <map>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "base/hash.h"

namespace golive::model {
namespace {

using detail::SlotInfo;
using detail::SlotKind;

struct OwnedTemplate {
  std::string form;
  std::deque<std::string> names;
  std::deque<std::string> pieces;
  std::vector<SlotInfo> slots;
  std::vector<std::string_view> statics;
  detail::TemplateInfo info{};
};

void set_slot(OwnedTemplate& owned, std::size_t index, SlotKind kind, std::string_view name = {}) {
  if (owned.slots.size() <= index) owned.slots.resize(index + 1);
  owned.names.emplace_back(name);
  owned.slots[index] = {kind, owned.names.back(), 0};
}

void read_attribute_slots(OwnedTemplate& owned, std::string_view spec) {
  std::size_t at = 0;
  const auto word = [&] {
    const std::size_t end = std::min(spec.find(' ', at), spec.size());
    const std::string_view found = spec.substr(at, end - at);
    at = end + 1;
    return found;
  };
  while (at < spec.size()) {
    const std::string_view name = word();
    const std::size_t index = std::stoul(std::string(word()));
    if (name == ".text") set_slot(owned, index, SlotKind::content);
    else if (name == "*") set_slot(owned, index, SlotKind::attribute_set);
    else set_slot(owned, index, SlotKind::attribute, name);
  }
}

void read_slots(OwnedTemplate& owned) {
  const std::string_view form = owned.form;
  for (std::size_t at = 0; (at = form.find_first_of("<l", at)) != std::string_view::npos; ++at) {
    if (form.substr(at).starts_with("<!--")) {
      const bool node = form[at + 4] == '$';
      set_slot(owned, std::stoul(owned.form.substr(at + (node ? 5 : 4))), node ? SlotKind::node : SlotKind::text);
    } else if (form.substr(at).starts_with("lv-s=\"")) {
      const std::size_t begin = at + 6;
      read_attribute_slots(owned, form.substr(begin, form.find('"', begin) - begin));
    }
  }
}

// The served pieces between the slots, as the template parser makes them; empty if the slot numbers do not follow the document.
class StaticsReader {
 public:
  explicit StaticsReader(std::string_view form) : left_(form) {}

  std::deque<std::string> pieces() {
    while (!left_.empty()) {
      if (left_.starts_with("<!--")) {
        comment();
      } else if (left_[0] == '<') {
        tag();
        after_text_ = false;
      } else {
        if (after_slot_text_) piece_ += "<!---->";
        piece_ += take(std::min(left_.find('<'), left_.size()));
        after_text_ = true;
        after_slot_text_ = false;
      }
    }
    pieces_.push_back(piece_);
    return in_order_ ? pieces_ : std::deque<std::string>();
  }

 private:
  std::string_view take(std::size_t count) {
    const std::string_view taken = left_.substr(0, count);
    left_.remove_prefix(count);
    return taken;
  }
  void slot(std::string_view number) {
    in_order_ &= std::stoul(std::string(number)) == pieces_.size();
    pieces_.push_back(std::exchange(piece_, {}));
  }
  void comment() {
    const std::string_view inside = take(left_.find("-->") + 3).substr(4);
    const bool node = inside.starts_with('$');
    if (!node && after_text_) piece_ += "<!---->";
    slot(inside.substr(node ? 1 : 0));
    after_text_ = after_slot_text_ = !node;
  }
  void tag() {
    after_slot_text_ = false;
    const std::string_view tag = take(left_.find('>') + 1);
    const std::size_t spec = tag.find(" lv-s=\"");
    piece_ += tag.substr(0, spec);
    if (spec == std::string_view::npos) return;
    const std::size_t end = tag.find('"', spec + 7);
    std::istringstream words(std::string(tag.substr(spec + 7, end - spec - 7)));
    for (std::string name, number; words >> name >> number;) {
      if (name == ".text") piece_ += tag.starts_with("<textarea") ? ">\n" : ">";
      slot(number);
      if (name == ".text") return;
    }
    piece_ += tag.substr(end + 1);
  }

  std::string_view left_;
  std::string piece_;
  std::deque<std::string> pieces_;
  bool in_order_ = true;
  bool after_text_ = false;
  bool after_slot_text_ = false;
};

bool is_text_end(std::string_view form, bool first) {
  if (form.empty()) return false;
  if (first) return form[0] != '<' || (form.starts_with("<!--") && form[4] != '$');
  if (form.back() != '>') return true;
  const std::size_t begin = form.rfind('<');
  return form.substr(begin).starts_with("<!--") && form[begin + 4] != '$';
}

void write_fingerprint(detail::TemplateInfo& info) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  info.fingerprint = hash_bytes(1, info.browser_form) >> 16;
  for (int i = 0; i < 8; ++i) info.fingerprint_text[i] = kDigits[info.fingerprint >> (42 - 6 * i) & 63];
}

std::unique_ptr<OwnedTemplate> make_template(std::string_view browser_form) {
  auto owned = std::make_unique<OwnedTemplate>();
  owned->form = browser_form;
  read_slots(*owned);
  std::string_view source = owned->form;
  for (const std::string_view prefix : {"svg|", "math|"})
    if (source.starts_with(prefix)) source.remove_prefix(prefix.size());
  owned->pieces = StaticsReader(source).pieces();
  owned->pieces.resize(owned->slots.size() + 1);
  owned->statics.assign(owned->pieces.begin(), owned->pieces.end());
  detail::TemplateInfo& info = owned->info;
  info.browser_form = owned->form;
  write_fingerprint(info);
  info.statics = owned->statics.data();
  info.slots = owned->slots.data();
  info.slot_count = static_cast<std::uint16_t>(owned->slots.size());
  for (const SlotInfo& slot : owned->slots) info.has_node_slots |= slot.kind == SlotKind::node || slot.kind == SlotKind::attribute_set;
  info.starts_with_text = is_text_end(owned->form, true);
  info.ends_with_text = is_text_end(owned->form, false);
  info.file = "test";
  info.line = 1;
  return owned;
}

}  // namespace

const detail::TemplateInfo& template_of(std::string_view browser_form) {
  static std::map<std::string, std::unique_ptr<OwnedTemplate>, std::less<>> templates;
  const auto found = templates.find(browser_form);
  if (found != templates.end()) return found->second->info;
  return templates.emplace(browser_form, make_template(browser_form)).first->second->info;
}

void* TreeBuilder::take(std::size_t bytes) {
  return blocks_.emplace_back(std::make_unique_for_overwrite<std::byte[]>(bytes == 0 ? 1 : bytes)).get();
}

std::string_view TreeBuilder::copy(std::string_view chars) {
  char* copied = static_cast<char*>(take(chars.size()));
  if (!chars.empty()) std::memcpy(copied, chars.data(), chars.size());
  return {copied, chars.size()};
}

detail::Value TreeBuilder::boolean(bool value) {
  Value made;
  made.kind = detail::ValueKind::boolean;
  made.boolean = value;
  return made;
}

detail::Value TreeBuilder::integer(std::int64_t value) {
  Value made;
  made.kind = detail::ValueKind::integer;
  made.integer = value;
  return made;
}

detail::Value TreeBuilder::number(double value) {
  Value made;
  made.kind = detail::ValueKind::number;
  made.number = value;
  return made;
}

detail::Value TreeBuilder::text(std::string_view chars) {
  const std::string_view copied = copy(chars);
  Value made;
  made.kind = detail::ValueKind::text;
  made.text = copied.data();
  made.size = static_cast<std::uint32_t>(copied.size());
  return made;
}

detail::Value TreeBuilder::raw(std::string_view html) {
  Value made = text(html);
  made.kind = detail::ValueKind::raw;
  return made;
}

const detail::Instance* TreeBuilder::instance(std::string_view browser_form, const std::vector<Value>& values) {
  const detail::TemplateInfo& info = template_of(browser_form);
  if (info.slot_count != values.size()) throw std::logic_error("wrong number of values for " + std::string(browser_form));
  auto* made = new (take(sizeof(Instance) + values.size() * sizeof(Value))) Instance{&info};
  for (std::size_t i = 0; i < values.size(); ++i) new (made->values() + i) Value(values[i]);
  return made;
}

detail::Value TreeBuilder::part(const Instance* instance) {
  Value made;
  if (instance == nullptr) return made;
  made.kind = detail::ValueKind::instance;
  made.instance = instance;
  return made;
}

detail::Value TreeBuilder::list(const std::vector<detail::Row>& rows, detail::SiteId site, std::uint32_t kept_head,
                                std::uint32_t kept_tail) {
  auto* copied = static_cast<detail::Row*>(take(rows.size() * sizeof(detail::Row)));
  for (std::size_t i = 0; i < rows.size(); ++i) new (copied + i) detail::Row(rows[i]);
  Value made;
  made.kind = detail::ValueKind::list;
  const auto count = static_cast<std::uint32_t>(rows.size());
  made.list = new (take(sizeof(detail::List))) detail::List{copied, count, site, kept_head, kept_tail};
  return made;
}

detail::Value TreeBuilder::attributes(const std::vector<std::pair<std::string, Value>>& sorted) {
  auto* items = static_cast<detail::Attribute*>(take(sorted.size() * sizeof(detail::Attribute)));
  for (std::size_t i = 0; i < sorted.size(); ++i) new (items + i) detail::Attribute{copy(sorted[i].first), sorted[i].second};
  Value made;
  made.kind = detail::ValueKind::attribute_set;
  made.attributes = new (take(sizeof(detail::AttributeSet))) detail::AttributeSet{items, static_cast<std::uint32_t>(sorted.size())};
  return made;
}

detail::Value TreeBuilder::memo(detail::SiteId site, std::uint64_t version, const Instance* instance) {
  Value made;
  made.kind = detail::ValueKind::kept;
  made.kept = new (take(sizeof(detail::Kept))) detail::Kept{site, version, instance};
  return made;
}

}  // namespace golive::model

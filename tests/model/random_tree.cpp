#include "model/random_tree.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/hash.h"
#include "golive/detail/row_skip.h"

namespace golive::model {
namespace {

using detail::SlotKind;

constexpr std::array<std::string_view, 14> kForms{
    "<p><!--0--></p>",
    "<div lv-s=\"class 0 hidden 1\"><!--2--> of <!--3--><b>!</b></div>",
    "<section><!--$0--></section>",
    "<div>a<!--$0-->b<!--1--></div>",
    "<article lv-s=\"* 0\"><!--$1--><!--$2--></article>",
    "<!--0--><i>x</i><!--$1-->",
    "<textarea lv-s=\".text 0\"></textarea>",
    "<!--0--><!--1-->",
    "<hr>",
    "<p><b>Yes</b> <!--0--></p>",
    "<p><b>No</b> <!--0--></p>",
    "<p class=\"error\"><!--0--></p>",
    "<button>go</button>",
    "<button disabled=\"\">go</button>",
};

constexpr std::array<std::string_view, 8> kTexts{"", "a", "b", "<b>&amp;</b>", "\"quoted\" 'x'", "\n two lines", "\xf0\x9f\x98\x80\xc3\xa9",
                                                 "0"};
constexpr std::array<std::string_view, 8> kKeys{"__proto__", "null", "", "constructor", "a\"b", "0", "1", "\xc3\xa9"};
constexpr std::array<std::string_view, 5> kRaws{"", "<b>raw</b>", "text", "<i>1</i><i>2</i>", "<p title=\"x\">y</p>"};
constexpr std::array<std::string_view, 4> kNames{"class", "data-x", "hidden", "title"};

}  // namespace

struct RandomTree::Item {
  std::int64_t number = 0;
  std::string name;
  std::uint64_t version = 0;
  PartPtr part;  // an instance
};

// One value of a template, or an instance with its values in `parts`.
struct RandomTree::Part {
  enum class Kind { nothing, boolean, integer, number, text, raw, attributes, instance, list, memo };

  Kind kind = Kind::nothing;
  std::int64_t integer = 0;
  std::string text;
  std::vector<std::pair<std::string, std::int64_t>> attributes;
  std::string_view form;
  std::vector<PartPtr> parts;  // values of an instance; the one part of a memo
  std::vector<Item> items;
  bool text_keys = false;
  bool mixed = false;
  bool versioned = false;
  std::uint64_t version = 0;  // of a memo
  std::uint64_t site = 0;     // of a memo or versioned list
};

RandomTree::RandomTree(std::uint64_t seed) : random_(seed), root_(make_part(4)) {}
RandomTree::~RandomTree() = default;

std::string RandomTree::make_text() {
  if (chance(20)) return std::string(below(200), 'x');
  return std::string(kTexts[below(kTexts.size())]);
}

RandomTree::PartPtr RandomTree::make_part(int depth) {
  auto part = std::make_unique<Part>();
  part->kind = Part::Kind::instance;
  part->form = kForms[below(kForms.size())];
  const detail::TemplateInfo& info = template_of(part->form);
  for (std::uint32_t i = 0; i < info.slot_count; ++i) {
    PartPtr value;
    if (info.slots[i].kind == SlotKind::node) {
      value = make_node(depth - 1);
    } else {
      value = std::make_unique<Part>();
      value->kind = info.slots[i].kind == SlotKind::attribute_set ? Part::Kind::attributes : Part::Kind::text;
      change(*value, depth);
    }
    part->parts.push_back(std::move(value));
  }
  return part;
}

RandomTree::PartPtr RandomTree::make_node(int depth) {
  auto part = std::make_unique<Part>();
  const std::size_t kind = depth <= 0 ? below(3) : below(10);
  if (kind == 0) return part;
  if (kind == 1) {
    part->kind = Part::Kind::raw;
    part->text = kRaws[below(kRaws.size())];
  } else if (kind < 6) {
    return make_part(depth);
  } else if (kind < 9) {
    part->kind = Part::Kind::list;
    part->text_keys = chance(40);
    part->mixed = chance(30);
    part->versioned = chance(50);
    part->site = 1 + below(5);
    part->form = kForms[below(kForms.size())];
    fill_items(*part, depth);
  } else {
    part->kind = Part::Kind::memo;
    part->site = 1 + below(5);
    part->version = next_version_++;
    part->parts.push_back(make_part(depth));
  }
  return part;
}

void RandomTree::fill_items(Part& list, int depth) {
  const std::size_t count = chance(5) ? below(60) : below(6);
  for (std::size_t i = 0; i < count; ++i) list.items.push_back(make_item(list, depth));
}

RandomTree::Item RandomTree::make_item(const Part& list, int depth) {
  Item item;
  do {
    item.number = chance(10) ? static_cast<std::int64_t>(9007199254740990 + below(9)) : static_cast<std::int64_t>(below(90)) - 9;
    item.name = chance(50) ? std::string(kKeys[below(kKeys.size())]) : "k" + std::to_string(below(90));
  } while (std::any_of(list.items.begin(), list.items.end(),
                       [&](const Item& other) { return list.text_keys ? other.name == item.name : other.number == item.number; }));
  item.version = next_version_++;
  do item.part = make_part(depth - 1);
  while (!list.mixed && item.part->form != list.form);
  return item;
}

// A change of what is here, not of what is inside.
void RandomTree::change(Part& part, int depth) {
  switch (part.kind) {
    case Part::Kind::attributes: {
      std::set<std::string> names;
      for (std::size_t i = below(4); i > 0; --i) names.emplace(kNames[below(kNames.size())]);
      part.attributes.clear();
      for (const std::string& name : names) part.attributes.emplace_back(name, static_cast<std::int64_t>(below(4)));
      return;
    }
    case Part::Kind::raw:
      part.text = kRaws[below(kRaws.size())];
      return;
    case Part::Kind::list:
      change_list(part, depth);
      return;
    case Part::Kind::instance:
    case Part::Kind::memo:
      return;
    default:
      constexpr std::array kScalars{Part::Kind::nothing, Part::Kind::boolean, Part::Kind::integer, Part::Kind::number, Part::Kind::text};
      part.kind = kScalars[below(kScalars.size())];
      part.integer = static_cast<std::int64_t>(below(5)) - 2;
      part.text = make_text();
  }
}

void RandomTree::change_list(Part& list, int depth) {
  auto& items = list.items;
  switch (below(9)) {
    case 0:
      std::shuffle(items.begin(), items.end(), random_);
      return;
    case 1:
      std::reverse(items.begin(), items.end());
      return;
    case 2:
      items.clear();
      return;
    case 3:
      if (items.empty()) fill_items(list, depth);
      return;
    case 4:
      if (!items.empty()) items.erase(items.begin() + static_cast<std::ptrdiff_t>(below(items.size())));
      return;
    case 5:
      if (items.size() > 1) std::rotate(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(below(items.size())), items.end());
      return;
    case 6:
      if (items.size() > 1) std::swap(items[below(items.size())], items[below(items.size())]);
      return;
    case 7: {
      std::erase_if(items, [&](const Item&) { return chance(30); });
      const std::size_t count = below(4);
      for (std::size_t i = 0; i < count; ++i)
        items.insert(items.begin() + static_cast<std::ptrdiff_t>(below(items.size() + 1)), make_item(list, depth));
      return;
    }
    default:
      items.insert(chance(50) ? items.begin() : items.end(), make_item(list, depth));
  }
}

void RandomTree::mutate() {
  for (std::size_t changes = 1 + below(5); changes > 0; --changes) {
    Part* part = root_.get();
    for (int depth = 4;; --depth) {
      if (part->kind == Part::Kind::list && !part->items.empty() && chance(60)) {
        Item& item = part->items[below(part->items.size())];
        item.version = next_version_++;
        if (part->mixed && chance(20)) item.part = make_part(depth - 1);
        part = item.part.get();
      } else if (part->kind == Part::Kind::memo) {
        part->version = next_version_++;
        part = part->parts[0].get();
      } else if (part->kind == Part::Kind::instance && !part->parts.empty()) {
        PartPtr& inside = part->parts[below(part->parts.size())];
        const bool is_node = template_of(part->form).slots[&inside - part->parts.data()].kind == SlotKind::node;
        if (is_node && (chance(15) || inside->kind == Part::Kind::nothing)) inside = make_node(depth - 1);
        if (is_node && inside->kind == Part::Kind::nothing) break;
        part = inside.get();
      } else {
        change(*part, depth);
        break;
      }
    }
  }
  if (chance(3)) root_ = make_part(4);
}

const detail::Instance* RandomTree::build(TreeBuilder& builder, detail::SkipMemory* memory) {
  memory_ = memory;
  return instance(builder, *root_, 1);
}

const detail::Instance* RandomTree::instance(TreeBuilder& builder, const Part& part, std::uint64_t path) {
  std::vector<detail::Value> values;
  const detail::TemplateInfo& info = template_of(part.form);
  for (std::size_t i = 0; i < part.parts.size(); ++i) {
    detail::Value made = value(builder, *part.parts[i], hash_value(path, static_cast<std::int64_t>(i)));
    const bool is_word = made.kind == detail::ValueKind::boolean && info.slots[i].kind != SlotKind::attribute;
    values.push_back(is_word ? builder.text(made.boolean ? "true" : "false") : made);  // as HTML(...) does
  }
  return builder.instance(part.form, values);
}

detail::Value RandomTree::value(TreeBuilder& builder, const Part& part, std::uint64_t path) {
  switch (part.kind) {
    case Part::Kind::nothing:
      return {};
    case Part::Kind::boolean:
      return TreeBuilder::boolean(part.integer > 0);
    case Part::Kind::integer:
      return TreeBuilder::integer(part.integer);
    case Part::Kind::number:
      return TreeBuilder::number(static_cast<double>(part.integer) / 3);
    case Part::Kind::text:
      return builder.text(part.text);
    case Part::Kind::raw:
      return builder.raw(part.text);
    case Part::Kind::instance:
      return builder.part(instance(builder, part, path));
    case Part::Kind::list:
      return list(builder, part, path);
    case Part::Kind::attributes: {
      std::vector<std::pair<std::string, detail::Value>> items;
      for (const auto& [name, number] : part.attributes)
        items.emplace_back(name, number == 0 ? detail::Value{} : number == 1 ? TreeBuilder::boolean(true) : TreeBuilder::integer(number));
      return builder.attributes(items);
    }
    case Part::Kind::memo:
      break;
  }
  const std::uint64_t site = hash_value(path, static_cast<std::int64_t>(part.site));
  detail::SentRows none;
  std::uint32_t next = 0;
  const bool kept = memory_ != nullptr && memory_->begin(site, none) && memory_->unchanged(site, {}, part.version, next);
  return builder.memo(site, part.version, kept ? nullptr : instance(builder, *part.parts[0], site));
}

detail::Value RandomTree::list(TreeBuilder& builder, const Part& part, std::uint64_t path) {
  // Sites know the rows round them but not the templates, as those of each() do: the same list can turn up in another slot.
  const std::uint64_t site = part.versioned ? hash_value(path % 3, static_cast<std::int64_t>(part.site)) : 0;
  detail::RowSkip skip(site != 0 ? memory_ : nullptr, site);
  std::vector<detail::Row> rows;
  for (const Item& item : part.items) {
    const detail::Value key = part.text_keys ? builder.text(item.name) : TreeBuilder::integer(item.number);
    const bool kept = skip.unchanged(static_cast<std::uint32_t>(rows.size()), key, item.version);
    const std::uint64_t row_path = hash_value(path, part.text_keys ? static_cast<std::int64_t>(hash_bytes(1, item.name)) : item.number);
    rows.push_back(TreeBuilder::row(key, kept ? nullptr : instance(builder, *item.part, row_path), item.version));
  }
  const auto count = static_cast<std::uint32_t>(rows.size());
  return builder.list(rows, site, skip.kept_head(count), skip.kept_tail(count));
}

}  // namespace golive::model

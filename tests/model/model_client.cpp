#include "model/model_client.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "base/number_text.h"

namespace golive::model {
namespace json = boost::json;
namespace {

[[noreturn]] void fail(const std::string& what) { throw std::runtime_error(what); }

std::string text_of(const json::value& value) {
  char digits[kNumberTextSize];
  if (value.is_string()) return std::string(value.as_string());
  if (value.is_int64()) return std::to_string(value.as_int64());
  if (value.is_uint64()) return std::to_string(value.as_uint64());
  if (value.is_double()) return {digits, write_number(digits, value.as_double())};
  if (value.is_null() || value.is_bool()) return {};
  fail("not a scalar: " + json::serialize(value));
}

std::string key_of(const json::value& value) {
  if (!value.is_string() && !value.is_int64()) fail("not a key: " + json::serialize(value));
  return text_of(value);
}

std::string string_of(const json::value& value) { return std::string(value.as_string()); }

std::size_t slot_number(std::string_view text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) fail("not a slot: " + std::string(text));
  return number;
}

bool is_absent(const json::value& value) { return value.is_null() || (value.is_bool() && !value.as_bool()); }

void set_attribute(Node& element, const std::string& name, const json::value& value) {
  if (is_absent(value)) element.attributes.erase(name);
  else element.attributes[name] = text_of(value);
}

// "NAME N NAME N" of an element's lv-s attribute, which stays on the model's elements; the serialiser leaves it out.
std::vector<std::pair<std::string, std::size_t>> slot_names(const Node& element) {
  std::vector<std::pair<std::string, std::size_t>> names;
  const auto spec = element.attributes.find("lv-s");
  if (spec == element.attributes.end()) return names;
  std::size_t at = 0;
  while (at < spec->second.size()) {
    const std::size_t space = spec->second.find(' ', at);
    const std::size_t end = std::min(spec->second.find(' ', space + 1), spec->second.size());
    names.emplace_back(spec->second.substr(at, space - at), slot_number(std::string_view(spec->second).substr(space + 1, end - space - 1)));
    at = end + 1;
  }
  return names;
}

template <class T>
void put(std::vector<T>& items, std::size_t at, T item) {
  if (items.size() <= at) items.resize(at + 1);
  items[at] = std::move(item);
}

// Turns the markers of a fresh clone into places: refs by slot number.
void find_slots(std::vector<NodePtr>& nodes, std::vector<NodePtr>& refs) {
  for (NodePtr& node : nodes) {
    if (node->kind == Node::Kind::comment) {
      const bool is_node = node->data.starts_with('$');
      const std::size_t slot = slot_number(std::string_view(node->data).substr(is_node ? 1 : 0));
      node->kind = is_node ? Node::Kind::slot : Node::Kind::text;
      node->data.clear();
      put(refs, slot, node);
    } else if (node->kind == Node::Kind::element) {
      for (const auto& [name, slot] : slot_names(*node)) put(refs, slot, node);
      find_slots(node->children, refs);
    }
  }
}

}  // namespace

void ModelClient::receive(std::string_view frame) {
  const json::array message = json::parse(frame).as_array();
  if (message.size() < 4 || message.size() > 5) fail("not a frame");
  const auto seq = message[0].to_number<std::uint64_t>();
  if (seq != 0 && seq != seq_ + 1) fail("gap before frame " + std::to_string(seq));
  if (seq != 0) seq_ = seq;
  ack_ = message[1].to_number<std::uint64_t>();
  const std::string kind = string_of(message[2]);
  if (message[3].is_null()) return;
  const json::object& payload = message[3].as_object();
  if (const auto* templates = payload.if_contains("t"))
    for (const auto& [fingerprint, browser_form] : templates->as_object())
      if (!forms_.emplace(fingerprint, string_of(browser_form)).second) fail("template sent twice: " + std::string(fingerprint));
  if (kind == "f") root_ = instance(payload.at("v").as_array());
  if (kind == "d") {
    if (!root_) fail("diff before a tree");
    patch(*root_, payload.at("d").as_object());
  }
  if (kind == "s") {
    const json::array& skeleton = payload.at("v").as_array();
    Cursor cursor{page_};
    root_ = adopt(string_of(skeleton[0]), skeleton.size() > 1 ? &skeleton[1] : nullptr, cursor);
    if (cursor.at != page_.size()) fail("the page has more than the skeleton");
  }
}

const std::string& ModelClient::form(const std::string& fingerprint) const {
  const auto found = forms_.find(fingerprint);
  if (found == forms_.end()) fail("unknown template " + fingerprint);
  return found->second;
}

std::shared_ptr<Instance> ModelClient::create(const std::string& fingerprint) {
  std::string_view source = form(fingerprint);
  if (source.starts_with("svg|")) source.remove_prefix(4);
  if (source.starts_with("math|")) source.remove_prefix(5);
  auto made = std::make_shared<Instance>();
  made->fingerprint = fingerprint;
  made->nodes = parse(source);
  find_slots(made->nodes, made->refs);
  return made;
}

void ModelClient::fill(Instance& made, const json::array& values, std::size_t from) {
  if (values.size() - from != made.refs.size()) fail("wrong number of values for " + made.fingerprint);
  for (std::size_t i = 0; i < made.refs.size(); ++i) set(made, i, values[from + i]);
}

std::shared_ptr<Instance> ModelClient::instance(const json::array& tree) {
  auto made = create(string_of(tree.at(0)));
  fill(*made, tree, 1);
  return made;
}

void ModelClient::set(Instance& target, std::size_t slot, const Json& value) {
  if (slot >= target.refs.size() || !target.refs[slot]) fail("no slot " + std::to_string(slot) + " in " + target.fingerprint);
  Node& node = *target.refs[slot];
  if (node.kind == Node::Kind::slot) return set_node(node, value);
  if (node.kind == Node::Kind::text) {
    node.data = text_of(value);
    return;
  }
  for (const auto& [name, at] : slot_names(node)) {
    if (at != slot) continue;
    if (name == ".text") {
      node.children.clear();
      if (!text_of(value).empty()) node.children.push_back(make_text(text_of(value)));
    } else if (name == "*") {
      std::string& shown = node.data;  // names of the set, space separated: those it no longer has must go
      for (std::size_t begin = 0; begin < shown.size();) {
        const std::size_t end = shown.find(' ', begin);
        node.attributes.erase(shown.substr(begin, end - begin));
        begin = end + 1;
      }
      shown.clear();
      if (value.is_null()) return;
      for (const auto& [attribute, each] : value.as_object()) {
        shown += std::string(attribute) + ' ';
        set_attribute(node, attribute, each);
      }
    } else {
      set_attribute(node, name, value);
    }
  }
}

void ModelClient::set_node(Node& slot, const Json& value) {
  if (value.is_null()) {
    slot.content = std::monostate{};
  } else if (value.is_array()) {
    slot.content = instance(value.as_array());
  } else if (const auto* raw = value.as_object().if_contains("r")) {
    slot.content = RawHtml{string_of(*raw)};
  } else {
    RowList list{string_of(value.at("l")), {}};
    for (const Json& each : value.at("k").as_array()) {
      Row made = row(each.as_array(), list.row_template);
      for (const Row& other : list.rows)
        if (other.key == made.key) fail("key twice: " + made.key);
      list.rows.push_back(std::move(made));
    }
    slot.content = std::move(list);
  }
}

Row ModelClient::row(const json::array& source, const std::string& row_template) {
  Row made{key_of(source.at(0)), create(row_template.empty() ? string_of(source.at(1)) : row_template)};
  fill(*made.instance, source, row_template.empty() ? 2 : 1);
  return made;
}

void ModelClient::patch(Instance& target, const json::object& diff) {
  for (const auto& [key, value] : diff) {
    const std::size_t slot = slot_number(key);
    if (slot < target.refs.size() && target.refs[slot] && target.refs[slot]->kind == Node::Kind::slot)
      patch_node(*target.refs[slot], value);
    else set(target, slot, value);
  }
}

void ModelClient::patch_node(Node& slot, const Json& value) {
  if (!value.is_object() || value.as_object().contains("l") || value.as_object().contains("r")) return set_node(slot, value);
  const json::object& diff = value.as_object();
  if (diff.contains("o") || diff.contains("u")) {
    auto* list = std::get_if<RowList>(&slot.content);
    if (list == nullptr) fail("list diff where no list is");
    patch_list(*list, diff);
  } else {
    auto* nested = std::get_if<std::shared_ptr<Instance>>(&slot.content);
    if (nested == nullptr) fail("diff where no instance is");
    patch(**nested, diff);
  }
}

namespace {

std::vector<Row>::iterator find_row(RowList& list, const std::string& key) {
  const auto found = std::find_if(list.rows.begin(), list.rows.end(), [&](const Row& row) { return row.key == key; });
  if (found == list.rows.end()) fail("no row " + key);
  return found;
}

}  // namespace

void ModelClient::patch_list(RowList& list, const json::object& diff) {
  if (const auto* operations = diff.if_contains("o"))
    for (const Json& operation : operations->as_array()) operate(list, operation.as_array());
  if (const auto* updates = diff.if_contains("u"))
    for (const auto& [key, each] : updates->as_object()) patch(*find_row(list, key)->instance, each.as_object());
}

void ModelClient::operate(RowList& list, const json::array& operation) {
  const std::string name = string_of(operation.at(0));
  if (name == "-") {
    for (std::size_t i = 1; i < operation.size(); ++i) list.rows.erase(find_row(list, key_of(operation[i])));
    return;
  }
  std::vector<Row> rows;
  for (std::size_t i = 2; i < operation.size(); ++i) {
    if (name == "+") {
      Row made = row(operation[i].as_array(), list.row_template);
      for (const Row& other : list.rows)
        if (other.key == made.key) fail("inserted twice: " + made.key);
      rows.push_back(std::move(made));
    } else if (name == ">") {
      const auto found = find_row(list, key_of(operation[i]));
      rows.push_back(std::move(*found));
      list.rows.erase(found);
      ++moved_rows_;
    } else {
      fail("unknown operation " + name);
    }
  }
  const auto before = operation.at(1).is_null() ? list.rows.end() : find_row(list, key_of(operation[1]));
  list.rows.insert(before, std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
}

namespace {

const json::value* skeleton_of(const json::value* slots, std::size_t slot) {
  return slots == nullptr ? nullptr : slots->as_object().if_contains(std::to_string(slot));
}

std::size_t slot_of(const Instance& made, const NodePtr& node) {
  return static_cast<std::size_t>(std::find(made.refs.begin(), made.refs.end(), node) - made.refs.begin());
}

bool is_comment(const NodePtr& node, std::string_view data) { return node->kind == Node::Kind::comment && node->data == data; }
bool starts_with_text(const Instance& made) { return !made.nodes.empty() && made.nodes.front()->kind == Node::Kind::text; }
bool ends_with_text(const Instance& made) { return !made.nodes.empty() && made.nodes.back()->kind == Node::Kind::text; }

}  // namespace

void ModelClient::step_over(Cursor& cursor, std::string_view mark) {
  if (cursor.at >= cursor.nodes.size() || !is_comment(cursor.nodes[cursor.at], mark)) fail("the page lacks the mark " + std::string(mark));
  ++cursor.at;
}

std::shared_ptr<Instance> ModelClient::adopt(const std::string& fingerprint, const Json* slots, Cursor& cursor) {
  auto made = create(fingerprint);
  adopt_nodes(made->nodes, *made, slots, cursor);
  return made;
}

// Walks template and page in parallel and takes over what the page shows.
void ModelClient::adopt_nodes(std::vector<NodePtr>& templates, Instance& made, const Json* slots, Cursor& cursor) {
  bool after_text = false;
  for (NodePtr& node : templates) {
    if (after_text && node->kind == Node::Kind::text) step_over(cursor, "");
    after_text = node->kind == Node::Kind::text;
    if (node->kind == Node::Kind::slot) {
      adopt_slot(*node, skeleton_of(slots, slot_of(made, node)), cursor);
      continue;
    }
    const NodePtr page = cursor.at < cursor.nodes.size() ? cursor.nodes[cursor.at] : nullptr;
    if (node->kind == Node::Kind::text) {
      const bool is_slot = slot_of(made, node) < made.refs.size();
      if (page && page->kind == Node::Kind::text) {
        if (!is_slot && page->data != node->data) fail("the page says " + page->data + ", the template " + node->data);
        node->data = page->data;
        ++cursor.at;
      } else if (!is_slot) {
        fail("the page lacks the text " + node->data);
      }
      continue;
    }
    if (!page || page->kind != Node::Kind::element || page->name != node->name) fail("the page lacks a " + node->name);
    ++cursor.at;
    const std::string names = node->attributes.contains("lv-s") ? node->attributes["lv-s"] : "";
    bool whole_content = false;
    for (const auto& [name, slot] : slot_names(*node)) {
      whole_content |= name == ".text";
      if (const auto* set = skeleton_of(slots, slot); name == "*" && set != nullptr)
        for (const auto& [attribute, value] : set->as_object()) node->data += std::string(attribute) + ' ';
    }
    node->attributes = page->attributes;
    if (!names.empty()) node->attributes["lv-s"] = names;
    if (whole_content) {
      node->children = page->children;
      continue;
    }
    Cursor inside{page->children};
    adopt_nodes(node->children, made, slots, inside);
    if (inside.at != page->children.size()) fail("the page has more in " + node->name);
  }
}

void ModelClient::adopt_slot(Node& slot, const Json* skeleton, Cursor& cursor) {
  step_over(cursor, "$");
  if (skeleton != nullptr && skeleton->is_array()) {
    const json::array& nested = skeleton->as_array();
    slot.content = adopt(string_of(nested[0]), nested.size() > 1 ? &nested[1] : nullptr, cursor);
  } else if (skeleton != nullptr && skeleton->as_object().contains("r")) {
    std::vector<NodePtr> nodes;
    while (cursor.at < cursor.nodes.size() && !is_comment(cursor.nodes[cursor.at], "/")) nodes.push_back(cursor.nodes[cursor.at++]);
    slot.content = RawHtml{serialize(nodes)};
  } else if (skeleton != nullptr) {
    RowList list{string_of(skeleton->at("l")), {}};
    adopt_list(list, skeleton->at("k").as_array(), cursor);
    slot.content = std::move(list);
  }
  step_over(cursor, "/");
}

void ModelClient::adopt_list(RowList& list, const json::array& rows, Cursor& cursor) {
  const bool same = !list.row_template.empty();
  for (const Json& each : rows) {
    const json::array* row = each.if_array();
    const std::string fingerprint = same ? list.row_template : string_of(row->at(1));
    const std::size_t slots_at = same ? 1 : 2;
    if (!list.rows.empty() && ends_with_text(*list.rows.back().instance) && starts_with_text(*create(fingerprint))) step_over(cursor, "");
    list.rows.push_back({key_of(row == nullptr ? each : row->at(0)),
                         adopt(fingerprint, row != nullptr && row->size() > slots_at ? &row->at(slots_at) : nullptr, cursor)});
  }
}

}  // namespace golive::model

#include "html/markup_writer.h"

#include <string>

#include "golive/detail/shared_part.h"
#include "golive/detail/template_context.h"
#include "golive/error.h"
#include "html/own_attributes.h"
#include "html/value_markup.h"

namespace golive {

namespace {

using namespace detail;

std::string place(const TemplateInfo& info) { return std::string(info.file) + ':' + std::to_string(info.line); }

[[noreturn]] void throw_unfit(const TemplateInfo& nested, const TemplateInfo& outer, std::uint32_t bits) {
  const std::string why = std::string("it does not survive the HTML parser in ") + std::string(context_text(bits));
  throw Error::of("GL0104", {place(nested), place(outer), why, "end that element first, or choose other elements"}, place(nested));
}

class TreeWriter {
 public:
  explicit TreeWriter(std::string& out) noexcept : out_(out) {}

  void write(const Instance& instance, std::uint32_t context) {
    const TemplateInfo& info = *instance.info;
    const Value* values = instance.values();
    for (std::uint16_t i = 0; i < info.slot_count; ++i) {
      out_ += info.statics[i];
      write_slot(info, i, values[i], context);
    }
    out_ += info.statics[info.slot_count];
  }

  // What stands between the marks of a node slot. `outer`: the template that the slot is in.
  void write_node(const Value& value, const TemplateInfo& outer, std::uint32_t context) {
    switch (value.kind) {
      case ValueKind::instance:
        return write_nested(value.instance, outer, context);
      case ValueKind::list:
        return write_list(*value.list, outer, context);
      case ValueKind::kept:
        return write_nested(value.kept->instance, outer, context);
      case ValueKind::raw:
        out_ += value.view();
        return;
      case ValueKind::shared:
        check_fit(*value.shared->tree().info, outer, context);
        out_ += value.shared->markup(context);
        return;
      default:
        return append_text(out_, value);
    }
  }

  void write_list(const List& list, const TemplateInfo& outer, std::uint32_t context) {
    bool ends_with_text = false;
    for (const Row *row = list.rows, *end = row + list.count; row != end; ++row) {
      if (ends_with_text && row->instance != nullptr && row->instance->info->starts_with_text) out_ += "<!---->";
      write_nested(row->instance, outer, context);
      ends_with_text = row->instance->info->ends_with_text;
    }
  }

 private:
  void write_slot(const TemplateInfo& info, std::uint16_t index, const Value& value, std::uint32_t context) {
    const SlotInfo& slot = info.slots[index];
    switch (slot.kind) {
      case SlotKind::text:
      case SlotKind::content:
        return append_text(out_, value);
      case SlotKind::attribute:
        return append_attribute(out_, slot.name, value);
      case SlotKind::node:
        out_ += "<!--$-->";
        write_node(value, info, combine_context(context, slot.context));
        out_ += "<!--/-->";
        return;
      case SlotKind::attribute_set:
        if (value.kind != ValueKind::attribute_set) return;
        check_set(info, index, *value.attributes);
        append_attributes(out_, *value.attributes);
        return;
    }
  }

  // Of two attributes of one name the parser keeps the first and the client writes the last.
  void check_set(const TemplateInfo& info, std::uint16_t index, const AttributeSet& set) {
    for (std::uint32_t i = 0; i < set.count; ++i)
      if (const std::string_view name = set.items[i].name; tag_has(info, index, name)) throw Error::of("GL0110", {name}, place(info));
  }

  // Whether the tag that holds slot `index` has the attribute itself: in what is written, or in what follows up to its end.
  bool tag_has(const TemplateInfo& info, std::uint16_t index, std::string_view name) const {
    if (open_tag_writes_attribute(out_, name)) return true;
    for (std::uint16_t next = index + 1; next <= info.slot_count; ++next) {
      if (writes_attribute(info.statics[next], name)) return true;
      if (next == info.slot_count || info.statics[next].find('>') != std::string_view::npos) return false;
      if (info.slots[next].kind == SlotKind::attribute && info.slots[next].name == name) return true;
    }
    return false;
  }

  void write_nested(const Instance* nested, const TemplateInfo& outer, std::uint32_t context) {
    if (nested == nullptr) throw Error::of("GL0103", {}, place(outer));
    check_fit(*nested->info, outer, context);
    write(*nested, context);
  }

  static void check_fit(const TemplateInfo& nested, const TemplateInfo& outer, std::uint32_t context) {
    if (const std::uint32_t bits = unfit_context(context, nested.forbidden_context); bits != 0) [[unlikely]]
      throw_unfit(nested, outer, bits);
  }

  std::string& out_;
};

constexpr TemplateInfo kNoTemplate{.fingerprint = 0,
                                   .fingerprint_text = {},
                                   .browser_form = {},
                                   .statics = nullptr,
                                   .slots = nullptr,
                                   .slot_count = 0,
                                   .has_node_slots = false,
                                   .starts_with_text = false,
                                   .ends_with_text = false,
                                   .ns = Namespace::html,
                                   .forbidden_context = 0,
                                   .file = "the page",
                                   .line = 0};

}  // namespace

void write_markup(const Instance& root, std::string& out) {
  TreeWriter writer(out);
  Value value;
  value.instance = &root;
  value.kind = ValueKind::instance;
  writer.write_node(value, kNoTemplate, kViewContext);
}

void write_markup(const Instance& root, std::uint32_t context, std::string& out) { TreeWriter(out).write(root, context); }

void append_markup(std::string& out, const Value& value) { TreeWriter(out).write_node(value, kNoTemplate, 0); }

}  // namespace golive

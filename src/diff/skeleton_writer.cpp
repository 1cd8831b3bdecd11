#include "diff/json.h"
#include "diff/rows.h"
#include "diff/shared_part.h"
#include "diff/tree_keys.h"
#include "diff/tree_writer.h"

namespace golive::diff {
namespace {

// Must the skeleton name this slot?
bool speaks(const detail::SlotInfo& slot, const detail::Value& value) noexcept {
  if (slot.kind == detail::SlotKind::node) return value.kind != detail::ValueKind::nothing;
  return value.kind == detail::ValueKind::attribute_set && value.attributes->count != 0;
}

bool any_speaks(const detail::Instance& instance) noexcept {
  const detail::TemplateInfo& info = *instance.info;
  if (!info.has_node_slots) return false;
  for (std::uint32_t i = 0; i < info.slot_count; ++i)
    if (speaks(info.slots[i], instance.values()[i])) return true;
  return false;
}

}  // namespace

void SkeletonWriter::instance(const detail::Instance& instance) {
  sent_.use(*instance.info);
  out_ += '[';
  json::write_string(out_, instance.info->id());
  if (any_speaks(instance)) {
    out_ += ',';
    slots(instance);
  }
  out_ += ']';
}

void SkeletonWriter::slots(const detail::Instance& instance) {
  char separator = '{';
  for (std::uint32_t i = 0; i < instance.info->slot_count; ++i) {
    const detail::Value& value = instance.values()[i];
    if (!speaks(instance.info->slots[i], value)) continue;
    out_ += separator;
    separator = ',';
    out_ += '"';
    json::write_unsigned(out_, i);
    out_.append("\":");
    if (value.kind == detail::ValueKind::attribute_set) write_attributes(out_, *value.attributes);
    else node(value);
  }
  out_ += '}';
}

void SkeletonWriter::node(const detail::Value& value) {
  switch (value.kind) {
    case detail::ValueKind::instance:
      instance(*value.instance);
      return;
    case detail::ValueKind::kept:
      instance(rendered(*value.kept));
      return;
    case detail::ValueKind::list:
      list(*value.list);
      return;
    case detail::ValueKind::raw:
      out_.append("{\"").append(wire::kRaw).append("\":0}");
      return;
    case detail::ValueKind::shared:
      SharedPart::of(*value.shared).skeleton().append_to(out_, sent_);
      return;
    default:
      write_scalar(out_, value);
  }
}

void SkeletonWriter::list(const detail::List& all) {
  Scratch::Frame frame;
  const Duplicates duplicates = may_repeat_ ? drop_duplicates(all, false, frame) : Duplicates{};
  const detail::List& list = duplicates.found ? duplicates.list : all;
  const detail::TemplateInfo* rows = row_template(list);
  out_.append("{\"").append(wire::kRowTemplate).append("\":\"");
  if (rows != nullptr) {
    sent_.use(*rows);
    out_.append(rows->id());
  }
  out_.append("\",\"").append(wire::kRows).append("\":[");
  for (std::uint32_t i = 0; i < list.count; ++i) {
    if (i != 0) out_ += ',';
    row(list.rows[i], rows);
  }
  out_.append("]}");
}

void SkeletonWriter::row(const detail::Row& row, const detail::TemplateInfo* rows) {
  const detail::Instance& instance = rendered(row);
  const bool more = any_speaks(instance);
  if (rows != nullptr && !more) {
    write_scalar(out_, row.key);
    return;
  }
  out_ += '[';
  write_scalar(out_, row.key);
  if (rows == nullptr) {
    sent_.use(*instance.info);
    out_ += ',';
    json::write_string(out_, instance.info->id());
  }
  if (more) {
    out_ += ',';
    slots(instance);
  }
  out_ += ']';
}

}  // namespace golive::diff

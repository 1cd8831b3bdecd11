#include "diff/phoenix_writer.h"

#include "diff/json.h"
#include "diff/phoenix_keys.h"
#include "diff/rows.h"
#include "diff/shared_part.h"
#include "diff/tree_writer.h"
#include "html/value_markup.h"

namespace golive::diff {
namespace {

void write_name(std::string& out, std::string_view name) { out.append("\"").append(name).append("\":"); }

void write_number_name(std::string& out, std::uint32_t number) {
  out += '"';
  json::write_unsigned(out, number);
  out.append("\":");
}

}  // namespace

void PhoenixWriter::root(const detail::Instance& root, bool in_diff) {
  out_ += '{';
  values(root);
  if (in_diff) statics_.write_of_root(out_, *root.info);
  else statics_.write(out_, *root.info);
  if (statics_.has_table()) {
    out_ += ',';
    write_name(out_, phoenix::kTemplates);
    statics_.write_table(out_);
  }
  out_ += '}';
}

void PhoenixWriter::instance(const detail::Instance& instance) {
  out_ += '{';
  values(instance);
  statics_.write(out_, *instance.info);
  out_ += '}';
}

// Each with a comma behind it.
void PhoenixWriter::values(const detail::Instance& instance) {
  const detail::TemplateInfo& info = *instance.info;
  for (std::uint32_t i = 0; i < info.slot_count; ++i) {
    write_number_name(out_, i);
    if (info.slots[i].kind == detail::SlotKind::node) node(instance.values()[i]);
    else slot(info.slots[i], instance.values()[i]);
    out_ += ',';
  }
}

void PhoenixWriter::slot(const detail::SlotInfo& info, const detail::Value& value) {
  html_.clear();
  if (value.kind == detail::ValueKind::attribute_set) append_attributes(html_, *value.attributes);
  else if (info.kind == detail::SlotKind::attribute) append_attribute(html_, info.name, value);
  else append_text(html_, value);
  json::write_string(out_, html_);
}

void PhoenixWriter::node(const detail::Value& value) {
  switch (value.kind) {
    case detail::ValueKind::instance:
      return instance(*value.instance);
    case detail::ValueKind::kept:
      return instance(rendered(*value.kept));
    case detail::ValueKind::list:
      return list(*value.list);
    case detail::ValueKind::raw:
      return json::write_string(out_, value.view());
    case detail::ValueKind::shared:
      out_ += SharedPart::of(*value.shared).full(Form::phoenix_piece).bytes;
      return;
    default:
      html_.clear();
      append_text(html_, value);
      json::write_string(out_, html_);
  }
}

void PhoenixWriter::list(const detail::List& all) {
  Scratch::Frame frame;
  const Duplicates duplicates = may_repeat_ ? drop_duplicates(all, false, frame) : Duplicates{};
  const detail::List& list = duplicates.found ? duplicates.list : all;
  if (list.count == 0) {
    out_.append(R"("")");
    return;
  }
  const detail::TemplateInfo* const rows = row_template(list);
  const bool wrapped = wraps_rows(rows);
  out_ += '{';
  if (wrapped) statics_.write_of_mixed_rows(out_);
  else statics_.write_of_rows(out_, *rows);
  out_ += ',';
  write_name(out_, phoenix::kRows);
  out_ += '{';
  bool after_text = false;
  for (std::uint32_t i = 0; i < list.count; ++i) {
    const detail::TemplateInfo& info = *rendered(list.rows[i]).info;
    write_number_name(out_, i);
    row(list.rows[i], wrapped, after_text && info.starts_with_text);
    out_ += ',';
    after_text = info.ends_with_text;
  }
  write_name(out_, phoenix::kCount);
  json::write_unsigned(out_, list.count);
  out_.append("}}");
}

void PhoenixWriter::row(const detail::Row& row, bool wrapped, bool separated) {
  const detail::Instance& instance = rendered(row);
  if (wrapped) {
    out_.append(R"({"0":)");
    separator(separated);
    out_.append(R"(,"1":)");
    this->instance(instance);
    out_ += '}';
    return;
  }
  out_ += '{';
  values(instance);
  if (out_.back() == ',') out_.back() = '}';
  else out_ += '}';
}

}  // namespace golive::diff

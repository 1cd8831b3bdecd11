#include "diff/tree_writer.h"

#include "diff/json.h"
#include "diff/rows.h"
#include "diff/shared_part.h"
#include "diff/tree_keys.h"
#include "golive/error.h"

namespace golive::diff {
namespace {

constexpr std::int64_t kLargestExact = std::int64_t{1} << 53;

[[noreturn]] void refuse_kept() { throw Error::of("GL0103"); }

}  // namespace

void write_scalar(std::string& out, const detail::Value& value) {
  switch (value.kind) {
    case detail::ValueKind::boolean:
      out.append(value.boolean ? "true" : "false");
      return;
    case detail::ValueKind::integer:
      if (value.integer >= -kLargestExact && value.integer <= kLargestExact) {
        json::write_integer(out, value.integer);
      } else {
        out += '"';
        json::write_integer(out, value.integer);
        out += '"';
      }
      return;
    case detail::ValueKind::number:
      json::write_number(out, value.number);
      return;
    case detail::ValueKind::text:
      json::write_string(out, value.view());
      return;
    default:
      out.append("null");
  }
}

void write_attributes(std::string& out, const detail::AttributeSet& set) {
  out += '{';
  for (std::uint32_t i = 0; i < set.count; ++i) {
    if (i != 0) out += ',';
    json::write_string(out, set.items[i].name);
    out += ':';
    write_scalar(out, set.items[i].value);
  }
  out += '}';
}

const detail::Instance& rendered(const detail::Kept& kept) {
  if (kept.instance == nullptr) refuse_kept();
  return *kept.instance;
}

const detail::Instance& rendered(const detail::Row& row) {
  if (row.instance == nullptr) refuse_kept();
  return *row.instance;
}

void TreeWriter::fingerprint(const detail::TemplateInfo& info) {
  sent_.use(info);
  json::write_string(out_, info.id());
}

void TreeWriter::instance(const detail::Instance& instance) {
  out_ += '[';
  fingerprint(*instance.info);
  values(instance);
  out_ += ']';
}

void TreeWriter::values(const detail::Instance& instance) {
  const detail::TemplateInfo& info = *instance.info;
  for (std::uint32_t i = 0; i < info.slot_count; ++i) {
    out_ += ',';
    const detail::Value& value = instance.values()[i];
    if (info.slots[i].kind == detail::SlotKind::node) node(value);
    else if (value.kind == detail::ValueKind::attribute_set) write_attributes(out_, *value.attributes);
    else write_scalar(out_, value);
  }
}

void TreeWriter::node(const detail::Value& value) {
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
      out_.append("{\"").append(wire::kRaw).append("\":");
      json::write_string(out_, value.view());
      out_ += '}';
      return;
    case detail::ValueKind::shared:
      SharedPart::of(*value.shared).full(Form::native).append_to(out_, sent_);
      return;
    default:
      write_scalar(out_, value);
  }
}

void TreeWriter::list(const detail::List& all) {
  Scratch::Frame frame;
  const Duplicates duplicates = may_repeat_ ? drop_duplicates(all, false, frame) : Duplicates{};
  const detail::List& list = duplicates.found ? duplicates.list : all;
  const detail::TemplateInfo* rows = row_template(list);
  out_.append("{\"").append(wire::kRowTemplate).append("\":");
  if (rows != nullptr) fingerprint(*rows);
  else out_.append("\"\"");
  out_.append(",\"").append(wire::kRows).append("\":[");
  for (std::uint32_t i = 0; i < list.count; ++i) {
    if (i != 0) out_ += ',';
    row(list.rows[i], rows);
  }
  out_.append("]}");
}

void TreeWriter::row(const detail::Row& row, const detail::TemplateInfo* rows) {
  const detail::Instance& instance = rendered(row);
  out_ += '[';
  write_scalar(out_, row.key);
  if (rows == nullptr) {
    out_ += ',';
    fingerprint(*instance.info);
  }
  values(instance);
  out_ += ']';
}

}  // namespace golive::diff

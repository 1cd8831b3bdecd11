#include "diff/differ.h"

#include "diff/tree_writer.h"

namespace golive::diff {

template class DiffWalk<Differ>;

void Differ::changed(const detail::SlotInfo&, const detail::Value& value) {
  if (value.kind == detail::ValueKind::attribute_set) write_attributes(out_, *value.attributes);
  else write_scalar(out_, value);
}

void Differ::shared(SharedMemory& seen, JsonObject& parent, std::uint32_t slot) {
  const Encoded* const change = seen.advance(Form::native);
  if (change == nullptr) return;
  parent.member(slot);
  change->append_to(out_, sent_);
}

void Differ::replace(const detail::Value& fresh, Cell& cell, JsonObject& parent, std::uint32_t slot) {
  clear_node(cell, shared_.sites.get());
  Builder builder(shared_);
  builder.node(fresh, cell);
  parent.member(slot);
  TreeWriter(out_, sent_, builder.found_duplicates()).node(fresh);
}

}  // namespace golive::diff

#include "diff/shared_part.h"

#include <algorithm>

#include "diff/phoenix_writer.h"
#include "diff/tree_writer.h"
#include "html/markup_writer.h"

namespace golive::diff {

void SharedPart::show(std::uint64_t version, const detail::Instance& root) {
  TreeCopy fresh(root);
  tree_ = std::move(fresh);
  version_ = version;
  ++number_;
  changes_.clear();
  full_.reset();
  phoenix_.reset();
  skeleton_.reset();
  markup_context_.reset();
  drop_unused();
}

std::string_view SharedPart::markup(std::uint32_t context) {
  if (markup_context_ != context) {
    markup_.clear();
    write_markup(tree(), context, markup_);
    markup_context_ = context;
  }
  return markup_;
}

// Rows of equal keys are looked for here; in the frames of other parts their first writer has seen to it.
const Encoded& SharedPart::full(Form form) {
  std::optional<Encoded>& made = form == Form::native ? full_ : phoenix_;
  if (!made) {
    made = Encoded::of([&](std::string& out, Templates& used) {
      PhoenixStatics statics(true);
      if (form == Form::native) TreeWriter(out, used, true).instance(tree());
      else PhoenixWriter(out, statics, true).instance(tree());
    });
  }
  return *made;
}

const Encoded& SharedPart::skeleton() {
  if (!skeleton_) skeleton_ = Encoded::of([this](std::string& out, Templates& used) { SkeletonWriter(out, used, true).instance(tree()); });
  return *skeleton_;
}

SharedPart::Snapshot& SharedPart::newest() {
  if (snapshots_.empty() || snapshots_.back()->number != number_) {
    auto made = std::make_unique<Snapshot>(number_, Memory(hash_key_, false, true));
    made->memory->remember(tree());
    snapshots_.push_back(std::move(made));
  }
  return *snapshots_.back();
}

const Encoded* SharedPart::change(const Snapshot& from, Form form) {
  if (from.number == number_) return nullptr;
  if (!from.memory) return &full(form);
  auto found = std::ranges::find_if(changes_, [&](const auto& each) { return each->from == from.number && each->form == form; });
  if (found == changes_.end()) {
    Memory memory = from.memory->clone();
    auto made = std::make_unique<Change>(from.number, form);
    made->encoded = Encoded::of([&](std::string& out, Templates& used) { memory.write_diff(tree(), used, out, form); });
    if (snapshots_.back()->number != number_) snapshots_.push_back(std::make_unique<Snapshot>(number_, std::move(memory)));
    found = changes_.insert(changes_.end(), std::move(made));
  }
  return (*found)->encoded.bytes.empty() ? nullptr : &(*found)->encoded;
}

std::uint64_t SharedPart::digest(Snapshot& snapshot) const {
  if (snapshot.digest == 0 && snapshot.memory) snapshot.digest = snapshot.memory->digest();
  return snapshot.digest;
}

void SharedPart::enter(Snapshot& snapshot) noexcept {
  ++snapshot.viewers;
  ++viewers_;
}

void SharedPart::leave(Snapshot& snapshot) noexcept {
  --snapshot.viewers;
  --viewers_;
}

// Before a version is added: those that nobody has go, and of too many the oldest forget what they were.
void SharedPart::drop_unused() noexcept {
  std::erase_if(snapshots_, [](const auto& each) { return each->viewers == 0; });
  for (std::size_t i = 0; i + kMaxSnapshots < snapshots_.size() + 1; ++i) snapshots_[i]->memory.reset();
}

}  // namespace golive::diff

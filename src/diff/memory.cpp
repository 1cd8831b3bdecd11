#include "diff/memory.h"

#include <utility>

#include "diff/differ.h"
#include "diff/kept_check.h"
#include "diff/phoenix_differ.h"
#include "diff/phoenix_writer.h"
#include "diff/tree_writer.h"

namespace golive::diff {

Memory::Memory(std::uint64_t hash_key, bool verify, bool for_many) noexcept : hash_key_(hash_key), verify_(verify), for_many_(for_many) {}

Memory::~Memory() { forget(); }

Memory::Memory(Memory&& other) noexcept
    : root_(std::exchange(other.root_, nullptr)),
      sites_(std::move(other.sites_)),
      hash_key_(other.hash_key_),
      verify_(other.verify_),
      for_many_(other.for_many_),
      kept_given_(other.kept_given_) {}

Memory& Memory::operator=(Memory&& other) noexcept {
  std::swap(root_, other.root_);
  std::swap(sites_, other.sites_);
  std::swap(hash_key_, other.hash_key_);
  std::swap(verify_, other.verify_);
  std::swap(for_many_, other.for_many_);
  std::swap(kept_given_, other.kept_given_);
  return *this;
}

void Memory::forget() noexcept {
  sites_.reset();
  InstanceMemory::destroy(std::exchange(root_, nullptr), nullptr);
}

bool Memory::replace(const detail::Instance& root) {
  forget();
  kept_given_ = false;
  Shared shared{hash_key_, verify_, for_many_, sites_};
  Builder builder(shared);
  root_ = InstanceMemory::make(*root.info);
  builder.cells(root, root_->cells());
  return builder.found_duplicates();
}

Memory Memory::clone() const {
  Memory copy(hash_key_, verify_, for_many_);
  if (root_ != nullptr) copy.root_ = root_->clone();
  return copy;
}

void Memory::remember(const detail::Instance& root) { replace(root); }

void Memory::write_full(const detail::Instance& root, Templates& sent, std::string& out, Form form) {
  write_tree(root, replace(root), sent, out, form, false);
}

void Memory::write_tree(const detail::Instance& root, bool may_repeat, Templates& sent, std::string& out, Form form, bool in_diff) const {
  if (form == Form::native) return TreeWriter(out, sent, may_repeat).instance(root);
  PhoenixStatics statics(form == Form::phoenix_piece);
  PhoenixWriter(out, statics, may_repeat).root(root, in_diff && form == Form::phoenix);
}

void Memory::write_skeleton(const detail::Instance& root, Templates& sent, std::string& out) {
  SkeletonWriter(out, sent, replace(root)).instance(root);
}

Outcome Memory::write_diff(const detail::Instance& root, Templates& sent, std::string& out, Form form) {
  const bool same = root_ != nullptr && same_template(root_->info(), *root.info);
  if (std::exchange(kept_given_, false) && !(same ? KeptCheck(*sites_).fits(root, *root_) : !holds_kept(root))) return Outcome::again;
  if (!same) {
    write_tree(root, replace(root), sent, out, form, true);
    return Outcome::full;
  }
  Shared shared{hash_key_, verify_, for_many_, sites_};
  JsonObject object(out);
  if (form == Form::native) Differ(shared, sent, out).cells(root, root_->cells(), object);
  else write_phoenix_diff(shared, root, root_->cells(), object, form == Form::phoenix_piece);
  object.close();
  return object.is_open() ? Outcome::changed : Outcome::unchanged;
}

std::uint64_t Memory::digest() const noexcept { return root_ == nullptr ? 0 : digest_cells(hash_key_, root_->info(), root_->cells()); }

std::size_t Memory::heap_bytes() const noexcept {
  return (root_ == nullptr ? 0 : diff::heap_bytes(*root_)) + (sites_ == nullptr ? 0 : sites_->heap_bytes());
}

bool Memory::begin(detail::SiteId site, detail::SentRows& rows) {
  const Cell part = sites_ == nullptr ? Cell{} : sites_->find(site);
  if (auto* list = part.list()) {
    list->skip_budget = list->cursor().budget;
    rows = list->sent_rows();
    kept_given_ |= rows.count != 0;
  }
  return !part.is_nothing();
}

bool Memory::unchanged(detail::SiteId site, const detail::Value& key, std::uint64_t version, std::uint32_t& next) {
  const Cell part = sites_ == nullptr ? Cell{} : sites_->find(site);
  bool same = false;
  if (auto* list = part.list()) {
    KeyCursor cursor{next, list->skip_budget};
    const std::uint32_t row = list->find(key, cursor);
    same = row != kNowhere && list->version(row) == version;
    next = cursor.at;
    list->skip_budget = cursor.budget;
  } else if (const auto* memo = part.instance()) {
    same = memo->version == version;
  }
  kept_given_ |= same;
  return same;
}

}  // namespace golive::diff

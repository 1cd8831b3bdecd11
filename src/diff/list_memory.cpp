#include "diff/list_memory.h"

#include <algorithm>

#include "base/number_text.h"
#include "diff/instance_memory.h"
#include "diff/scratch.h"
#include "diff/sites.h"

namespace golive::diff {
namespace {

constexpr std::uint64_t kNoVersion = ~std::uint64_t{0};  // of rows that were sent before their list had versions

// 17 and "17" are one key to the browser, so they are to the digest.
Hash hash_key_of_row(Hash hash_key, const detail::Value& key) noexcept {
  if (key.kind != detail::ValueKind::integer) return hash_scalar(hash_key, key);
  char digits[kNumberTextSize] = {};
  return hash_bytes(hash_key, {digits, static_cast<std::size_t>(write_integer(digits, key.integer) - digits)});
}

template <class T>
void give_back(std::vector<T>& items) {
  if (items.capacity() > 64 && items.capacity() > 4 * items.size()) items.shrink_to_fit();
}

template <class T>
void resize_middle(std::vector<T>& items, std::size_t begin, std::size_t end, std::size_t count) {
  const auto at = [&](std::size_t i) { return items.begin() + static_cast<std::ptrdiff_t>(i); };
  if (count > end - begin) items.insert(at(end), count - (end - begin), T{});
  else items.erase(at(begin + count), at(end));
  give_back(items);
}

}  // namespace

detail::Value ListMemory::key(std::uint32_t row) const noexcept {
  detail::Value key;
  if (text_keys_) {
    const std::string_view chars = text(keys_[row]);
    key.kind = detail::ValueKind::text;
    key.text = chars.data();
    key.size = static_cast<std::uint32_t>(chars.size());
  } else {
    key.kind = detail::ValueKind::integer;
    key.integer = static_cast<std::int64_t>(keys_[row]);
  }
  return key;
}

std::uint32_t ListMemory::scan(const detail::Value& key, std::uint32_t begin, std::uint32_t end) const noexcept {
  if (text_keys_ != (key.kind == detail::ValueKind::text)) return kNowhere;
  if (!text_keys_) {
    const auto found = std::find(keys_.begin() + begin, keys_.begin() + end, static_cast<std::uint64_t>(key.integer));
    return found == keys_.begin() + end ? kNowhere : static_cast<std::uint32_t>(found - keys_.begin());
  }
  for (std::uint32_t row = begin; row < end; ++row)
    if (text(keys_[row]) == key.view()) return row;
  return kNowhere;
}

std::uint32_t ListMemory::find(const detail::Value& key, KeyCursor& cursor) const noexcept {
  if (cursor.at < count() && key_is(cursor.at, key)) return cursor.at++;
  if (cursor.budget < count()) return kNowhere;
  cursor.budget -= count();
  std::uint32_t row = scan(key, std::min(cursor.at, count()), count());
  if (row == kNowhere) row = scan(key, 0, std::min(cursor.at, count()));
  if (row != kNowhere) cursor.at = row + 1;
  return row;
}

std::uint32_t ListMemory::find_outside(const detail::Value& key, std::uint32_t begin, std::uint32_t end) const noexcept {
  const std::uint32_t row = scan(key, 0, begin);
  return row != kNowhere ? row : scan(key, end, count());
}

void ListMemory::set_site(detail::SiteId site, Sites* sites) {
  if (site_ == site) return;
  if (site_ != 0) sites->remove(site_, Cell::of(this));
  site_ = site;
  if (site != 0) {
    versions_.assign(keys_.size(), kNoVersion);
    sites->add(site, Cell::of(this));
  } else {
    versions_ = {};
  }
}

void ListMemory::reserve(std::uint32_t rows) {
  keys_.reserve(rows);
  cells_.reserve(rows * stride());
  if (site_ != 0) versions_.reserve(rows);
}

std::uint64_t ListMemory::store(const detail::Value& key) {
  if (!text_keys_) return static_cast<std::uint64_t>(key.integer);
  const std::uint64_t offset = texts_.size();
  texts_.append(key.view());
  used_text_ += key.size;
  return offset << 32 | key.size;
}

void ListMemory::append(const detail::Value& key, std::uint64_t version) {
  keys_.push_back(store(key));
  cells_.resize(cells_.size() + stride());
  if (site_ != 0) versions_.push_back(version);
}

void ListMemory::splice(std::uint32_t begin, std::uint32_t end, const detail::Row* fresh, const std::uint32_t* from, std::uint32_t count) {
  Scratch::Frame frame;
  auto* keys = frame.take<std::uint64_t>(count);
  auto* cells = frame.take<Cell>(count * stride());
  if (text_keys_)
    for (std::uint32_t row = begin; row < end; ++row) used_text_ -= static_cast<std::uint32_t>(keys_[row]);
  for (std::uint32_t j = 0; j < count; ++j) {
    Cell* target = cells + j * stride();
    if (from[j] == kNowhere) {
      keys[j] = store(fresh[j].key);
      std::fill_n(target, stride(), Cell{});
    } else {
      keys[j] = keys_[from[j]];
      if (text_keys_) used_text_ += static_cast<std::uint32_t>(keys[j]);
      std::copy_n(this->cells(from[j]), stride(), target);
    }
  }
  if (site_ != 0) {
    auto* versions = frame.take<std::uint64_t>(count);
    for (std::uint32_t j = 0; j < count; ++j) versions[j] = from[j] == kNowhere ? fresh[j].version : versions_[from[j]];
    resize_middle(versions_, begin, end, count);
    std::copy_n(versions, count, versions_.begin() + begin);
  }
  resize_middle(keys_, begin, end, count);
  std::copy_n(keys, count, keys_.begin() + begin);
  resize_middle(cells_, begin * stride(), end * stride(), count * stride());
  std::copy_n(cells, count * stride(), cells_.begin() + static_cast<std::ptrdiff_t>(begin * stride()));
  drop_unused_texts();
}

void ListMemory::drop_unused_texts() {
  if (!text_keys_ || texts_.size() < 256 || texts_.size() < 2 * std::size_t{used_text_}) return;
  std::string kept;
  kept.reserve(used_text_ + used_text_ / 4);
  for (std::uint64_t& key : keys_) {
    const std::string_view chars = text(key);
    key = static_cast<std::uint64_t>(kept.size()) << 32 | chars.size();
    kept.append(chars);
  }
  texts_ = std::move(kept);
}

void ListMemory::clear_row(std::uint32_t row, Sites* sites) noexcept {
  if (rows_ == nullptr) clear_node(*cells(row), sites);
  else if (rows_->has_node_slots) clear_cells(*rows_, cells(row), sites);
}

void ListMemory::clear(Sites* sites) noexcept {
  if (rows_ == nullptr || rows_->has_node_slots)
    for (std::uint32_t row = 0; row < count(); ++row) clear_row(row, sites);
  if (site_ != 0 && sites != nullptr) sites->remove(site_, Cell::of(this));
}

ListMemory* ListMemory::clone() const {
  auto copy = std::make_unique<ListMemory>(rows_, text_keys_);
  copy->used_text_ = used_text_;
  copy->keys_ = keys_;
  copy->texts_ = texts_;
  if (rows_ != nullptr && !rows_->has_node_slots) {
    copy->cells_ = cells_;
    return copy.release();
  }
  copy->cells_.resize(cells_.size());
  try {
    for (std::uint32_t row = 0; row < count(); ++row) {
      if (rows_ != nullptr) clone_cells(*rows_, cells(row), copy->cells(row));
      else if (const auto* instance = cells(row)->instance()) *copy->cells(row) = Cell::of(instance->clone());
    }
  } catch (...) {
    copy->clear(nullptr);
    throw;
  }
  return copy.release();
}

Hash ListMemory::digest(Hash hash_key) const noexcept {
  Hash hash = mix(hash_key + 6, count());
  for (std::uint32_t row = 0; row < count(); ++row) {
    hash = mix(hash, hash_key_of_row(hash_key, key(row)));
    if (rows_ != nullptr) {
      hash = mix(hash, digest_cells(hash_key, *rows_, cells(row)));
    } else {
      const InstanceMemory& instance = *cells(row)->instance();
      hash = mix(hash, digest_cells(hash_key, instance.info(), instance.cells()));
    }
  }
  return hash;
}

std::size_t ListMemory::heap_bytes() const noexcept {
  std::size_t bytes = sizeof *this + 8 * (keys_.capacity() + versions_.capacity() + cells_.capacity());
  if (texts_.capacity() > 15) bytes += texts_.capacity() + 1;
  for (std::uint32_t row = 0; row < count(); ++row) {
    if (rows_ == nullptr) bytes += diff::heap_bytes(*cells(row)->instance());
    else if (rows_->has_node_slots) bytes += heap_bytes_of_cells(*rows_, cells(row));
  }
  return bytes;
}

}  // namespace golive::diff

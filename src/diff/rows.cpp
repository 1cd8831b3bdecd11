#include "diff/rows.h"

#include <algorithm>
#include <mutex>
#include <unordered_set>

#include "base/hash.h"
#include "base/number_text.h"
#include "diff/key_index.h"
#include "golive/error.h"
#include "golive/log.h"

namespace golive::diff {
namespace {

std::string place_of(const detail::TemplateInfo& info) { return std::string(info.file) + ':' + std::to_string(info.line); }

// True the first time a template is seen here, whatever the thread.
bool first_time(const detail::TemplateInfo& info) {
  static std::mutex mutex;
  static std::unordered_set<std::uint64_t> seen;
  const std::lock_guard lock(mutex);
  return seen.insert(info.fingerprint).second;
}

// Only rows of known content can be named by place; a kept row has none.
const detail::TemplateInfo* any_template(const detail::List& list) noexcept {
  for (std::uint32_t i = 0; i < list.count; ++i)
    if (list.rows[i].instance != nullptr) return list.rows[i].instance->info;
  return nullptr;
}

void report(const detail::List& list, const detail::Value& key, bool verify) {
  const detail::TemplateInfo* info = any_template(list);
  const std::string place = info == nullptr ? std::string() : place_of(*info);
  if (verify) throw Error::of("GL0201", {key_text(key)}, place);
  if (info != nullptr && first_time(*info))
    log(LogLevel::error, "GL0201 two rows of one list have the same key, the first is shown",
        {{"key", std::string_view(key_text(key))}, {"rows", std::string_view(place)}});
}

}  // namespace

const detail::TemplateInfo* row_template(const detail::List& list, const detail::TemplateInfo* expected) noexcept {
  const detail::TemplateInfo* first = list.count == 0 ? nullptr : expected;
  for (std::uint32_t i = list.kept_head; i < list.touched_end(); ++i) {
    if (list.rows[i].instance == nullptr) continue;
    const detail::TemplateInfo* info = list.rows[i].instance->info;
    if (first == nullptr) first = info;
    else if (!same_template(*first, *info)) return nullptr;
  }
  return first;
}

bool any_text_key(const detail::List& list) noexcept {
  for (std::uint32_t i = list.kept_head; i < list.touched_end(); ++i)
    if (list.rows[i].key.kind == detail::ValueKind::text) return true;
  return false;
}

detail::List with_text_keys(const detail::List& list, Scratch::Frame& frame) {
  const auto is_text = [](const detail::Row& row) { return row.key.kind == detail::ValueKind::text; };
  if (std::all_of(list.rows, list.rows + list.count, is_text)) return list;
  auto* rows = frame.take<detail::Row>(list.count);
  for (std::uint32_t i = 0; i < list.count; ++i) {
    rows[i] = list.rows[i];
    if (rows[i].key.kind != detail::ValueKind::integer) continue;
    char* digits = frame.take<char>(kNumberTextSize);
    rows[i].key.size = static_cast<std::uint32_t>(write_integer(digits, list.rows[i].key.integer) - digits);
    rows[i].key.text = digits;
    rows[i].key.kind = detail::ValueKind::text;
  }
  return {rows, list.count, list.site};
}

std::string key_text(const detail::Value& key) {
  if (key.kind == detail::ValueKind::integer) return std::to_string(key.integer);
  return '"' + std::string(key.kind == detail::ValueKind::text ? key.view() : "") + '"';
}

void refuse_silent_change(std::string_view what, const detail::TemplateInfo& info) { throw Error::of("GL0202", {what}, place_of(info)); }

Duplicates drop_duplicates(const detail::List& list, bool verify, Scratch::Frame& frame) {
  KeyIndex index(frame, process_hash_key(), list.rows, list.count);
  std::uint32_t i = 0;
  while (i < list.count && index.insert(i)) ++i;
  if (i == list.count) return {};
  report(list, list.rows[i].key, verify);
  auto* rows = frame.take<detail::Row>(list.count);
  for (std::uint32_t j = 0; j < i; ++j) rows[j] = list.rows[j];
  std::uint32_t count = i;
  for (; i < list.count; ++i)
    if (index.insert(i)) rows[count++] = list.rows[i];
  return {true, {rows, count, list.site}};
}

}  // namespace golive::diff

#include "security/revocations.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "base/bytes.h"
#include "base/file_descriptor.h"
#include "golive/log.h"

namespace golive::security {
namespace {

constexpr std::size_t kEntry = 8 + 8 + 8;  // id, end, and a check of both: a torn entry is none
constexpr std::uint64_t kCheck = 0x9e3779b97f4a7c15;

void append_entry(std::string& out, std::uint64_t id, std::int64_t until) {
  ByteWriter(out).number(id).number(until).number(id ^ static_cast<std::uint64_t>(until) ^ kCheck);
}

}  // namespace

bool Revocations::keep_in(const std::filesystem::path& file, std::int64_t now) {
  const std::scoped_lock lock(mutex_);
  std::string kept;
  if (std::ifstream in(file, std::ios::binary); in) {
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    for (std::size_t at = 0; at + kEntry <= bytes.size(); at += kEntry) {
      ByteReader entry(std::string_view(bytes).substr(at, kEntry));
      const auto id = entry.number<std::uint64_t>();
      const auto until = entry.number<std::int64_t>();
      if (entry.number<std::uint64_t>() == (id ^ static_cast<std::uint64_t>(until) ^ kCheck) && until > now) until_.emplace(id, until);
    }
  }
  for (const auto& [id, until] : until_) append_entry(kept, id, until);
  // A new file in the place of the old one: a crash leaves one of the two.
  const std::string fresh = file.string() + ".new";
  FileDescriptor out(::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!out || ::write(out.get(), kept.data(), kept.size()) != static_cast<ssize_t>(kept.size())) return false;
  if (std::rename(fresh.c_str(), file.c_str()) != 0) return false;
  file_ = file;
  return true;
}

// Opened each time: a process that starts beside this one, as at a restart without a gap, has put a new file in the place of the old.
bool Revocations::append(std::uint64_t id, std::int64_t until) const {
  const FileDescriptor file(::open(file_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600));
  std::string entry;
  append_entry(entry, id, until);
  const ssize_t written = file ? ::write(file.get(), entry.data(), entry.size()) : 0;
  if (written == static_cast<ssize_t>(entry.size())) return true;
  // A torn entry would shift all that follow.
  if (const off_t end = ::lseek(file.get(), 0, SEEK_END); written > 0 && ::ftruncate(file.get(), end - end % off_t{kEntry}) != 0)
    return false;
  return false;
}

void Revocations::add(const SessionId& id, std::int64_t until, std::int64_t now) {
  if (until <= now) return;
  const std::scoped_lock lock(mutex_);
  if (until_.size() >= forget_at_) forget_past(now);
  until_[short_form(id)] = until;
  if (!file_.empty() && !append(short_form(id), until))
    log(LogLevel::error, "GL0607 the end of a session could not be written down", {{"file", file_.native()}});
}

bool Revocations::has(const SessionId& id) const {
  const std::scoped_lock lock(mutex_);
  return until_.contains(short_form(id));
}

std::size_t Revocations::size() const {
  const std::scoped_lock lock(mutex_);
  return until_.size();
}

void Revocations::forget_past(std::int64_t now) {
  std::erase_if(until_, [now](const auto& entry) { return entry.second <= now; });
  forget_at_ = std::max<std::size_t>(1024, until_.size() * 2);
}

}  // namespace golive::security

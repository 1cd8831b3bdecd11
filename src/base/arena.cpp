#include "golive/detail/arena.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <system_error>

#include "golive/error.h"

namespace golive::detail {

namespace {

constexpr std::size_t kFirstCommit = std::size_t{64} << 10;
constexpr std::size_t kLeastReserve = std::size_t{16} << 20;
constexpr std::size_t kKeep = std::size_t{256} << 10;  // never given back
constexpr std::uint32_t kReleasesPerTrim = 256;

std::string system_message() { return std::system_category().message(errno); }

std::size_t up_to_page(std::size_t size) noexcept {
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  return (size + page - 1) / page * page;
}

}  // namespace

constinit Arena no_scope;

Arena::~Arena() {
  if (base_ != nullptr) munmap(base_, reserved_);
}

// Under a limit of address space (ulimit -v) a smaller range is taken.
void Arena::reserve() {
  for (std::size_t size = kReserve; size >= kLeastReserve; size /= 2) {
    void* range = mmap(nullptr, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (range == MAP_FAILED) continue;
    base_ = limit_ = static_cast<char*>(range);
    cursor_ = base_ + kAlign;  // offset 0 is "nothing"
    reserved_ = size;
    return;
  }
  throw Error::of("GL0002", {system_message()});
}

void Arena::grow(std::size_t size) {
  if (this == &no_scope) throw Error::of("GL0101");
  if (base_ == nullptr) reserve();
  const std::size_t left = reserved_ - used();
  if (size > left || left - size < kAlign) throw Error::of("GL0001", {std::to_string(reserved_ >> 20)});
  const std::size_t needed = used() + size + kAlign;
  const std::size_t wanted = std::min(reserved_, up_to_page(std::max({needed, committed() * 2, kFirstCommit})));
  if (mprotect(base_ + committed(), wanted - committed(), PROT_READ | PROT_WRITE) != 0) throw Error::of("GL0002", {system_message()});
  limit_ = base_ + wanted;
}

void Arena::release(std::size_t mark) noexcept {
  peak_ = std::max(peak_, used());
  // A scope that opened before the first reservation has the mark 0, but offset 0 stays "nothing".
  cursor_ = base_ + std::max(mark, base_ == nullptr ? 0 : kAlign);
  if (++releases_ >= kReleasesPerTrim) trim();
}

// One large page must not hold its memory for ever; a view that is always large must not fault it in at every render.
void Arena::trim() noexcept {
  touched_ = std::max(touched_, peak_);
  const std::size_t keep = up_to_page(std::max(peak_, kKeep));
  if (touched_ > keep) {
    madvise(base_ + keep, std::min(up_to_page(touched_), committed()) - keep, MADV_DONTNEED);
    touched_ = keep;
  }
  peak_ = used();
  releases_ = 0;
}

}  // namespace golive::detail

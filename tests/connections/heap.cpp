#include "heap.h"

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstring>

// The allocator under the names glibc keeps for replacements of it.
extern "C" {
void* __libc_malloc(std::size_t size) noexcept;
void* __libc_memalign(std::size_t alignment, std::size_t size) noexcept;
void __libc_free(void* block) noexcept;
}

namespace {

std::atomic<std::size_t> live_bytes{0};
std::atomic<std::size_t> live_blocks{0};
thread_local connections::ThreadHeap of_thread;

// Stands in front of each block.
struct alignas(16) Header {
  std::size_t size;
  std::uint32_t offset;  // of the block in what the allocator gave
  std::uint32_t mark;
};
static_assert(sizeof(Header) == 16);
constexpr std::uint32_t kMark = 0x9e3779b9;

void* hand_out(void* given, std::size_t size, std::size_t offset) noexcept {
  if (given == nullptr) return nullptr;
  char* const block = static_cast<char*>(given) + offset;
  const Header header{size, static_cast<std::uint32_t>(offset), kMark};
  std::memcpy(block - sizeof header, &header, sizeof header);
  live_bytes.fetch_add(size, std::memory_order_relaxed);
  live_blocks.fetch_add(1, std::memory_order_relaxed);
  ++of_thread.allocations;
  of_thread.bytes += static_cast<std::ptrdiff_t>(size);
  return block;
}

Header header_of(const void* block) noexcept {
  Header header;
  std::memcpy(&header, static_cast<const char*>(block) - sizeof header, sizeof header);
  return header;
}

void* allocate(std::size_t size) noexcept {
  std::size_t whole = 0;
  if (__builtin_add_overflow(size, sizeof(Header), &whole)) return errno = ENOMEM, nullptr;
  return hand_out(__libc_malloc(whole), size, sizeof(Header));
}

void* allocate_aligned(std::size_t alignment, std::size_t size) noexcept {
  if (alignment <= sizeof(Header)) return allocate(size);
  std::size_t whole = 0;
  if (__builtin_add_overflow(size, alignment, &whole)) return errno = ENOMEM, nullptr;
  return hand_out(__libc_memalign(alignment, whole), size, alignment);
}

}  // namespace

extern "C" {

#define REPLACED __attribute__((visibility("default")))

REPLACED void* malloc(std::size_t size) noexcept { return allocate(size); }

REPLACED void free(void* block) noexcept {
  if (block == nullptr) return;
  const Header header = header_of(block);
  // The loader hands out a few blocks before there is a malloc.
  if (header.mark != kMark) return __libc_free(block);
  live_bytes.fetch_sub(header.size, std::memory_order_relaxed);
  live_blocks.fetch_sub(1, std::memory_order_relaxed);
  of_thread.bytes -= static_cast<std::ptrdiff_t>(header.size);
  __libc_free(static_cast<char*>(block) - header.offset);
}

REPLACED void* calloc(std::size_t count, std::size_t size) noexcept {
  std::size_t whole = 0;
  if (__builtin_mul_overflow(count, size, &whole)) return errno = ENOMEM, nullptr;
  void* const block = allocate(whole);
  return block == nullptr ? nullptr : std::memset(block, 0, whole);
}

REPLACED void* realloc(void* block, std::size_t size) noexcept {
  if (block == nullptr) return allocate(size);
  const std::size_t before = header_of(block).size;
  void* const moved = allocate(size);
  if (moved == nullptr) return nullptr;
  std::memcpy(moved, block, before < size ? before : size);
  free(block);
  return moved;
}

REPLACED void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept { return allocate_aligned(alignment, size); }
REPLACED void* memalign(std::size_t alignment, std::size_t size) noexcept { return allocate_aligned(alignment, size); }
REPLACED int posix_memalign(void** block, std::size_t alignment, std::size_t size) noexcept {
  *block = allocate_aligned(alignment, size);
  return *block == nullptr ? ENOMEM : 0;
}
REPLACED std::size_t malloc_usable_size(void* block) noexcept { return block == nullptr ? 0 : header_of(block).size; }
}

namespace connections {

Heap heap() noexcept { return {live_bytes.load(std::memory_order_relaxed), live_blocks.load(std::memory_order_relaxed)}; }

ThreadHeap thread_heap() noexcept { return of_thread; }

}  // namespace connections

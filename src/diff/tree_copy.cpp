#include "diff/tree_copy.h"

#include <cstring>
#include <type_traits>
#include <utility>

#include "diff/tree_writer.h"

namespace golive::diff {
namespace {

constexpr std::size_t padded(std::size_t size) noexcept { return (size + 7) / 8 * 8; }

// Walks a tree and hands every piece to `Sink`: first to one that counts, then to one that copies.
template <class Sink>
class Walk {
 public:
  explicit Walk(Sink& sink) : sink_(sink) {}

  const detail::Instance* instance(const detail::Instance& from) {
    const std::size_t count = from.info->slot_count;
    void* const place = sink_.take(sizeof(detail::Instance) + count * sizeof(detail::Value));
    auto* const to = sink_.template copy<detail::Instance>(place, &from, 1);
    auto* const values = sink_.template copy<detail::Value>(sink_.after(place, sizeof(detail::Instance)), from.values(), count);
    for (std::size_t i = 0; i < count; ++i) value(from.values()[i], sink_.at(values, i));
    return to;
  }

 private:
  // `to`: a copy whose pointers still lead into the tree; nullptr while counting.
  void value(const detail::Value& from, detail::Value* to) {
    const auto set = [to](auto member, auto pointer) {
      if (to != nullptr) to->*member = pointer;
    };
    switch (from.kind) {
      case detail::ValueKind::text:
      case detail::ValueKind::raw:
        return set(&detail::Value::text, text(from.view()));
      case detail::ValueKind::instance:
        return set(&detail::Value::instance, instance(*from.instance));
      case detail::ValueKind::kept:
        set(&detail::Value::instance, instance(rendered(*from.kept)));
        return set(&detail::Value::kind, detail::ValueKind::instance);
      case detail::ValueKind::list:
        return set(&detail::Value::list, list(*from.list));
      case detail::ValueKind::attribute_set:
        return set(&detail::Value::attributes, attributes(*from.attributes));
      default:
        return;
    }
  }

  const char* text(std::string_view from) { return sink_.template copy<char>(sink_.take(from.size()), from.data(), from.size()); }

  const detail::List* list(const detail::List& from) {
    auto* const rows = sink_.template copy<detail::Row>(sink_.take(from.count * sizeof(detail::Row)), from.rows, from.count);
    for (std::size_t i = 0; i < from.count; ++i) {
      detail::Row* const to = sink_.at(rows, i);
      value(from.rows[i].key, to == nullptr ? nullptr : &to->key);
      const detail::Instance* const made = instance(rendered(from.rows[i]));
      if (to != nullptr) to->version = 0, to->instance = made;
    }
    const detail::List fresh{rows, from.count, 0};
    return sink_.template copy<detail::List>(sink_.take(sizeof fresh), &fresh, 1);
  }

  const detail::AttributeSet* attributes(const detail::AttributeSet& from) {
    auto* const items = sink_.template copy<detail::Attribute>(sink_.take(from.count * sizeof(detail::Attribute)), from.items, from.count);
    for (std::size_t i = 0; i < from.count; ++i) {
      detail::Attribute* const to = sink_.at(items, i);
      const char* const name = text(from.items[i].name);
      if (to != nullptr) to->name = {name, from.items[i].name.size()};
      value(from.items[i].value, to == nullptr ? nullptr : &to->value);
    }
    const detail::AttributeSet fresh{items, from.count};
    return sink_.template copy<detail::AttributeSet>(sink_.take(sizeof fresh), &fresh, 1);
  }

  Sink& sink_;
};

struct Counting {
  std::size_t size = 0;

  void* take(std::size_t bytes) {
    size += padded(bytes);
    return nullptr;
  }
  void* after(void*, std::size_t) { return nullptr; }
  template <class T>
  T* copy(void*, const T*, std::size_t) {
    return nullptr;
  }
  template <class T>
  T* at(T*, std::size_t) {
    return nullptr;
  }
};

struct Copying {
  std::byte* next;

  void* take(std::size_t bytes) { return std::exchange(next, next + padded(bytes)); }
  void* after(void* place, std::size_t bytes) { return static_cast<std::byte*>(place) + bytes; }
  template <class T>
  T* copy(void* place, const T* from, std::size_t count) {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= 8);
    if (count != 0) std::memcpy(place, from, count * sizeof(T));
    return static_cast<T*>(place);
  }
  template <class T>
  T* at(T* first, std::size_t i) {
    return first + i;
  }
};

}  // namespace

TreeCopy::TreeCopy(const detail::Instance& root) {
  Counting count;
  Walk(count).instance(root);
  size_ = count.size;
  block_ = std::make_unique_for_overwrite<std::byte[]>(size_);
  Copying copy{block_.get()};
  root_ = Walk(copy).instance(root);
}

}  // namespace golive::diff

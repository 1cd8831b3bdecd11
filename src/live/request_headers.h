#pragma once
// Where mount finds the headers of the request it runs for: at a GET that request, at a join the one that opened the socket.
#include <memory>
#include <string_view>
#include <utility>

#include "golive/headers.h"

namespace golive::live {

// Refers to the headers where the request has them; a mount on a worker may run longer than the request lives, and has a copy.
class RequestHeaders {
 public:
  using Find = std::string_view (*)(const void* source, std::string_view name);

  RequestHeaders() = default;
  // `source` outlives the mount.
  RequestHeaders(Find find, const void* source) noexcept : find_(find), source_(source) {}
  static RequestHeaders of(const Headers& headers) noexcept {
    return {[](const void* source, std::string_view name) { return static_cast<const Headers*>(source)->get(name); }, &headers};
  }
  static RequestHeaders copy_of(Headers headers) {
    auto copy = std::make_shared<const Headers>(std::move(headers));
    RequestHeaders own = of(*copy);
    own.copy_ = std::move(copy);
    return own;
  }

  // Empty if absent.
  std::string_view get(std::string_view name) const { return find_ == nullptr ? std::string_view() : find_(source_, name); }

 private:
  Find find_ = nullptr;
  const void* source_ = nullptr;
  std::shared_ptr<const Headers> copy_;
};

}  // namespace golive::live

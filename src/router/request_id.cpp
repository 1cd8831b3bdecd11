#include "golive/request_id.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/random.h"

namespace golive {
namespace {

bool is_id(std::string_view text) noexcept {
  const auto is_character = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  };
  return text.size() >= 8 && text.size() <= 128 && std::ranges::all_of(text, is_character);
}

struct Ids {
  bool trust;

  void before(Request& request) const {
    // A join goes on with what the request that opened its socket was called.
    if (request.kind == RequestKind::join && request.find<RequestId>() != nullptr) return;
    const std::string_view sent = request.header("X-Request-ID");
    const bool believed = trust || request.from_proxy;
    request.put(RequestId{believed && is_id(sent) ? std::string(sent) : random_hex()});
  }
  void after(const Request& request, Response& response) const {
    if (const RequestId* id = request.find<RequestId>()) response.headers.set("X-Request-ID", id->text);
  }
};

}  // namespace

Middleware request_id(RequestIdOptions options) { return Ids{options.trust}; }

}  // namespace golive

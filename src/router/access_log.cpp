#include "golive/access_log.h"
#include "base/clock.h"

#include <chrono>
#include <string_view>

#include "golive/log.h"
#include "golive/request_id.h"

namespace golive {
namespace {

struct Started {
  std::chrono::steady_clock::time_point at;
};

std::string_view kind_name(RequestKind kind) noexcept {
  constexpr std::string_view kNames[] = {"page", "plain", "file", "none", "upgrade", "join"};
  return kNames[static_cast<std::size_t>(kind)];
}

struct AccessLog {
  void before(Request& request) const {
    if (request.kind != RequestKind::join) request.put(Started{monotonic_now()});
  }
  void after(const Request& request, Response& response) const {
    const LogLevel level = response.status >= 500 ? LogLevel::warning : LogLevel::info;
    const Started* const started = request.find<Started>();
    if (started == nullptr || !log_enabled(level)) return;
    const std::chrono::duration<double, std::milli> taken = monotonic_now() - started->at;
    const RequestId* const id = request.find<RequestId>();
    log(level, "request",
        {{"method", request.method},
         {"path", request.path},
         {"status", response.status},
         {"ms", taken.count()},
         {"peer", request.peer},
         {"kind", kind_name(request.kind)},
         {"bytes", response.body.size()},
         {"request", id == nullptr ? std::string_view("-") : std::string_view(id->text)}});
  }
};

}  // namespace

Middleware access_log() { return AccessLog{}; }

}  // namespace golive

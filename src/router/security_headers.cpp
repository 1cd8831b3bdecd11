#include "golive/security_headers.h"

#include <utility>

#include "router/security_lines.h"

namespace golive {
namespace {

struct Choice {
  std::shared_ptr<const router::SecurityLines> lines;

  void before(Request& request) const {
    if (request.kind != RequestKind::upgrade && request.kind != RequestKind::join) request.put(router::ChosenSecurityLines{lines});
  }
};

}  // namespace

Middleware security_headers(SecurityHeaders options) { return Choice{std::make_shared<const router::SecurityLines>(options)}; }

Middleware no_security_headers() { return Choice{std::make_shared<const router::SecurityLines>()}; }

}  // namespace golive

#pragma once
// What the server is told by the app's Config.
#include <cstddef>

#include "base/address_quota.h"
#include "golive/http_limits.h"
#include "http/proxies.h"

namespace golive::http {

struct ServerOptions {
  HttpLimits limits = {};
  std::size_t connections = 100'000;  // of all loops together, HTTP only; 503 beyond
  TrustedProxies proxies = {};
  AddressQuota* addresses = nullptr;  // of those that are no trusted proxy; 503 beyond. None: not counted
};

}  // namespace golive::http

#pragma once
// An id for every request, on its response, in the access log, and for handlers.
//
//     app.use(request_id());                     // X-Request-ID: 9f86d081884c7d65...
//
//     const std::string& id = request.find<RequestId>()->text;
//
// An X-Request-ID that a proxy of Config::proxies sends is the request's id, if it is of 8 to 128 letters, digits and - _ . only; the proxy
// shall write it itself and not hand on what its clients sent. That of anybody else is not looked at, and the request gets a new one: 128
// random bits in hexadecimal, so that nobody can guess the id of another request. A join has the id of the request that opened its socket.
// Threads and cost: see golive/middleware.h.
#include <string>

#include "golive/middleware.h"

namespace golive {

struct RequestId {
  std::string text;
};

struct RequestIdOptions {
  // Takes the X-Request-ID of whoever connects. For a proxy that Config::proxies does not name: on a Unix socket whose list does not say
  // "unix", or on a network where nobody but the proxy reaches the app, and its X-Forwarded-For shall not count.
  bool trust = false;
};

GOLIVE_API Middleware request_id(RequestIdOptions options = {});

}  // namespace golive

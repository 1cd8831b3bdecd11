#pragma once
// An id for every request, on its response, in the access log, and for handlers.
//
//     app.use(request_id());                     // X-Request-ID: 9f86d081884c7d65...
//     app.use(request_id({.trust = true}));      // behind a proxy that sets one itself
//
//     request.find<RequestId>()->text
//
// 128 random bits in hexadecimal: nobody can guess the id of another request. Threads and cost: see golive/middleware.h; one system call
// for random bytes a request.
#include <string>

#include "golive/middleware.h"

namespace golive {

struct RequestId {
  std::string text;
};

struct RequestIdOptions {
  // Takes an X-Request-ID that comes in, if it is of 8 to 128 letters, digits and - _ . only. Anybody can send one: only behind a proxy.
  bool trust = false;
};

GOLIVE_API Middleware request_id(RequestIdOptions options = {});

}  // namespace golive

#pragma once
// Who opened a socket: what is kept of the request for the joins that come over it.
#include <string>

#include "golive/headers.h"
#include "golive/session.h"

namespace golive::live {

// A value. Every open socket keeps one, so the headers are one string, without those of the handshake itself.
struct Visitor {
  std::string peer = {};    // address of the browser
  bool secure = false;      // came over https
  bool from_proxy = false;  // by a proxy that is trusted
  Headers headers = {};
  Session session = {};         // of its cookie
  std::string request_id = {};  // of the request, if it has one
};

}  // namespace golive::live

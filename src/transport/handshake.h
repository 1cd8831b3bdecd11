#pragma once
// The opening handshake of a WebSocket (RFC 6455 section 4.2).
#include <optional>
#include <string>
#include <string_view>

#include "http/request.h"
#include "http/response.h"

namespace golive::transport {

// Why this request cannot become a WebSocket: 400 malformed, 426 another version. Nothing if it can. Which origins may open one is decided
// before (app/gate.h). Subprotocols and extensions are ignored, so none is used.
std::optional<http::Response> refuse_handshake(const http::Request& request);

// The value of Sec-WebSocket-Accept for a key.
std::string accept_key(std::string_view key);

// The whole response that completes the handshake, with further header lines, "Name: value\r\n" each.
std::string handshake_response(std::string_view key, std::string_view header_lines = {});

}  // namespace golive::transport

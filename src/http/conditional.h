#pragma once
// Requests that depend on what the client has already (RFC 9110 sections 13 and 14).
#include <cstdint>
#include <ctime>
#include <optional>
#include <string_view>

#include "http/request.h"

namespace golive::http {

// What is there now. `etag` with its quotes; `modified` in seconds since 1970, 0 if unknown.
struct Validators {
  std::string_view etag;
  std::time_t modified = 0;
};

// 304 if the client has it, 412 if it asked for something else, 0 if it is to be sent.
int evaluate_conditions(const Request& request, const Validators& now) noexcept;

// True if a list of entity tags names `etag`, by weak comparison (section 8.8.3.2): W/ does not matter. "*" is any.
bool lists_etag(std::string_view list, std::string_view etag) noexcept;

struct ByteRange {
  std::uint64_t first = 0;
  std::uint64_t size = 0;
};

struct RangeAnswer {
  int status = 200;  // 206: `range`; 416: nothing of it is there
  ByteRange range = {};
};

// What to send of `size` bytes. Range is obeyed for GET, one range of bytes, and only while If-Range names what is there.
RangeAnswer evaluate_range(const Request& request, const Validators& now, std::uint64_t size) noexcept;

}  // namespace golive::http

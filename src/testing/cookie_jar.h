#pragma once
// The cookies of one visitor, as far as one site tells (RFC 6265): names, values, and when they end.
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace golive::testing {

class CookieJar {
 public:
  // A Set-Cookie line, which came at `now` (seconds since 1970).
  void take(std::string_view line, std::int64_t now);
  // The Cookie line; empty if there is none to send.
  std::string line(std::int64_t now) const;

 private:
  struct Cookie {
    std::string value;
    std::int64_t expires;
  };
  std::map<std::string, Cookie, std::less<>> cookies_;
};

}  // namespace golive::testing

#include "golive/cors.h"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <utility>

#include "golive/error.h"

namespace golive {
namespace {

std::string joined(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) text.append(text.empty() ? "" : ", ").append(item);
  return text;
}

class Cors {
 public:
  explicit Cors(CorsOptions options)
      : origins_(std::move(options.origins)),
        every_(std::ranges::count(origins_, "*") > 0),
        credentials_(options.credentials),
        methods_(joined(options.methods)),
        headers_(joined(options.headers)),
        exposed_(joined(options.exposed)),
        max_age_(std::to_string(std::chrono::floor<std::chrono::seconds>(options.max_age).count())) {
    if (every_ && credentials_) throw Error::of("GL0527");
  }

  std::optional<Response> before(Request& request) const {
    const bool preflight =
        request.method == "OPTIONS" && !request.header("Origin").empty() && !request.header("Access-Control-Request-Method").empty();
    if (!preflight) return std::nullopt;
    Response response{.status = 204};
    if (!allows(request.header("Origin"))) return response;
    response.headers.add("Access-Control-Allow-Methods", methods_).add("Access-Control-Max-Age", max_age_);
    if (!headers_.empty()) response.headers.add("Access-Control-Allow-Headers", headers_);
    return response;
  }

  void after(const Request& request, Response& response) const {
    if (request.kind == RequestKind::upgrade) return;  // sockets have an origin check of their own
    if (!every_) response.headers.append_token("Vary", "Origin");
    const std::string_view origin = request.header("Origin");
    if (!allows(origin)) return;
    response.headers.set("Access-Control-Allow-Origin", every_ ? std::string_view("*") : origin);
    if (credentials_) response.headers.set("Access-Control-Allow-Credentials", "true");
    if (!exposed_.empty()) response.headers.set("Access-Control-Expose-Headers", exposed_);
  }

 private:
  bool allows(std::string_view origin) const { return !origin.empty() && (every_ || std::ranges::count(origins_, origin) > 0); }

  std::vector<std::string> origins_;
  bool every_;
  bool credentials_;
  std::string methods_, headers_, exposed_, max_age_;
};

}  // namespace

Middleware cors(CorsOptions options) { return Cors(std::move(options)); }

}  // namespace golive

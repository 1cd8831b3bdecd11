#include "golive/compression.h"

#include <string_view>

#include "base/header_text.h"
#include "http/compress.h"

namespace golive {
namespace {

bool is_text(std::string_view type) noexcept {
  type = type.substr(0, type.find(';'));
  return type.starts_with("text/") || type.ends_with("+json") || type.ends_with("+xml") || type == "application/json" ||
         type == "application/javascript" || type == "application/xml";
}

struct Compression {
  std::size_t least;

  void after(const Request& request, Response& response) const {
    if (!response.in_memory() || response.body.size() < least || !is_text(response.headers.get("Content-Type"))) return;
    if (response.status < 200 || response.status == 206 || response.headers.has("Content-Encoding") || response.headers.has("ETag") ||
        response.headers.lists("Cache-Control", "no-transform"))
      return;
    response.headers.append_token("Vary", "Accept-Encoding");
    if (!lists_token(request.header("Accept-Encoding"), "gzip").value_or(false)) return;
    response.body = http::gzip(response.body);
    response.headers.add("Content-Encoding", "gzip");
  }
};

}  // namespace

Middleware compression(std::size_t least) { return Compression{least}; }

}  // namespace golive

// Requests, one after another: any reads of the same bytes give the same requests, and each means one thing only.
#include <algorithm>
#include <optional>

#include "base/utf8.h"
#include "fuzz/target.h"
#include "http/parser.h"

namespace golive::fuzz {
namespace {

using namespace http;
using Progress = Parser::Progress;

// Small, so that short inputs reach them.
constexpr HttpLimits kLimits{.request_line = 100, .headers = 200, .header_count = 6, .body = 60};
constexpr HttpLimits kWide{};

bool is_framing(std::string_view name) {
  return equal_ignoring_case(name, "Host") || equal_ignoring_case(name, "Content-Length") ||
         equal_ignoring_case(name, "Transfer-Encoding") || equal_ignoring_case(name, "Expect");
}

// A request with its framing in the plainest form; it means the same.
std::string written(const Request& request) {
  std::string text(request.method_name);
  text.append(" ").append(request.target).append(request.http11 ? " HTTP/1.1\r\n" : " HTTP/1.0\r\n");
  if (request.http11 || !request.host.empty()) text.append("Host: ").append(request.host).append("\r\n");
  for (const Header& header : request.headers)
    if (!is_framing(header.name)) text.append(header.name).append(": ").append(header.value).append("\r\n");
  if (!request.body.empty() || request.method == Method::post || request.method == Method::put || request.method == Method::patch)
    text.append("Content-Length: ").append(std::to_string(request.body.size())).append("\r\n");
  return text.append("\r\n").append(request.body);
}

void check_request(const Request& request) {
  const auto count = [&](std::string_view name) {
    return std::ranges::count_if(request.headers, [&](const Header& header) { return equal_ignoring_case(header.name, name); });
  };
  require(count("Host") == 1 || (!request.http11 && count("Host") == 0), "one Host");
  require(count("Content-Length") + count("Transfer-Encoding") <= 1, "one length");
  require(is_host(request.host), "a host that ends no attribute");
  require(request.body.size() <= kLimits.body, "the body stays within its limit");
  require(request.headers.size() <= kLimits.header_count, "so do the headers");
  for (const Header& header : request.headers) {
    require(is_token(header.name), "a header has a name");
    require(header.value.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos, "a value is one line");
  }
  if (request.http11 && request.keep_alive) require(!request.lists("Connection", "close"), "who wants to end it ends it");
  if (request.target == "*") return require(request.method == Method::options, "only OPTIONS asks for all of the server");
  require(request.target.starts_with('/') && request.raw_path.starts_with('/') && request.path.starts_with('/'), "a path begins with /");
  require(is_utf8(request.path) && request.path.find('\0') == std::string::npos, "a path is text");
}

struct Seen {
  std::string text;  // all requests, and how it ended
  std::size_t count = 0;
  bool between = false;  // nothing of a further request is there
};

Seen read(std::string_view input, int way, const HttpLimits& limits) {
  Parser parser(limits);
  Seen seen;
  Progress progress = Progress::idle;
  Cuts cuts(input, way);
  for (std::string_view rest = input; !rest.empty() && progress != Progress::refused;) {
    progress = parser.feed(cuts.next(rest));
    for (; progress == Progress::request; progress = parser.next()) {
      if (&limits == &kLimits) check_request(parser.request());
      seen.text += written(parser.request()) + "\n" + parser.request().path + "\n";
      ++seen.count;
    }
  }
  if (progress == Progress::refused) seen.text += "refused " + std::to_string(parser.status());
  seen.between = progress == Progress::idle;
  return seen;
}

// Alone in its plainest form, and with another behind it.
void check_again(std::string_view input) {
  Parser parser(kLimits);
  const auto progress = parser.feed(input);
  if (progress == Progress::refused) {
    constexpr int kStatuses[] = {400, 411, 413, 414, 417, 431, 501, 505};
    return require(std::ranges::find(kStatuses, parser.status()) != std::end(kStatuses), "a refusal has a status");
  }
  if (progress != Progress::request) return;
  const std::string text = written(parser.request());
  const Seen again = read(text, 0, kWide);
  require(again.count == 1 && again.text.starts_with(text), "a request reads as it is written");
}

void http_request(std::string_view input) {
  const Seen whole = read(input, 0, kLimits);
  for (int way = 1; way < Cuts::kWays; ++way) require(read(input, way, kLimits).text == whole.text, "reads do not matter");
  check_again(input);
  if (!whole.between) return;
  const std::string follower = "GET /follower HTTP/1.1\r\nHost: h\r\n\r\n";
  const Seen both = read(std::string(input) + follower, 0, kLimits);
  require(both.count == whole.count + 1 && both.text == whole.text + follower + "\n/follower\n",
          "the next request is read where it begins");
}

const Registration registered({"http_request", "src/http/parser.cpp src/http/request.cpp src/http/percent.cpp", http_request});

}  // namespace
}  // namespace golive::fuzz

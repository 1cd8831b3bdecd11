#include "http/parser.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <optional>
#include <string>
#include <utility>

#include "http/percent.h"

namespace golive::http {
namespace {

namespace beast = boost::beast;
using beast::error_code;

std::string_view view(beast::string_view text) noexcept { return {text.data(), text.size()}; }

// Notes where in the head the parts of the request are, and gathers the body. The head is given in one piece that stays where it is,
// so nothing of it is copied.
class MessageParser final : public beast::http::basic_parser<true> {
 public:
  explicit MessageParser(Request& request) : request_(request) {}
  bool is_http11() const noexcept { return http11_; }
  const std::string& body() const noexcept { return body_; }
  // A line with the size of a chunk comes next, or the trailers.
  bool is_between_chunks() noexcept { return chunked() && chunk_left_ == 0; }

 private:
  void on_request_impl(beast::http::verb, beast::string_view method, beast::string_view target, int version, error_code&) override {
    http11_ = version >= 11;
    request_.method_name = view(method);
    request_.target = view(target);
  }
  void on_field_impl(beast::http::field, beast::string_view name, beast::string_view value, error_code&) override {
    // Fields after the body (trailers) must not be mistaken for headers.
    if (is_header_done()) return;
    request_.headers.push_back({view(name), view(value)});
  }
  std::size_t on_body_impl(beast::string_view body, error_code&) override {
    body_.append(body.data(), body.size());
    return body.size();
  }
  std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view body, error_code&) override {
    body_.append(body.data(), body.size());
    chunk_left_ -= body.size();
    return body.size();
  }
  void on_chunk_header_impl(std::uint64_t size, beast::string_view, error_code&) override { chunk_left_ = size; }
  void on_response_impl(int, beast::string_view, int, error_code&) override {}
  void on_header_impl(error_code&) override {}
  void on_body_init_impl(boost::optional<std::uint64_t> const&, error_code&) override {}
  void on_finish_impl(error_code&) override {}

  Request& request_;
  std::string body_;
  std::uint64_t chunk_left_ = 0;
  bool http11_ = false;
};

// "GET / HTTP/2.0": a request line of another version, and not a line that is none.
bool names_a_version(std::string_view head) noexcept {
  const std::string_view line = head.substr(0, head.find('\r'));
  constexpr std::string_view kForm = " HTTP/0.0";
  if (line.size() < kForm.size() || std::ranges::count(line, ' ') != 2) return false;
  const std::string_view version = line.substr(line.size() - kForm.size());
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return version.starts_with(" HTTP/") && is_digit(version[6]) && version[7] == '.' && is_digit(version[8]);
}

int status_of(const error_code& error, std::string_view head) noexcept {
  if (error == beast::http::error::body_limit) return 413;
  if (error == beast::http::error::header_limit) return 431;
  if (error == beast::http::error::bad_version && names_a_version(head)) return 505;
  return 400;
}

// RFC 9112 section 3.2.2: a server takes the absolute form as well, and its host instead of the header's.
void take_absolute_form(Request& request) noexcept {
  for (const std::string_view scheme : {std::string_view("http://"), std::string_view("https://")}) {
    if (!equal_ignoring_case(request.target.substr(0, scheme.size()), scheme)) continue;
    const std::string_view rest = request.target.substr(scheme.size());
    const std::size_t path = std::min(rest.find_first_of("/?"), rest.size());
    request.host = rest.substr(0, path);
    request.target = path == rest.size() ? std::string_view("/") : rest.substr(path);
    return;
  }
}

// In HTTP/1.0 the end of such a body could only be the end of the connection, which is also how broken ones end.
bool needs_length(Method method) noexcept { return method == Method::post || method == Method::put || method == Method::patch; }

Method method_of(std::string_view name) noexcept {
  if (name == "GET") return Method::get;
  if (name == "HEAD") return Method::head;
  if (name == "POST") return Method::post;
  if (name == "PUT") return Method::put;
  if (name == "PATCH") return Method::patch;
  if (name == "DELETE") return Method::del;
  if (name == "OPTIONS") return Method::options;
  return Method::other;
}

}  // namespace

struct Parser::Impl {
  explicit Impl(const HttpLimits& limits_of_server) : limits(limits_of_server) {}

  const HttpLimits& limits;
  Progress progress = Progress::idle;
  int status = 0;
  bool wants_continue = false;
  std::size_t searched = 0;    // of head, without its end
  std::size_t line_bytes = 0;  // of the request line, once it is complete
  std::string head;            // from the first byte of a request; when complete exactly its request line and headers
  std::string rest;            // what came after the head
  Request request;
  std::optional<MessageParser> message;

  Progress refuse(int with) noexcept {
    status = with;
    return progress = Progress::refused;
  }
  Progress read_head();
  std::size_t size_limit() noexcept;
  Progress begin_request();
  int check_head();
  Progress read_body();
  bool check_target();
};

// The head is parsed when it is complete: its strings then stay where they are until the next request.
Parser::Progress Parser::Impl::read_head() {
  // An empty line before the request is forgiven (RFC 9112 section 2.2).
  if (searched == 0) head.erase(0, std::min(head.find_first_not_of("\r\n"), head.size()));
  if (head.empty()) return progress = Progress::idle;
  const std::size_t from = searched < 3 ? 0 : searched - 3;
  const std::size_t end = head.find("\r\n\r\n", from);
  const std::size_t size = end == std::string::npos ? head.size() : end + 4;
  const std::size_t room = size_limit();
  // What cannot become a request is answered at once, not when its time is over: another protocol, or lines without CR. The first fault
  // counts, so that the answer does not depend on how the bytes came.
  if (static_cast<unsigned char>(head[0]) <= ' ' || static_cast<unsigned char>(head[0]) >= 0x7f) return refuse(400);
  for (std::size_t lf = head.find('\n', from); lf < std::min(size, room); lf = head.find('\n', lf + 1)) {
    if (lf == 0 || head[lf - 1] != '\r') return refuse(400);
    // A line that goes on in the next one (RFC 9112 section 5.2: refuse it); whoever leaves the rest out reads another header.
    if (lf + 1 < size && (head[lf + 1] == ' ' || head[lf + 1] == '\t')) return refuse(400);
  }
  if (size > room) return refuse(room == limits.request_line ? 414 : 431);
  if (end == std::string::npos) {
    searched = head.size();
    return progress = Progress::head;
  }
  rest.assign(head, size);
  head.resize(size);
  return begin_request();
}

// Bytes that the head may have: until its first line has ended, those of a line.
std::size_t Parser::Impl::size_limit() noexcept {
  if (line_bytes == 0) line_bytes = head.find('\n', searched) + 1;
  return line_bytes == 0 || line_bytes > limits.request_line ? limits.request_line : line_bytes + limits.headers;
}

Parser::Progress Parser::Impl::begin_request() {
  message.emplace(request);
  message->eager(false);
  message->header_limit(static_cast<std::uint32_t>(head.size() + 1));
  message->body_limit(limits.body);
  error_code error;
  message->put(boost::asio::buffer(head), error);
  if (error) return refuse(error == beast::http::error::need_more ? 400 : status_of(error, head));
  if (const int refusal = check_head()) return refuse(refusal);
  const bool http11 = request.http11;
  request.keep_alive = http11 && message->keep_alive();
  if (message->is_done()) return progress = Progress::request;
  const std::string_view expected = request.header("Expect");
  wants_continue = http11 && equal_ignoring_case(expected, "100-continue");
  // HTTP/1.0 has no expectations (RFC 9110 section 10.1.1).
  if (http11 && !expected.empty() && !wants_continue) return refuse(417);
  return read_body();
}

// What the grammar allows and a server must look at all the same. 0: nothing is wrong.
int Parser::Impl::check_head() {
  request.method = method_of(request.method_name);
  if (request.method == Method::other) return 501;
  if (request.headers.size() > limits.header_count) return 431;
  // Equal ones could be taken for one (RFC 9110 section 8.6), but only somebody who wants to be understood in two ways sends them.
  const std::string_view length = request.header("Content-Length");
  if (length.find(',') != std::string_view::npos ||
      std::ranges::count_if(request.headers, [](const Header& h) { return equal_ignoring_case(h.name, "Content-Length"); }) > 1) {
    return 400;
  }
  // RFC 9112 section 3.2: exactly one Host.
  const bool http11 = request.http11 = message->is_http11();
  const auto hosts = std::ranges::count_if(request.headers, [](const Header& h) { return equal_ignoring_case(h.name, "Host"); });
  if (hosts > 1 || (http11 && hosts == 0)) return 400;
  request.host = request.header("Host");
  if (!is_host(request.host) || !check_target() || !is_host(request.host)) return 400;
  // Also one that is empty: for somebody else it may be there.
  if (std::ranges::any_of(request.headers, [](const Header& h) { return equal_ignoring_case(h.name, "Transfer-Encoding"); })) {
    // RFC 9112 section 6.1: HTTP/1.0 has none, so this is an attempt to be understood in two ways.
    if (!http11) return 400;
    // One transfer coding only, and nothing that we would have to undo.
    if (!equal_ignoring_case(request.header("Transfer-Encoding"), "chunked")) return 501;
  } else if (!http11 && needs_length(request.method) && request.header("Content-Length").empty()) {
    return 411;
  }
  return 0;
}

bool Parser::Impl::check_target() {
  take_absolute_form(request);
  if (request.target == "*") return request.method == Method::options;
  const std::size_t question = request.target.find('?');
  request.raw_path = request.target.substr(0, question);
  request.query = question == std::string_view::npos ? std::string_view{} : request.target.substr(question + 1);
  if (request.target.find('#') != std::string_view::npos || !request.raw_path.starts_with('/')) return false;
  auto decoded = percent_decode(request.raw_path);
  if (decoded) request.path = std::move(*decoded);
  return decoded.has_value();
}

Parser::Progress Parser::Impl::read_body() {
  error_code error;
  std::size_t used = 0;
  // Beast takes it for granted that a last chunk's line, which it reads again when more has come, is never shorter than this. Whatever is
  // complete ends with as much.
  const std::size_t least = message->chunked() ? std::string_view("0\r\n\r\n").size() : 1;
  while (rest.size() - used >= least && !message->is_done() && !error) {
    const std::size_t left = rest.size() - used;
    used +=
        message->put(boost::asio::buffer(rest.data() + used, message->is_between_chunks() ? std::min(left, limits.headers) : left), error);
  }
  rest.erase(0, used);
  if (error && error != beast::http::error::need_more) return refuse(status_of(error, head));
  // Lines between chunks that never end; the sizes of bodies are Beast's to check.
  if (!message->is_done() && message->is_between_chunks() && rest.size() >= limits.headers) return refuse(400);
  if (!message->is_done()) return progress = Progress::body;
  request.body = message->body();
  return progress = Progress::request;
}

Parser::Parser(const HttpLimits& limits) : impl_(std::make_unique<Impl>(limits)) {}
Parser::~Parser() = default;

Parser::Progress Parser::feed(std::string_view bytes) {
  if (impl_->progress == Progress::refused) return Progress::refused;
  if (impl_->progress != Progress::body) {
    impl_->head.append(bytes);
    return impl_->read_head();
  }
  impl_->wants_continue = false;
  impl_->rest.append(bytes);
  return impl_->read_body();
}

Parser::Progress Parser::next() {
  Impl& impl = *impl_;
  impl.message.reset();
  impl.request.headers.clear();
  impl.request.path.clear();
  impl.request.body = impl.request.query = impl.request.raw_path = impl.request.host = {};
  impl.searched = impl.line_bytes = 0;
  impl.wants_continue = false;
  // Swapped, so that both keep their room for the next request.
  std::swap(impl.head, impl.rest);
  impl.rest.clear();
  return impl.read_head();
}

Request& Parser::request() noexcept { return impl_->request; }
std::string Parser::take_unread() { return std::exchange(impl_->rest, {}); }
int Parser::status() const noexcept { return impl_->status; }
bool Parser::wants_continue() noexcept { return std::exchange(impl_->wants_continue, false); }

}  // namespace golive::http

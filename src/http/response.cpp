#include "http/response.h"

#include <charconv>
#include <stdexcept>
#include <utility>

#include "http/date.h"
#include "http/request.h"

namespace golive::http {
namespace {

bool is_token(std::string_view name) noexcept {
  constexpr std::string_view kOthers = "!#$%&'*+-.^_`|~";
  for (const char c : name) {
    const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!alphanumeric && kOthers.find(c) == std::string_view::npos) return false;
  }
  return !name.empty();
}

void append_number(std::size_t number, std::string& out) {
  char digits[20];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

}  // namespace

bool may_have_body(int status) noexcept { return status >= 200 && status != 204 && status != 304; }

Response::Response(int status, std::string_view content_type, std::string body) : status_(status), body_(std::move(body)) {
  add("Content-Type", content_type);
}

Response Response::error(int status) {
  std::string text = std::to_string(status) + ' ';
  text += reason_phrase(status);
  text += '\n';
  return Response(status, "text/plain; charset=utf-8", std::move(text));
}

Response Response::redirect(int status, std::string_view location) {
  Response response(status);
  response.add("Location", location);
  return response;
}

Response& Response::add(std::string_view name, std::string_view value) {
  if (!is_token(name)) throw std::invalid_argument("not the name of a header: " + std::string(name));
  header_lines_.append(name).append(": ");
  for (const char c : value) header_lines_ += c == '\r' || c == '\n' || c == '\0' ? ' ' : c;
  header_lines_ += "\r\n";
  return *this;
}

std::string_view Response::header(std::string_view name) const noexcept {
  std::string_view rest = header_lines_;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find("\r\n"));
    rest.remove_prefix(line.size() + 2);
    const std::size_t colon = line.find(':');
    if (equal_ignoring_case(line.substr(0, colon), name)) return line.substr(colon + 2);
  }
  return {};
}

void Response::set_body(std::string body) {
  body_ = std::move(body);
  owns_body_ = true;
}

void Response::set_body_view(std::string_view body) noexcept {
  body_view_ = body;
  owns_body_ = false;
}

std::string_view reason_phrase(int status) noexcept {
  switch (status) {
    case 100:
      return "Continue";
    case 101:
      return "Switching Protocols";
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 301:
      return "Moved Permanently";
    case 302:
      return "Found";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 307:
      return "Temporary Redirect";
    case 308:
      return "Permanent Redirect";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 411:
      return "Length Required";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 422:
      return "Unprocessable Content";
    case 426:
      return "Upgrade Required";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 502:
      return "Bad Gateway";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return {};
  }
}

void write_head(const Response& response, Framing framing, bool keep_alive, std::string& out) {
  out += "HTTP/1.1 ";
  append_number(static_cast<std::size_t>(response.status()), out);
  out += ' ';
  out += reason_phrase(response.status());
  out += "\r\nDate: ";
  out += date_now();
  out += "\r\n";
  if (may_have_body(response.status())) {
    if (framing == Framing::length) {
      out += "Content-Length: ";
      append_number(*response.length(), out);
      out += "\r\n";
    } else if (framing == Framing::chunked) {
      out += "Transfer-Encoding: chunked\r\n";
    }
  }
  if (!keep_alive) out += "Connection: close\r\n";
  out += response.header_lines();
  out += "\r\n";
}

}  // namespace golive::http

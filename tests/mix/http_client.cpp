#include "mix/http_client.h"

#include <strings.h>

#include <algorithm>
#include <charconv>

namespace mix {
namespace {

template <class Number>
Number number_or_throw(std::string_view text, const char* what) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size())
    throw WrongAnswer(std::string(what) + " is not a number: " + std::string(text));
  return value;
}

}  // namespace

std::string_view Answer::header(std::string_view name) const {
  std::string_view rest = head;
  for (auto end = rest.find("\r\n"); end != rest.npos; end = rest.find("\r\n")) {
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 2);
    if (line.size() <= name.size() || line[name.size()] != ':') continue;
    if (::strncasecmp(line.data(), name.data(), name.size()) != 0) continue;
    const auto value = line.find_first_not_of(" \t", name.size() + 1);
    return value == line.npos ? std::string_view() : line.substr(value);
  }
  return {};
}

std::string Answer::cookies() const {
  constexpr std::string_view kSetCookie = "\r\nset-cookie:";
  std::string found;
  for (std::size_t at = 0; at + kSetCookie.size() < head.size(); ++at) {
    if (::strncasecmp(head.data() + at, kSetCookie.data(), kSetCookie.size()) != 0) continue;
    const std::string_view line = std::string_view(head).substr(at + kSetCookie.size());
    const std::string_view pair = line.substr(0, line.find_first_of(";\r"));
    if (!found.empty()) found += "; ";
    found += pair.substr(std::min(pair.find_first_not_of(" \t"), pair.size()));
  }
  return found;
}

Answer HttpClient::ask(std::string_view method, std::string_view path) {
  write(method, path);
  return read(method != "HEAD");
}

void HttpClient::write(std::string_view method, std::string_view path) {
  std::string request;
  request.append(method).append(" ").append(path).append(" HTTP/1.1\r\nHost: localhost:").append(std::to_string(port_)).append("\r\n");
  if (!cookies_.empty()) request.append("Cookie: ").append(cookies_).append("\r\n");
  if (method == "POST") request.append("Content-Length: 0\r\n");
  stream_.send(request.append("\r\n"));
}

Answer HttpClient::read(bool has_body) {
  auto end = rest_.find("\r\n\r\n");
  while (end == rest_.npos) {
    const std::string more = stream_.receive();
    if (more.empty()) throw WrongAnswer("connection closed inside the head of an answer: " + rest_);
    rest_ += more;
    end = rest_.find("\r\n\r\n");
  }
  Answer answer;
  answer.head = rest_.substr(0, end + 2);
  rest_.erase(0, end + 4);
  if (!answer.head.starts_with("HTTP/1.1 ")) throw WrongAnswer("not HTTP/1.1: " + answer.head);
  if (std::string cookies = answer.cookies(); !cookies.empty()) cookies_ = std::move(cookies);
  answer.status = number_or_throw<int>(std::string_view(answer.head).substr(9, 3), "status");
  const std::string_view length = answer.header("Content-Length");
  if (!has_body || length.empty()) return answer;
  const auto size = number_or_throw<std::size_t>(length, "Content-Length");
  while (rest_.size() < size) {
    const std::string more = stream_.receive();
    if (more.empty()) throw WrongAnswer("connection closed inside the body of an answer");
    rest_ += more;
  }
  answer.body = rest_.substr(0, size);
  rest_.erase(0, size);
  return answer;
}

}  // namespace mix

#include "testing/http_client.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "golive/testing/failure.h"

namespace golive::testing {
namespace {

namespace http = boost::beast::http;

bool is_same_name(std::string_view a, std::string_view b) { return boost::beast::iequals({a.data(), a.size()}, {b.data(), b.size()}); }

}  // namespace

std::string request_text(const HttpRequest& request) {
  std::string text = request.method + ' ' + request.target + " HTTP/1.1\r\nHost: localhost\r\n";
  for (const auto& [name, value] : request.headers) text.append(name).append(": ").append(value).append("\r\n");
  if (!request.body.empty() || request.method == "POST") text += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  return text += "\r\n" + request.body;
}

std::string_view HttpAnswer::header(std::string_view name) const {
  for (const auto& [each, value] : headers)
    if (is_same_name(each, name)) return value;
  return {};
}

struct AnswerReader::Parser {
  http::response_parser<http::string_body> parser;
  std::size_t taken = 0;
};

AnswerReader::AnswerReader() : parser_(std::make_unique<Parser>()) {
  parser_->parser.eager(true);
  parser_->parser.body_limit(boost::none);
  parser_->parser.header_limit(1 << 20);
}
AnswerReader::~AnswerReader() = default;

bool AnswerReader::read(std::string_view bytes, HttpAnswer& answer) {
  auto& parser = parser_->parser;
  while (!parser.is_done() && parser_->taken < bytes.size()) {
    boost::beast::error_code wrong;
    const std::string_view left = bytes.substr(parser_->taken);
    parser_->taken += parser.put(boost::asio::buffer(left.data(), left.size()), wrong);
    if (wrong == http::error::need_more) break;
    if (wrong) throw Failure("the server's answer is no HTTP: " + wrong.message());
    if (parser.is_header_done() && parser.get().result_int() == 101) break;
  }
  if (!parser.is_done() && !(parser.is_header_done() && parser.get().result_int() == 101)) return false;
  const auto& message = parser.get();
  answer.status = static_cast<int>(message.result_int());
  for (const auto& field : message)
    answer.headers.emplace_back(std::string(field.name_string().data(), field.name_string().size()),
                                std::string(field.value().data(), field.value().size()));
  answer.body = message.body();
  answer.rest = std::string(bytes.substr(parser_->taken));
  return true;
}

}  // namespace golive::testing

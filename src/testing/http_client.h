#pragma once
// HTTP/1.1 as a browser speaks it, over a connection with the server under test.
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace golive::testing {

struct HttpRequest {
  std::string method = "GET";
  std::string target = "/";
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};
};

// With Host and Content-Length.
std::string request_text(const HttpRequest& request);

struct HttpAnswer {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};
  std::string rest = {};  // what came behind it

  // The first of this name, in any case; empty if there is none.
  std::string_view header(std::string_view name) const;
};

// Reads one answer, as its bytes come. An answer of status 101 ends with its head.
class AnswerReader {
 public:
  AnswerReader();
  ~AnswerReader();
  AnswerReader(const AnswerReader&) = delete;
  AnswerReader& operator=(const AnswerReader&) = delete;

  // All bytes so far; true when the answer is whole. Throws Failure for what is no answer.
  bool read(std::string_view bytes, HttpAnswer& answer);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace golive::testing

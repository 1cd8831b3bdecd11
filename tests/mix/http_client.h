#pragma once
// HTTP/1.1 requests on one keep-alive connection, answers read strictly.
#include <string>
#include <string_view>
#include <utility>

#include "mix/stream.h"

namespace mix {

struct Answer {
  int status = 0;
  std::string head;  // status line and headers
  std::string body;

  // Value of a header, empty if absent.
  std::string_view header(std::string_view name) const;
  // The cookies it sets, as a browser sends them back: "a=1; b=2".
  std::string cookies() const;
};

class HttpClient {
 public:
  explicit HttpClient(Place place) : port_(place.port), stream_(place) {}

  // Sends a request without a body and reads the answer.
  Answer get(std::string_view path) { return ask("GET", path); }
  Answer ask(std::string_view method, std::string_view path);

  // The two halves, for pipelining.
  void write(std::string_view method, std::string_view path);
  Answer read(bool has_body);

  Stream& stream() { return stream_; }
  // The cookies last set, sent with every request from then on.
  const std::string& cookies() const { return cookies_; }
  // What has been read beyond the last answer.
  std::string take_rest() { return std::exchange(rest_, {}); }

 private:
  std::uint16_t port_;
  Stream stream_;
  std::string cookies_;
  std::string rest_;
};

}  // namespace mix

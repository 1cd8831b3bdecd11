#pragma once
// An open page of a panel, and what a browser sends from it, for tests.
#include <optional>
#include <string>
#include <string_view>

#include "panel_page.h"

namespace golive {

class Steered {
 public:
  template <class Value, class Configure>
  Steered(Value& value, Configure configure) {
    app_.panel("/", value, configure).listen("127.0.0.1", 0).start();
    page_.emplace(app_.port());
    EXPECT_TRUE(page_->attached()) << page_->answer;
  }
  template <class Value>
  explicit Steered(Value& value) : Steered(value, [](auto&) {}) {}

  // The number of the field whose label this is; -1: it has no control.
  int field(std::string_view label) const {
    const std::string mark = "\">" + std::string(label) + "<";
    const std::size_t end = html().find(mark);
    const std::size_t begin = html().rfind("for=\"f", end);
    if (end == std::string::npos || begin == std::string::npos || end - begin > 12) return -1;
    return std::stoi(html().substr(begin + 6));
  }
  // Sends what a control sends, and reads until the page has been told `until`; gives that frame.
  std::string set(int field, std::string_view json, std::string_view until = "[") {
    return send("set(" + std::to_string(field) + ")", R"({"value":)" + std::string(json) + "}", until);
  }
  std::string set(std::string_view label, std::string_view json, std::string_view until = "[") { return set(field(label), json, until); }
  std::string press(int button, std::string_view until = "[") { return send("press(" + std::to_string(button) + ")", "null", until); }

  std::string read_until(std::string_view text) {
    std::string frame;
    do frame = page_->socket->read().payload;
    while (!frame.empty() && frame.find(text) == std::string::npos);
    return frame;
  }
  const std::string& html() const { return page_->page.html; }

 private:
  std::string send(const std::string& event, const std::string& payload, std::string_view until) {
    ++events_;
    page_->socket->text("[" + std::to_string(events_) + ",\"" + event + "\"," + payload + ",0]");
    return read_until(until);
  }

  App app_;
  std::optional<test::Tab> page_;
  int events_ = 0;
};

}  // namespace golive

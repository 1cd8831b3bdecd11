#pragma once
// A page that somebody uses, and what comes out of it, line by line.
#include <boost/json/serialize.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "testing/document_editor.h"
#include "testing/page_events.h"
#include "testing/parse.h"

namespace golive::test {

class EventPage : private testing::PageEvents::Outside, private testing::DocumentListener {
 public:
  // The content of a live view.
  explicit EventPage(std::string_view markup)
      : page_(testing::parse_document("<body><div data-live-view>" + std::string(markup) + "</div>")),
        events(page_.root(), *this),
        editor(page_, this) {}
  testing::Node operator[](std::string_view id) const { return testing::element_by_id(page_.root(), id); }
  // What came out since it was last asked.
  std::string log() { return std::exchange(log_, {}); }

  std::string answer_to_confirm = "yes";

 private:
  std::optional<std::uint64_t> send(testing::LiveEvent event) override {
    line(std::string(event.attribute) + ' ' + event.text + ' ' + boost::json::serialize(event.payload));
    return ++newest;
  }
  bool confirm(std::string_view question) override {
    line("confirm " + std::string(question));
    return answer_to_confirm == "yes";
  }
  void follow(testing::Navigation navigation) override { line("follow " + navigation.href + (navigation.elsewhere ? " elsewhere" : "")); }
  void submit(testing::Submission submission) override {
    line(submission.method + ' ' + submission.action + ' ' + testing::urlencoded(submission.fields));
  }
  void set_attribute(testing::Node element, std::string_view name, std::optional<std::string_view> value) override {
    line((value ? "set " : "remove ") + std::string(name) + " of " + std::string(element.attribute("id").value_or("")));
    if (value) editor.set_attribute(element, name, *value);
    else editor.remove_attribute(element, name);
  }
  void attribute_changed(testing::Node element, std::string_view name, std::optional<std::string_view> value) override {
    events.attribute_changed(element, name, value);
  }
  void content_changed(testing::Node element) override { events.content_changed(element); }
  void node_removed(testing::Node node) override { events.node_removed(node); }
  void line(const std::string& text) { log_ += text + '\n'; }

  testing::Document page_;
  std::string log_;

 public:
  std::uint64_t newest = 0;  // number of the newest event
  testing::PageEvents events;
  testing::DocumentEditor editor;
};

}  // namespace golive::test

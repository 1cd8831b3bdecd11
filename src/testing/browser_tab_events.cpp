// What the browser tells of a tab: called while somebody waits, and must not wait itself.
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "testing/browser_tab.h"
#include "testing/page_scripts.h"

namespace golive::testing {
namespace {

using Params = DevTools::Params;

const Params& object_in(const Params& params, std::string_view name) {
  static const Params nothing;
  const auto* value = params.if_contains(name);
  return value == nullptr || !value->is_object() ? nothing : value->get_object();
}

bool is_true(const Params& params, std::string_view name) {
  const auto* value = params.if_contains(name);
  return value != nullptr && value->is_bool() && value->get_bool();
}

// Lines of one name stand in one value, one below the other.
HeaderLines headers_of(const Params& answer) {
  HeaderLines lines;
  for (const auto& [name, value] : object_in(answer, "headers")) {
    std::string_view rest = value.is_string() ? std::string_view(value.get_string()) : std::string_view();
    for (std::size_t end = rest.find('\n'); end != rest.npos; end = rest.find('\n')) {
      lines.emplace_back(name, rest.substr(0, end));
      rest.remove_prefix(end + 1);
    }
    lines.emplace_back(name, rest);
  }
  return lines;
}

// As the console shows it.
std::string shown(const Params& remote) {
  if (const std::string text = DevTools::string_in(remote, "value"); !text.empty()) return text;
  if (const auto* value = remote.if_contains("value")) return boost::json::serialize(*value);
  return DevTools::string_in(remote, "description");
}

std::string words_of(const Params& call) {
  std::string text;
  const auto* words = call.if_contains("args");
  if (words == nullptr) return text;
  for (const auto& word : words->as_array()) (text += text.empty() ? "" : " ") += shown(word.as_object());
  return text;
}

}  // namespace

void BrowserTab::complain(PageComplaint::Kind kind, std::string text) {
  constexpr std::size_t kMost = 1000;
  if (complaints_.size() < kMost) complaints_.push_back({kind, std::move(text)});
}

// A request goes by the id of the document that it brings, through all redirects.
void BrowserTab::heard_of_answer(std::string_view method, const Params& params) {
  std::string id = DevTools::string_in(params, "requestId");
  if (method == "Network.requestWillBeSent") {
    if (DevTools::string_in(params, "frameId") == target_ && DevTools::string_in(params, "type") == "Document")
      answers_.insert_or_assign(std::move(id), Answer());
    return;
  }
  const auto known = answers_.find(id);
  if (known == answers_.end()) return;
  if (method == "Network.responseReceivedExtraInfo") {
    const auto status = params.at("statusCode").to_number<int>();
    if (status / 100 != 3 || status == 304) known->second.sent = headers_of(params);
  } else if (method == "Network.responseReceived") {
    known->second.taken = headers_of(object_in(params, "response"));
    known->second.will_be_sent = is_true(params, "hasExtraInfo");
  }
}

void BrowserTab::heard(std::string_view method, const Params& params) {
  if (method.starts_with("Network.")) return heard_of_answer(method, params);
  const bool main_frame = DevTools::string_in(params, "frameId") == target_;
  if (method == "Page.lifecycleEvent") {
    if (main_frame && DevTools::string_in(params, "name") == "load") ++loads_;
  } else if (method == "Page.navigatedWithinDocument") {
    if (main_frame) ++loads_;
  } else if (method == "Page.frameStartedLoading" || method == "Page.frameStoppedLoading") {
    if (main_frame) loading_ = method == "Page.frameStartedLoading";
  } else if (method == "Page.frameNavigated") {
    const Params& frame = object_in(params, "frame");
    if (DevTools::string_in(frame, "id") == target_) loader_ = DevTools::string_in(frame, "loaderId");
  } else if (method == "Runtime.executionContextCreated") {
    const Params& context = object_in(params, "context");
    if (DevTools::string_in(context, "name") == kPersonWorld && DevTools::string_in(object_in(context, "auxData"), "frameId") == target_)
      world_ = context.at("id").to_number<std::int64_t>();
  } else if (method == "Runtime.executionContextDestroyed") {
    if (params.at("executionContextId").to_number<std::int64_t>() == world_) world_ = 0;
  } else if (method == "Runtime.executionContextsCleared") {
    world_ = 0;
    ++documents_;
  } else if (method == "Page.javascriptDialogOpening") {
    dialogs_.push_back({DevTools::string_in(params, "type"), DevTools::string_in(params, "message")});
    const bool accept = accepts_ || dialogs_.back().kind == "beforeunload";
    browser_->tell(session_, "Page.handleJavaScriptDialog", {{"accept", accept}, {"promptText", answer_}});
  } else if (method == "Runtime.bindingCalled") {
    if (DevTools::string_in(params, "name") == "goliveInjectedText") injected_.push_back(DevTools::string_in(params, "payload"));
  } else if (method == "Runtime.consoleAPICalled") {
    const std::string type = DevTools::string_in(params, "type");
    if (type == "warning") complain(PageComplaint::Kind::warning, words_of(params));
    if (type == "error" || type == "assert") complain(PageComplaint::Kind::error, words_of(params));
  } else if (method == "Runtime.exceptionThrown") {
    const Params& details = object_in(params, "exceptionDetails");
    const std::string text = shown(object_in(details, "exception"));
    complain(PageComplaint::Kind::exception, text.empty() ? DevTools::string_in(details, "text") : text);
  } else if (method == "Log.entryAdded") {
    const Params& entry = object_in(params, "entry");
    const std::string url = DevTools::string_in(entry, "url");
    if (DevTools::string_in(entry, "level") == "error")
      complain(PageComplaint::Kind::error, DevTools::string_in(entry, "text") + (url.empty() ? "" : "   " + url));
  } else if (method == "Inspector.targetCrashed" || method == "Inspector.targetReloadedAfterCrash") {
    crashed_ = method == "Inspector.targetCrashed";
  }
}

}  // namespace golive::testing

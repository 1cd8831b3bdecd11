#include "testing/browser_tab.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>
#include <fstream>
#include <utility>

#include "base/base64url.h"
#include "testing/page_scripts.h"

namespace golive::testing {

BrowserTab::BrowserTab(TabOptions options, std::shared_ptr<DevTools> browser) : options_(std::move(options)), browser_(std::move(browser)) {
  if (options_.context) browser_ = options_.context->browser();
  try {
    open();
  } catch (...) {
    browser_->listen(session_, {});
    throw;
  }
}

BrowserTab::~BrowserTab() {
  browser_->listen(session_, {});
  browser_->tell({}, "Target.closeTarget", {{"targetId", target_}});
}

void BrowserTab::open() {
  // It may have to start first.
  const Waiting start{&options_.pump, std::max<std::chrono::milliseconds>(options_.limit, std::chrono::seconds(30))};
  const auto ask_browser = [&](std::string_view method, const Params& params) { return browser_->call({}, method, params, start); };
  context_ = options_.context;
  if (context_ == nullptr) {
    std::string id = DevTools::string_in(ask_browser("Target.createBrowserContext", {{"disposeOnDetach", true}}), "browserContextId");
    context_ = std::make_shared<BrowserContext>(browser_, std::move(id));
  }
  target_ = DevTools::string_in(
      ask_browser("Target.createTarget", {{"url", "about:blank"}, {"browserContextId", context_->id()}, {"newWindow", true}}), "targetId");
  session_ = DevTools::string_in(ask_browser("Target.attachToTarget", {{"targetId", target_}, {"flatten", true}}), "sessionId");
  browser_->listen(session_, [this](std::string_view method, const Params& params) { heard(method, params); });
  const std::pair<std::string_view, Params> calls[] = {
      {"Page.enable", {}},
      {"Page.setLifecycleEventsEnabled", {{"enabled", true}}},
      {"Runtime.enable", {}},
      {"Log.enable", {}},
      {"Network.enable", {{"maxTotalBufferSize", 0}, {"maxResourceBufferSize", 0}}},
      {"Inspector.enable", {}},
      {"Runtime.addBinding", {{"name", "goliveInjectedText"}}},
      {"Page.addScriptToEvaluateOnNewDocument", {{"source", kWatchScript}, {"runImmediately", true}}},
      {"Page.addScriptToEvaluateOnNewDocument", {{"source", kPersonScript}, {"worldName", kPersonWorld}, {"runImmediately", true}}},
      {"Emulation.setFocusEmulationEnabled", {{"enabled", true}}},
      {"Emulation.setDeviceMetricsOverride",
       {{"width", options_.width}, {"height", options_.height}, {"deviceScaleFactor", 1}, {"mobile", false}}},
  };
  std::vector<std::uint64_t> begun;
  for (const auto& [method, params] : calls) begun.push_back(browser_->begin(session_, method, params));
  for (std::size_t i = 0; i < begun.size(); ++i) browser_->finish(begun[i], calls[i].first, start);
}

BrowserTab::Params BrowserTab::call(std::string_view method, const Params& params, std::chrono::milliseconds limit) {
  // A crashed page answers nothing, but can be left.
  if (crashed_ && method != "Page.navigate" && method != "Page.reload")
    throw BrowserError(std::string(method) + ": the process of the page has crashed");
  try {
    return browser_->call(session_, method, params, {&options_.pump, limit});
  } catch (const BrowserError& error) {
    if (std::string_view(error.what()).ends_with("Inspected target navigated or closed")) throw PageLeft(error.what());
    throw;
  }
}

bool BrowserTab::wait(const std::function<bool()>& done) { return browser_->wait(done, waiting()); }

// `begin` makes the browser load something.
void BrowserTab::load(std::string_view what, const std::function<void()>& begin) {
  const std::uint64_t before = loads_;
  begin();
  if (!wait([&] { return loads_ != before && !loading_; }))
    throw BrowserError(std::string(what) + ": the page is not loaded within " + std::to_string(options_.limit.count()) + " ms");
}

void BrowserTab::navigate(std::string_view url) {
  load(url, [&] {
    const std::string error = DevTools::string_in(call("Page.navigate", {{"url", url}}), "errorText");
    if (!error.empty()) throw BrowserError(std::string(url) + ": " + error);
  });
}

void BrowserTab::set_headers(std::span<const std::pair<std::string, std::string>> headers) {
  boost::json::object lines;
  for (const auto& [name, value] : headers) lines[name] = value;
  call("Network.setExtraHTTPHeaders", {{"headers", std::move(lines)}});
}

void BrowserTab::set_cookie(std::string_view url, std::string_view name, std::string_view value) {
  const Params answer = call("Network.setCookie", {{"url", url}, {"name", name}, {"value", value}, {"path", "/"}});
  const auto* success = answer.if_contains("success");
  if (success == nullptr || !success->is_bool() || !success->get_bool())
    throw BrowserError("Network.setCookie: the browser refuses the cookie " + std::string(name));
}

void BrowserTab::run_first(std::string_view script) { call("Page.addScriptToEvaluateOnNewDocument", {{"source", script}}); }

void BrowserTab::reload() {
  load("reload", [this] { call("Page.reload"); });
}

void BrowserTab::back() { travel(-1); }
void BrowserTab::forward() { travel(1); }

void BrowserTab::travel(int pages) {
  const Params history = call("Page.getNavigationHistory");
  const auto& entries = history.at("entries").as_array();
  const std::int64_t wanted = history.at("currentIndex").as_int64() + pages;
  if (wanted < 0 || wanted >= static_cast<std::int64_t>(entries.size()))
    throw BrowserError(pages < 0 ? "there is no page to go back to" : "there is no page to go forward to");
  const auto& entry = entries[static_cast<std::size_t>(wanted)].as_object();
  load(DevTools::string_in(entry, "url"), [&] { call("Page.navigateToHistoryEntry", {{"entryId", entry.at("id")}}); });
}

std::string BrowserTab::url() {
  const Params history = call("Page.getNavigationHistory");
  return DevTools::string_in(history.at("entries").as_array()[static_cast<std::size_t>(history.at("currentIndex").as_int64())].as_object(),
                             "url");
}

std::string BrowserTab::title() { return std::string(evaluate("document.title").as_string()); }

// What was sent goes before what the browser makes of it, which lacks cookies; but of a document that the cache knows, that is all.
HeaderLines BrowserTab::headers() {
  const Answer& answer = answers_[loader_];
  wait([&] { return !answer.will_be_sent || answer.sent; });
  HeaderLines headers = answer.sent.value_or(HeaderLines());
  for (const auto& line : answer.taken.value_or(HeaderLines()))
    if (!header_in(headers, line.first)) headers.push_back(line);
  return headers;
}

boost::json::value BrowserTab::evaluate(std::string_view script) {
  return run({{"expression", script}, {"awaitPromise", true}, {"returnByValue", true}, {"userGesture", true}}, options_.limit);
}

boost::json::value BrowserTab::evaluate_anywhere(std::string_view script) {
  const auto end = std::chrono::steady_clock::now() + options_.limit;
  while (wait([this] { return !loading_; })) {
    try {
      return evaluate(script);
    } catch (const PageLeft&) {
      if (std::chrono::steady_clock::now() > end) throw;
    }
  }
  throw BrowserError("the page is loading");
}

boost::json::value BrowserTab::run(const Params& expression, std::chrono::milliseconds limit) {
  const Params answer = call("Runtime.evaluate", expression, limit);
  if (const auto* details = answer.if_contains("exceptionDetails")) {
    const auto* thrown = details->as_object().if_contains("exception");
    std::string text = thrown == nullptr ? std::string() : DevTools::string_in(thrown->as_object(), "description");
    if (text.empty() && thrown != nullptr && thrown->as_object().contains("value")) text = boost::json::serialize(thrown->at("value"));
    throw BrowserError("the script threw " + (text.empty() ? DevTools::string_in(details->as_object(), "text") : text));
  }
  const Params& result = answer.at("result").as_object();
  if (const auto* value = result.if_contains("value")) return *value;
  if (const auto* value = result.if_contains("unserializableValue")) return *value;
  return nullptr;
}

// A call of kPersonScript.
boost::json::value BrowserTab::ask(std::string_view name, boost::json::array words) {
  if (!wait([this] { return world_ != 0; })) throw BrowserError("there is no document to look at");
  words.insert(words.begin(), boost::json::value(name));
  std::string list = boost::json::serialize(words);
  const std::string expression = "page.ask(" + list.substr(1, list.size() - 2) + ")";
  const auto answer =
      run({{"expression", expression}, {"contextId", world_}, {"returnByValue", true}, {"userGesture", true}}, options_.limit);
  const auto& object = answer.as_object();
  if (const auto* refused = object.if_contains("refused")) throw BrowserRefusal(std::string(refused->as_string()));
  return object.at("value");
}

std::string BrowserTab::snapshot() { return std::string(ask("snapshot", {}).as_string()); }

// What kWatchScript answers; nothing: the page was left meanwhile.
std::optional<boost::json::value> BrowserTab::told(const std::string& call, std::chrono::milliseconds limit) {
  const std::uint64_t document = documents_;
  const std::string script = "window[Symbol.for('golive.testing')]." + call;
  try {
    boost::json::value answer = run({{"expression", script}, {"awaitPromise", true}, {"returnByValue", true}}, limit);
    if (document == documents_ && !loading_) return answer;
  } catch (const PageLeft&) {
  } catch (const BrowserError&) {
    if (document == documents_ && !loading_) throw;
  }
  return std::nullopt;
}

std::optional<boost::json::value> BrowserTab::spoken() {
  const std::uint64_t document = documents_;
  try {
    return run({{"expression", "window[Symbol.for('golive.testing')].spoken()"}, {"awaitPromise", true}, {"returnByValue", true}},
               options_.limit);
  } catch (const BrowserError&) {
    if (document == documents_) throw;
  }
  return std::nullopt;
}

bool BrowserTab::settle_or_away(bool tells_away) {
  // The page is given the time that is left to say what is missing; a page that is too busy to say it, a little more.
  constexpr auto kGrace = std::chrono::seconds(2);
  const auto end = std::chrono::steady_clock::now() + options_.limit;
  std::string missing = "it goes from page to page";
  for (auto now = end - options_.limit; now < end; now = std::chrono::steady_clock::now()) {
    if (!wait([this] { return !loading_; })) break;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - now);
    const auto why = told("quiet(" + std::to_string(left.count()) + (tells_away ? ", true)" : ")"), left + kGrace);
    if (!why) continue;
    if (why->is_null()) return false;
    missing = why->as_string();
    if (missing.empty()) return true;
  }
  throw BrowserError("settle: after " + std::to_string(options_.limit.count()) + " ms: " + (loading_ ? "the page is loading" : missing));
}

boost::json::value BrowserTab::traffic() {
  const auto end = std::chrono::steady_clock::now() + options_.limit;
  while (std::chrono::steady_clock::now() < end) {
    if (!wait([this] { return !loading_; })) break;
    if (auto traffic = told("traffic()", options_.limit)) return std::move(*traffic);
  }
  throw BrowserError("the page is loading");
}

void BrowserTab::name_page(std::uint64_t number) { run_first("window[Symbol.for('golive.testing')].name(" + std::to_string(number) + ")"); }

void BrowserTab::pause(std::chrono::milliseconds time) {
  browser_->wait([] { return false; }, {&options_.pump, time});
}

void BrowserTab::answer_dialogs(bool accept, std::string_view text) {
  accepts_ = accept;
  answer_ = text;
}

std::vector<Dialog> BrowserTab::take_dialogs() { return std::exchange(dialogs_, {}); }
std::vector<PageComplaint> BrowserTab::take_complaints() { return std::exchange(complaints_, {}); }

// The page hears of the network when its sockets know of it already.
void BrowserTab::offline(bool off) {
  const std::string script = std::string("window[Symbol.for('golive.testing')].cut(") + (off ? "true" : "false") + ")";
  evaluate(script);
  call("Network.emulateNetworkConditions", {{"offline", off}, {"latency", 0}, {"downloadThroughput", -1}, {"uploadThroughput", -1}});
}

void BrowserTab::screenshot(const std::filesystem::path& file) {
  std::string text = DevTools::string_in(call("Page.captureScreenshot", {{"format", "png"}}), "data");
  text.erase(text.find_last_not_of('=') + 1);
  std::ranges::replace(text, '+', '-');
  std::ranges::replace(text, '/', '_');
  const auto bytes = read_base64url(text);
  if (!bytes) throw BrowserError("Page.captureScreenshot: no picture came");
  std::ofstream out(file, std::ios::binary);
  if (!(out << *bytes).flush()) throw BrowserError("the picture cannot be written to " + file.string());
}

ElementIndex index_in_browser(Node element) {
  const std::string_view text = element.attribute("golive-index").value_or("");
  ElementIndex index = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
  if (text.empty() || error != std::errc() || end != text.data() + text.size())
    throw BrowserError("<" + std::string(element.name()) + "> is not from a snapshot of a browser");
  return index;
}

}  // namespace golive::testing

#pragma once
// One page in Chromium, and a person who uses it: real input, by mouse and keys, and what they see.
//
//     BrowserTab tab({.pump = {app.fd(), [&] { app.poll(); }}});
//     tab.navigate("http://localhost:" + std::to_string(app.port()) + "/");
//     tab.settle();
//     const Document page = parse_document(tab.snapshot());
//     const Node button = Selector("button").find(page.root());
//     tab.click(index_in_browser(button));
//     tab.settle();
//
// A tab has its own cookies and storage, unless it shares another's. All tabs of a program share one browser. Where nothing else is said, a
// call waits for the browser, at most TabOptions::limit, and the server works meanwhile; it throws BrowserError when that is too long, and
// for what a person could not do either: the message names the element and what is in the way.
#include <boost/json/value.hpp>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "testing/answer_headers.h"
#include "testing/browser_key.h"
#include "testing/devtools.h"
#include "testing/dom.h"

namespace golive::testing {

// Cookies and storage, which end with the last tab that shares them.
class BrowserContext {
 public:
  BrowserContext(std::shared_ptr<DevTools> browser, std::string id) : browser_(std::move(browser)), id_(std::move(id)) {}
  ~BrowserContext() { browser_->tell({}, "Target.disposeBrowserContext", {{"browserContextId", id_}}); }
  BrowserContext(const BrowserContext&) = delete;
  BrowserContext& operator=(const BrowserContext&) = delete;

  const std::shared_ptr<DevTools>& browser() const noexcept { return browser_; }
  const std::string& id() const noexcept { return id_; }

 private:
  std::shared_ptr<DevTools> browser_;
  std::string id_;
};

struct TabOptions {
  Pump pump = {};
  std::chrono::milliseconds limit = std::chrono::seconds(10);
  int width = 1280;  // of the page, in CSS pixels
  int height = 720;
  std::shared_ptr<BrowserContext> context = nullptr;  // of another tab (BrowserTab::context()); none: one of its own
};

// confirm(), prompt(), alert(), or "beforeunload".
struct Dialog {
  std::string kind;
  std::string message;
};

struct PageComplaint {
  enum class Kind : std::uint8_t { warning, error, exception };  // console.warn; console.error and the browser's own; not caught
  Kind kind = Kind::error;
  std::string text;
};

// An element by its number in the last snapshot.
using ElementIndex = std::uint32_t;

struct Click {
  int count = 1;  // 2: a double click
  std::string_view button = "left";
  bool alt = false;
  bool control = false;
  bool meta = false;
  bool shift = false;
};

class BrowserTab {
 public:
  explicit BrowserTab(TabOptions options = {}, std::shared_ptr<DevTools> browser = DevTools::shared());
  ~BrowserTab();
  BrowserTab(const BrowserTab&) = delete;
  BrowserTab& operator=(const BrowserTab&) = delete;

  void set_limit(std::chrono::milliseconds limit) { options_.limit = limit; }

  // What the pages that are loaded from now on begin with: lines of each request; a cookie, for all paths of the place of `url`; a script
  // that runs before theirs.
  void set_headers(std::span<const std::pair<std::string, std::string>> headers);
  void set_cookie(std::string_view url, std::string_view name, std::string_view value);
  void run_first(std::string_view script);

  // Pages. Each of these returns when the page is loaded (its `load` event).
  void navigate(std::string_view url);  // a whole one
  void reload();
  void back();
  void forward();
  std::string url();
  std::string title();
  // Of the answer that the document came with; none: it came with no answer.
  HeaderLines headers();

  // Waits until the page is loaded, its views are joined, every event is answered, sessions are stored and a frame has been painted.
  // Edits that wait in an lv-debounce, and what throttles hold back, are not waited for.
  void settle() { settle_or_away(false); }
  // False, at once: a view waits until its time to join again has come.
  bool settle_unless_away() { return settle_or_away(true); }
  // What is under way as the page knows it, when a frame has been painted: {loading, quiet, joined, sockets: [[line, state, sent, heard]]}.
  boost::json::value traffic();
  // How much its sockets have sent: [[line, messages]]. None: the page was left.
  std::optional<boost::json::value> spoken();
  // Waits until `done`, while the server works. False: not in time.
  bool wait(const std::function<bool()>& done);
  // The sockets of its views say of which page they are (relay.h).
  void name_page(std::uint64_t number);

  // Lets browser and server work for so long.
  void pause(std::chrono::milliseconds time);

  // What an expression is, among the page's scripts; a promise is awaited. Values as JSON has them: undefined is null, NaN a string.
  boost::json::value evaluate(std::string_view script);
  // The same of the page that is there in the end: asked again if it is left meanwhile.
  boost::json::value evaluate_anywhere(std::string_view script);
  // How many documents have been here, as far as the browser has told.
  std::uint64_t documents() const noexcept { return documents_; }

  // The document's markup, with what markup does not tell in attributes of its own: golive-index, on each element; golive-value (of
  // controls), golive-checked, golive-indeterminate, golive-selected, golive-open, golive-modal, golive-focused; golive-unseen: it has no
  // box, or is not visible. What is in <noscript> is left out.
  std::string snapshot();

  // Whether anything of an element is rendered where a person can scroll to: more than a pixel, which nothing around it cuts off. What
  // covers it is not looked at.
  bool is_visible(ElementIndex element);
  // Why a click would not meet it, or it cannot be used; nothing: it does, it can.
  std::optional<std::string> why_not_click(ElementIndex element) { return why_not("point", element); }
  std::optional<std::string> why_not_use(ElementIndex element) { return why_not("usable", element); }

  // What a person does with an element.
  void click(ElementIndex element, const Click& click = {});
  void hover(ElementIndex element);
  void focus(ElementIndex element);
  void blur(ElementIndex element);
  // Types over what is there. `change` comes when the focus goes elsewhere; pickers (date, colour, range) have both at once.
  void fill(ElementIndex element, std::string_view text);
  // By a click, unless it is so already.
  void check(ElementIndex element, bool checked = true);
  // Options by value, or by what is to be read.
  void select(ElementIndex element, std::span<const std::string> options);
  // Where the focus is. Throws std::invalid_argument for a key that does not exist.
  void press(const KeyStroke& stroke);
  void type(std::string_view text);

  // How dialogs are answered from now on; at first they are accepted. They are answered at once, and remembered.
  void answer_dialogs(bool accept, std::string_view text = {});
  std::vector<Dialog> take_dialogs();
  // What the page complained of since the last call.
  std::vector<PageComplaint> take_complaints();
  // What scripts said that must not have run: goliveInjected("how").
  const std::vector<std::string>& injected() const noexcept { return injected_; }

  // Without a network: open sockets of live views end, and nothing can be asked for.
  void offline(bool off);
  // As PNG.
  void screenshot(const std::filesystem::path& file);

  DevTools& browser() noexcept { return *browser_; }
  const std::string& session() const noexcept { return session_; }
  const std::shared_ptr<BrowserContext>& context() const noexcept { return context_; }

 private:
  using Params = DevTools::Params;
  void open();
  Params call(std::string_view method, const Params& params = {}) { return call(method, params, options_.limit); }
  Params call(std::string_view method, const Params& params, std::chrono::milliseconds limit);
  boost::json::value ask(std::string_view name, boost::json::array words);
  boost::json::value run(const Params& expression, std::chrono::milliseconds limit);
  std::optional<std::string> why_not(std::string_view call, ElementIndex element);
  bool settle_or_away(bool tells_away);
  std::optional<boost::json::value> told(const std::string& call, std::chrono::milliseconds limit);
  void load(std::string_view what, const std::function<void()>& begin);
  void travel(int pages);
  void heard(std::string_view method, const Params& params);
  void heard_of_answer(std::string_view method, const Params& params);
  void complain(PageComplaint::Kind kind, std::string text);
  // What a document came with: all that was sent, which is told at a time of its own, and what the browser makes of it.
  struct Answer {
    std::optional<HeaderLines> sent = std::nullopt;
    std::optional<HeaderLines> taken = std::nullopt;
    bool will_be_sent = false;
  };
  struct Place {
    double x = 0;
    double y = 0;
  };
  Place place_of(ElementIndex element);
  Waiting waiting() const { return {&options_.pump, options_.limit}; }

  TabOptions options_;
  std::shared_ptr<DevTools> browser_;
  std::shared_ptr<BrowserContext> context_;
  std::string target_;  // also the id of its main frame
  std::string session_;
  std::int64_t world_ = 0;                 // where kPersonScript runs; 0: not yet, in this document
  std::uint64_t documents_ = 0;            // how many have been here
  std::map<std::string, Answer> answers_;  // by loader: each document has one
  std::string loader_;                     // of the document that is here
  std::uint64_t loads_ = 0;                // `load` events, and places gone to within a document
  bool loading_ = false;
  bool crashed_ = false;
  bool accepts_ = true;
  std::string answer_;
  std::vector<Dialog> dialogs_;
  std::vector<PageComplaint> complaints_;
  std::vector<std::string> injected_;
};

// The number of an element that was parsed from a snapshot.
ElementIndex index_in_browser(Node element);

}  // namespace golive::testing

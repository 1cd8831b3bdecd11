#pragma once
// A page of a test: one tab of one visitor.
//
//     testing::Page page = testing::live(app, "/todos");
//     page.click("button", "Add");
//     EXPECT_EQ(page.count("li"), 4u);
//
// Every step and every question first lets the server do what is due and the page take what has come. After that the page must show what a
// fresh render of its view would: else the step fails. It also fails when the server refused an event, when the view ended by an exception,
// when two elements have one id, or when the markup is not nested as HTML has it.
#include <cstddef>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <source_location>
#include <string>
#include <string_view>
#include <utility>

#include "golive/detail/api.h"
#include "golive/detail/json_write.h"
#include "golive/duration.h"
#include "golive/testing/element.h"
#include "golive/testing/network.h"

namespace golive::testing {

class Server;

// A name and a value of a form.
struct Field {
  std::string_view name;
  std::string_view value;
};

class GOLIVE_API Page {
 public:
  Page(Page&&) noexcept;
  Page& operator=(Page&&) noexcept;
  ~Page();  // closes the tab: the view ends

  Element element(std::string_view selector, std::string_view text = {}) const;

  // element(selector, text).click() and so on.
  Page& click(std::string_view selector, std::string_view text = {}, const Place& at = Place::current());
  Page& fill(std::string_view selector, std::string_view value, const Place& at = Place::current());
  Page& input(std::string_view selector, std::string_view value, const Place& at = Place::current());
  Page& change(std::string_view selector, std::string_view value, const Place& at = Place::current());
  Page& submit(std::string_view form, const Place& at = Place::current());
  // Changes the controls of these names, then submits. Of radio buttons, or several boxes, of one name: ticks the one with the value.
  Page& submit(std::string_view form, std::initializer_list<Field> fields, const Place& at = Place::current());
  Page& key(std::string_view selector, std::string_view key, const Place& at = Place::current());
  Page& focus(std::string_view selector, const Place& at = Place::current());
  Page& blur(std::string_view selector, const Place& at = Place::current());

  std::string text(std::string_view selector, const Place& at = Place::current()) const;
  std::string html(std::string_view selector, const Place& at = Place::current()) const;
  std::string value(std::string_view selector, const Place& at = Place::current()) const;
  std::optional<std::string> attr(std::string_view selector, std::string_view name, const Place& at = Place::current()) const;
  bool has_class(std::string_view selector, std::string_view name, const Place& at = Place::current()) const;
  bool enabled(std::string_view selector, const Place& at = Place::current()) const;
  bool checked(std::string_view selector, const Place& at = Place::current()) const;
  bool focused(std::string_view selector, const Place& at = Place::current()) const;
  bool exists(std::string_view selector, std::string_view text = {}, const Place& at = Place::current()) const;
  std::size_t count(std::string_view selector, std::string_view text = {}, const Place& at = Place::current()) const;
  // All that a reader sees; all markup.
  std::string text(const Place& at = Place::current()) const;
  std::string html(const Place& at = Place::current()) const;
  std::string title(const Place& at = Place::current()) const;
  // Path and query of where it is.
  std::string url() const;
  // Of the answer that the page came with.
  int status() const;
  // A header of that answer, in any case; of several lines of one name all, with ", " between them. Fails if there is none.
  std::string header(std::string_view name, const Place& at = Place::current()) const;
  bool has_header(std::string_view name, const Place& at = Place::current()) const;

  // What code of the page does: liveView.pushEvent(event, payload). Returns what the handler returned, as JSON.
  template <class T>
  std::string push_event(std::string_view event, const T& payload, const Place& at = Place::current()) {
    std::string json;
    detail::write_json(json, payload);
    return push_event_json(event, json, at);
  }
  std::string push_event(std::string_view event, const Place& at = Place::current()) { return push_event_json(event, "null", at); }

  // The newest value that a handler has returned to push_event() or hook(), and that was not expected before. A handler that returns
  // nothing gives none.
  template <class T>
  Page& expect_reply(const T& value, const Place& at = Place::current()) {
    std::string json;
    detail::write_json(json, value);
    return expect_reply_json(json, at);
  }
  Page& expect_no_reply(const Place& at = Place::current());

  // Socket::push_event() of the view has come, and was not expected before; with this payload.
  Page& expect_push_event(std::string_view event, const Place& at = Place::current());
  template <class T>
  Page& expect_push_event(std::string_view event, const T& payload, const Place& at = Place::current()) {
    std::string json;
    detail::write_json(json, payload);
    return expect_push_event_json(event, json, at);
  }
  Page& expect_no_push_event(std::string_view event, const Place& at = Place::current());

  // The server has sent the page to `url` (Socket::redirect) since that was last expected, and it has gone there.
  Page& expect_redirect(std::string_view url, const Place& at = Place::current());
  Page& expect_no_redirect(const Place& at = Place::current());
  // The same to anywhere; what it led to must be a page (status 200).
  Page& follow_redirect(const Place& at = Place::current());
  // Clicks a link that leads to another page, which must be one (status 200).
  Page& follow_link(std::string_view selector, std::string_view text = {}, const Place& at = Place::current());
  // Types an address into this tab; opens another tab of the same visitor.
  Page& visit(std::string_view url, const Place& at = Place::current());
  Page new_tab(std::string_view url, const Place& at = Place::current());

  // Time goes on: timers run one by one, each at its time.
  Page& advance(Duration time, const Place& at = Place::current());
  // Until `condition` holds; time goes on meanwhile, up to `limit`, and then a second of real time for what other threads do.
  Page& until(const std::function<bool()>& condition, Duration limit = std::chrono::seconds{10}, const Place& at = Place::current());

  // How questions are answered from now on (lv-confirm, confirm()). Yes, until this says no.
  Page& accept_dialogs(bool accept, const Place& at = Place::current());

  // Nobody looks at the page, which hears of it (visibilitychange), until show(): the server rests, and nothing can be done with it.
  Page& hide(const Place& at = Place::current());
  Page& show(const Place& at = Place::current());

  // The network is gone: both sides notice. reconnect() brings it back, and waits until the view is joined again.
  Page& disconnect(const Place& at = Place::current());
  Page& reconnect(const Place& at = Place::current());

  // The network of the page is like this from now on. With a good one, {}, the step ends when the page is joined and all that was
  // under way has arrived: time goes on until then. See golive/testing/network.h.
  Page& network(const Network& network, const Place& at = Place::current());
  // Each message, both ways, is so long under way: its effect comes with advance() or until().
  Page& latency(Duration mean, Duration spread = {}, const Place& at = Place::current());
  // The connection ends after so many bytes more of messages from the server; what it ends within never arrives.
  Page& cut_after(std::size_t bytes, const Place& at = Place::current());
  // The same of what the page sends, with the heads of its frames: the server gets the part before the end.
  Page& cut_after_sending(std::size_t bytes, const Place& at = Place::current());
  // For so long nothing gets through, then all that was sent meanwhile does.
  Page& partition(Duration time, const Place& at = Place::current());

  // What befalls pages. Each ends when all pages that it sent away are joined again: time goes on until then. A page without a
  // network stays away, and meets what happened when it comes back.
  // The view ends by an exception, as if a handler had thrown; the page joins another one.
  Page& crash(const Place& at = Place::current());
  // The connection is lost, and the view that waits for the page is given up: the page joins another one.
  Page& evict(const Place& at = Place::current());
  // The server stops in order, or is killed as by kill -9; another one serves the same App.
  Page& restart_server(const Place& at = Place::current());
  Page& kill_server(const Place& at = Place::current());

  // Writes the page as it is now into a file and shows it in the browser of whoever runs the test. Returns the file's name.
  std::string open_in_browser() const;

  // What it runs on.
  Server server() const;

 private:
  friend class Server;
  friend struct MonkeyAccess;
  explicit Page(std::shared_ptr<PageDriver> driver);
  std::string push_event_json(std::string_view event, std::string_view json, const Place& at);
  Page& expect_reply_json(std::string_view json, const Place& at);
  Page& expect_push_event_json(std::string_view event, std::string_view json, const Place& at);

  std::shared_ptr<PageDriver> driver_;
};

}  // namespace golive::testing

#include "golive/testing/page.h"

#include <algorithm>

#include "golive/testing/server.h"
#include "testing/excerpt.h"
#include "testing/form_fields.h"
#include "testing/json_equal.h"
#include "testing/locate.h"
#include "testing/page_driver.h"
#include "testing/page_file.h"
#include "testing/selector.h"
#include "testing/step.h"
#include "testing/visible_text.h"
#include "testing/world.h"

namespace golive::testing {
namespace {

constexpr int kOk = 200;
constexpr int kThreadsMs = 1000;  // of real time, for what other threads do

void expect_event(PageDriver& driver, const IsExpected& is_expected) {
  driver.await([&] { return std::ranges::any_of(driver.events, is_expected); });
  take_expected(driver.events, is_expected);
}

Node body_of(const Document& page) {
  static const Selector selector("body");
  const Node body = selector.find(page.root());
  return body ? body : page.root();
}

}  // namespace

Page::Page(std::shared_ptr<PageDriver> driver) : driver_(std::move(driver)) {}
Page::Page(Page&&) noexcept = default;
Page& Page::operator=(Page&&) noexcept = default;
Page::~Page() = default;

Element Page::element(std::string_view selector, std::string_view text) const {
  return {driver_, Locator{{{.selector = std::string(selector), .text = std::string(text)}}}};
}

Page& Page::click(std::string_view selector, std::string_view text, const Place& at) { return element(selector, text).click(at), *this; }
Page& Page::fill(std::string_view selector, std::string_view value, const Place& at) { return element(selector).fill(value, at), *this; }
Page& Page::input(std::string_view selector, std::string_view value, const Place& at) { return element(selector).input(value, at), *this; }
Page& Page::change(std::string_view selector, std::string_view value, const Place& at) {
  return element(selector).change(value, at), *this;
}
Page& Page::submit(std::string_view form, const Place& at) { return element(form).submit(at), *this; }

Page& Page::submit(std::string_view form, std::initializer_list<Field> fields, const Place& at) {
  for (const Field& field : fields)
    in_step("submit", quoted(form) + ", {{" + quoted(field.name) + ", " + quoted(field.value) + "}}", at, [&] {
      const Node found = find_one(driver_->look().document, {.parts = {{.selector = std::string(form)}}});
      const FieldChange change = change_of(found, field);
      driver_->perform(Verb::change, change.control, change.value);
    });
  return submit(form, at);
}

Page& Page::key(std::string_view selector, std::string_view key, const Place& at) { return element(selector).key(key, at), *this; }
Page& Page::focus(std::string_view selector, const Place& at) { return element(selector).focus(at), *this; }
Page& Page::blur(std::string_view selector, const Place& at) { return element(selector).blur(at), *this; }

std::string Page::text(std::string_view selector, const Place& at) const { return element(selector).text(at); }
std::string Page::html(std::string_view selector, const Place& at) const { return element(selector).html(at); }
std::string Page::value(std::string_view selector, const Place& at) const { return element(selector).value(at); }
std::optional<std::string> Page::attr(std::string_view selector, std::string_view name, const Place& at) const {
  return element(selector).attr(name, at);
}
bool Page::has_class(std::string_view selector, std::string_view name, const Place& at) const {
  return element(selector).has_class(name, at);
}
bool Page::enabled(std::string_view selector, const Place& at) const { return element(selector).enabled(at); }
bool Page::checked(std::string_view selector, const Place& at) const { return element(selector).checked(at); }
bool Page::focused(std::string_view selector, const Place& at) const { return element(selector).focused(at); }
bool Page::exists(std::string_view selector, std::string_view text, const Place& at) const { return element(selector, text).exists(at); }
std::size_t Page::count(std::string_view selector, std::string_view text, const Place& at) const {
  return element(selector, text).count(at);
}

std::string Page::text(const Place& at) const {
  return in_step("text", "", at, [&] { return visible_text(body_of(driver_->look().document)); });
}

std::string Page::html(const Place& at) const {
  return in_step("html", "", at, [&] { return shown_html(driver_->look().document.root()); });
}

std::string Page::title(const Place& at) const {
  return in_step("title", "", at, [&] {
    static const Selector selector("title");
    const Node title = selector.find(driver_->look().document.root());
    return title ? without_needless_space(title.text_content()) : std::string();
  });
}

std::string Page::url() const { return driver_->url(); }
int Page::status() const { return driver_->status(); }

std::string Page::header(std::string_view name, const Place& at) const {
  return in_step("header", quoted(name), at, [&] {
    const HeaderLines headers = driver_->headers();
    if (auto value = header_in(headers, name)) return *std::move(value);
    throw Failure(no_header(headers, name, driver_->url()));
  });
}

bool Page::has_header(std::string_view name, const Place& at) const {
  return in_step("has_header", quoted(name), at, [&] { return header_in(driver_->headers(), name).has_value(); });
}

std::string Page::push_event_json(std::string_view event, std::string_view json, const Place& at) {
  return in_step("push_event", quoted(event), at, [&] {
    std::string reply = driver_->push_event(std::nullopt, event, json);
    driver_->reply = reply == "null" ? std::nullopt : std::optional(reply);
    return reply;
  });
}

Page& Page::expect_reply_json(std::string_view json, const Place& at) {
  in_step("expect_reply", std::string(json), at, [&] {
    const auto reply = std::exchange(driver_->reply, std::nullopt);
    if (!reply) throw Failure("no handler has returned anything to the page");
    if (!is_equal_json(*reply, json)) throw Failure("the handler returned " + *reply);
  });
  return *this;
}

Page& Page::expect_no_reply(const Place& at) {
  in_step("expect_no_reply", "", at, [&] {
    if (driver_->reply) throw Failure("the handler returned " + *driver_->reply);
  });
  return *this;
}

Page& Page::accept_dialogs(bool accept, const Place& at) {
  in_step("accept_dialogs", accept ? "true" : "false", at, [&] { driver_->accept_dialogs(accept); });
  return *this;
}

Page& Page::expect_push_event(std::string_view event, const Place& at) {
  in_step("expect_push_event", quoted(event), at, [&] { expect_event(*driver_, named(event)); });
  return *this;
}

Page& Page::expect_push_event_json(std::string_view event, std::string_view json, const Place& at) {
  in_step("expect_push_event", quoted(event) + ", " + std::string(json), at, [&] { expect_event(*driver_, named(event, json)); });
  return *this;
}

Page& Page::expect_no_push_event(std::string_view event, const Place& at) {
  in_step("expect_no_push_event", quoted(event), at, [&] {
    driver_->look();
    expect_none(driver_->events, event);
  });
  return *this;
}

Page& Page::expect_redirect(std::string_view url, const Place& at) {
  in_step("expect_redirect", quoted(url), at, [&] {
    auto& redirects = driver_->redirects;
    if (!driver_->await([&] { return !redirects.empty(); }))
      throw Failure("nothing has sent the page anywhere; it is at " + driver_->url());
    if (redirects.front().url != url) throw Failure("the page was sent to " + redirects.front().url);
    redirects.erase(redirects.begin());
  });
  return *this;
}

Page& Page::expect_no_redirect(const Place& at) {
  in_step("expect_no_redirect", "", at, [&] {
    driver_->look();
    if (!driver_->redirects.empty()) throw Failure("the page was sent to " + driver_->redirects.front().url);
  });
  return *this;
}

Page& Page::follow_redirect(const Place& at) {
  in_step("follow_redirect", "", at, [&] {
    if (!driver_->await([&] { return !driver_->redirects.empty(); }))
      throw Failure("nothing has sent the page anywhere; it is at " + driver_->url());
    driver_->redirects.clear();
    if (driver_->status() != kOk) throw Failure(driver_->url() + " answered " + std::to_string(driver_->status()));
  });
  return *this;
}

Page& Page::follow_link(std::string_view selector, std::string_view text, const Place& at) {
  const Locator locator{{{.selector = std::string(selector), .text = std::string(text)}}};
  in_step("follow_link", spelled(locator), at, [&] {
    const Node link = find_one(driver_->look().document, locator);
    if (!link.attribute("href")) throw Failure("no link: " + excerpt(link));
    driver_->perform(Verb::click, link, {});
    if (driver_->status() != kOk) throw Failure(driver_->url() + " answered " + std::to_string(driver_->status()));
  });
  return *this;
}

Page& Page::visit(std::string_view url, const Place& at) {
  in_step("visit", quoted(url), at, [&] { driver_->load(url); });
  return *this;
}

Page Page::new_tab(std::string_view url, const Place& at) {
  return in_step("new_tab", quoted(url), at, [&] { return Page(driver_->new_tab(url)); });
}

Page& Page::advance(Duration time, const Place& at) {
  in_step("advance", "", at, [&] { driver_->advance(time); });
  return *this;
}

Page& Page::until(const std::function<bool()>& condition, Duration limit, const Place& at) {
  in_step("until", "", at, [&] {
    Duration left = limit;
    for (int waited = 0;;) {
      driver_->look();
      if (condition()) return;
      if (left > Duration::zero()) left -= driver_->advance_to_next(left);
      else if (waited++ < kThreadsMs) driver_->world()->wait_for_threads();
      else throw Failure("not so after " + std::to_string(limit.count() / 1'000'000) + " ms");
    }
  });
  return *this;
}

Page& Page::hide(const Place& at) {
  in_step("hide", "", at, [&] { driver_->set_hidden(true); });
  return *this;
}

Page& Page::show(const Place& at) {
  in_step("show", "", at, [&] { driver_->set_hidden(false); });
  return *this;
}

Page& Page::disconnect(const Place& at) {
  in_step("disconnect", "", at, [&] { driver_->disconnect(); });
  return *this;
}

Page& Page::reconnect(const Place& at) {
  in_step("reconnect", "", at, [&] { driver_->reconnect(); });
  return *this;
}

Page& Page::network(const Network& network, const Place& at) {
  in_step("network", "", at, [&] { driver_->set_network(network); });
  return *this;
}

Page& Page::latency(Duration mean, Duration spread, const Place& at) {
  in_step("latency", "", at, [&] { driver_->set_latency(mean, spread); });
  return *this;
}

Page& Page::cut_after(std::size_t bytes, const Place& at) {
  in_step("cut_after", std::to_string(bytes), at, [&] { driver_->cut_after(bytes); });
  return *this;
}

Page& Page::cut_after_sending(std::size_t bytes, const Place& at) {
  in_step("cut_after_sending", std::to_string(bytes), at, [&] { driver_->cut_after_sending(bytes); });
  return *this;
}

Page& Page::partition(Duration time, const Place& at) {
  in_step("partition", "", at, [&] { driver_->partition(time); });
  return *this;
}

Page& Page::crash(const Place& at) {
  in_step("crash", "", at, [&] { driver_->crash(); });
  return *this;
}

Page& Page::evict(const Place& at) {
  in_step("evict", "", at, [&] { driver_->evict(); });
  return *this;
}

Page& Page::restart_server(const Place& at) {
  in_step("restart_server", "", at, [&] { driver_->restart_server(false); });
  return *this;
}

Page& Page::kill_server(const Place& at) {
  in_step("kill_server", "", at, [&] { driver_->restart_server(true); });
  return *this;
}

std::string Page::open_in_browser() const {
  const std::string file = write_page_file(driver_->look().document);
  show_file(file);
  return file;
}

Server Page::server() const { return Server(driver_->world()); }

}  // namespace golive::testing

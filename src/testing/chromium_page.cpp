#include "testing/chromium_page.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "golive/testing/failure.h"
#include "testing/control_markup.h"
#include "testing/excerpt.h"
#include "testing/json_text.h"
#include "testing/not_possible.h"
#include "testing/page_check.h"
#include "testing/possible.h"
#include "testing/pressed_key.h"
#include "testing/selector.h"

namespace golive::testing {
namespace {

constexpr std::string_view kTesting = "window[Symbol.for('golive.testing')]";
constexpr std::int64_t kMs = 1'000'000;

// What a person cannot do, and what the browser complains of, is a failure like any other.
template <class Work>
auto in_browser(Work&& work) {
  try {
    return work();
  } catch (const BrowserRefusal& error) {
    throw NotPossible(error.what());
  } catch (const BrowserError& error) {
    throw Failure(error.what());
  } catch (const std::invalid_argument& error) {
    throw Failure(error.what());
  }
}

}  // namespace

ChromiumPage::ChromiumPage(std::shared_ptr<World> world, const PageOptions& options, std::shared_ptr<BrowserContext> context)
    : world_(std::move(world)),
      options_(options),
      number_(world_->next_number()),
      way_(world_->relay()->add(number_)),
      network_(*world_, number_, way_->weather) {
  if (options_.peer != PageOptions().peer) throw Failure("a browser comes from " + PageOptions().peer + ": leave PageOptions::peer out");
  in_browser([&] {
    const bool is_new = context == nullptr;
    tab_ = std::make_unique<BrowserTab>(TabOptions{.pump = {.run = [this] { world_->run(); }}, .context = std::move(context)});
    const auto set = [&](std::string_view method, const DevTools::Params& params) {
      tab_->browser().call(tab_->session(), method, params, {});
    };
    set("Emulation.setTimezoneOverride", {{"timezoneId", "UTC"}});
    set("Emulation.setLocaleOverride", {{"locale", "en-US"}});
    tab_->name_page(number_);
    if (!options_.headers.empty()) tab_->set_headers(options_.headers);
    if (!options_.connect_params.empty()) set_connect_params(options_.connect_params);
    if (is_new && options_.session) begin_session(options_.session);
  });
  world_->add(*this);
}

ChromiumPage::~ChromiumPage() {
  world_->remove(*this);
  world_->relay()->remove(number_);
}

std::string ChromiumPage::site() const { return "http://127.0.0.1:" + std::to_string(world_->relay()->port()); }

void ChromiumPage::begin_session(const std::function<void(Session&)>& fill) {
  const auto call = [](Session& session, void* given) { (*static_cast<const std::function<void(Session&)>*>(given))(session); };
  const std::string line = world_->server().begin_session(call, const_cast<std::function<void(Session&)>*>(&fill));
  const std::string_view pair = std::string_view(line).substr(0, line.find(';'));
  const std::size_t equals = pair.find('=');
  if (equals == std::string_view::npos) return;  // nothing was put into it
  tab_->set_cookie(site() + "/", pair.substr(0, equals), pair.substr(equals + 1));
}

void ChromiumPage::set_connect_params(std::string_view json) {
  boost::system::error_code wrong;
  const boost::json::value params = boost::json::parse({json.data(), json.size()}, wrong);
  if (wrong || !params.is_object()) throw Failure("connect_params is no JSON object: " + std::string(json));
  tab_->run_first("(window.liveView || (window.liveView = [])).push((liveView) => liveView.configure({ params: " +
                  boost::json::serialize(params) + " }))");
}

bool ChromiumPage::is_calm() const { return way_->weather.is_calm(world_->network_ns()) && world_->relay()->is_idle(*way_); }

// Whether the page was at rest after all that has come to it. On a good network it will be, as long as its connections are there.
bool ChromiumPage::is_known() const { return way_->lost == known_lost_ && ((is_settled() && is_calm()) || way_->passed == known_passed_); }

// The clock may be ahead of the page's: its timers follow.
void ChromiumPage::catch_up() {
  const std::int64_t ms = (world_->ahead_ns() - passed_ns_) / kMs;
  if (ms <= 0) return;
  passed_ns_ += ms * kMs;
  set_timers_due(tab_->evaluate(std::string(kTesting) + ".pass(" + std::to_string(ms) + (is_calm() ? ")" : ", true)")));
}

// A page that moves by itself is not followed step by step.
void ChromiumPage::set_timers_due(const boost::json::value& ms) {
  constexpr double kLeast = 100;
  timers_due_ns_ = ms.is_null() ? kNever : world_->now_ns() + static_cast<std::int64_t>(std::max(kLeast, ms.to_number<double>())) * kMs;
}

// Of a World that goes on: what is due in the page. Now and then it gets the real time that answers take, or the server would give it up.
void ChromiumPage::settle() {
  constexpr std::int64_t kUnheard = 3000 * kMs;
  const std::int64_t ahead = world_->ahead_ns();
  const bool is_unheard = ahead >= heard_ns_ + kUnheard;
  if (world_->now_ns() < timers_due_ns_ && !is_unheard && is_known()) return;
  timers_due_ns_ = kNever;
  in_browser([&] {
    catch_up();
    if (!is_unheard && is_known() && is_settled() && is_calm()) return;
    heard_ns_ = ahead;
    rest();
  });
}

// Until the page and the server have nothing to say to each other that the network does not keep. Threads of the app that never pause are
// not listened to meanwhile, unless a document may be waiting for them.
void ChromiumPage::rest() {
  constexpr auto kPatience = std::chrono::seconds(10);
  const World::Hush hush(*world_);
  for (const auto end = std::chrono::steady_clock::now() + kPatience;;) {
    const boost::json::value traffic = tab_->traffic();
    world_->run();
    std::vector<PageSocket> sockets;
    for (const auto& socket : traffic.at("sockets").as_array())
      sockets.push_back({.line = std::string(socket.at(0).as_string()),
                         .is_open = socket.at(1).to_number<int>() == 1,
                         .sent = socket.at(2).to_number<std::uint64_t>(),
                         .heard = socket.at(3).to_number<std::uint64_t>()});
    const bool loading = traffic.at("loading").as_bool();
    if (loading) world_->server().admit_others();
    if (!loading && world_->relay()->agrees(sockets)) {
      joined_ = traffic.at("joined").as_bool();
      quiet_ = traffic.at("quiet").as_bool() && world_->relay()->is_idle(*way_);
      known_lost_ = way_->lost;
      known_passed_ = way_->passed;
      return take_news();
    }
    if (std::chrono::steady_clock::now() > end)
      throw Failure("the page and its network do not come to rest: " + boost::json::serialize(traffic));
  }
}

// On a good network until the page is joined and all is answered.
void ChromiumPage::settle_page() {
  if (!is_calm()) return rest();
  // What a form or a link leads to may begin to load only when the page it is on is settled.
  constexpr int kMostPages = 10;
  for (int pages = 0; pages < kMostPages; ++pages) {
    settle_document();
    const std::uint64_t settled = tab_->documents();
    joined_ = quiet_ = true;
    known_lost_ = way_->lost;
    known_passed_ = way_->passed;
    take_news();
    if (tab_->documents() == settled) return;
  }
}

void ChromiumPage::settle_document() {
  try {
    while (!tab_->settle_unless_away()) {
      joined_ = false;
      world_->advance_until_back(this);
    }
  } catch (const BrowserError&) {
    if (const auto thrown = world_->server().take_thrown(); !thrown.empty())
      throw Failure("the view ended by an exception\n  " + thrown[0]);
    throw;
  }
}

void ChromiumPage::take_news() {
  const boost::json::value news = tab_->evaluate_anywhere(std::string(kTesting) + ".news()");
  const auto text = [](const boost::json::value& value) { return std::string(value.as_string()); };
  for (const auto& event : news.at("events").as_array()) events.push_back({text(event.at(0)), text(event.at(1))});
  for (const auto& url : news.at("redirects").as_array()) redirects.push_back({text(url)});
  for (const auto& refusal : news.at("refusals").as_array()) news_.refusals.emplace_back(text(refusal.at(0)), text(refusal.at(1)));
  for (const auto& message : news.at("unsent").as_array()) news_.unsent.push_back(text(message));
  for (const auto& message : news.at("invalid").as_array()) news_.invalid.push_back(text(message));
  news_.submits += news.at("submits").to_number<std::int64_t>();
  const auto crashes = news.at("crashes").to_number<std::int64_t>();
  const std::int64_t expected = std::min(crashes, expected_crashes_);
  expected_crashes_ -= expected;
  news_.crashes += crashes - expected;
  status_ = static_cast<int>(news.at("status").to_number<std::int64_t>());
  url_ = text(news.at(text(news.at("origin")) == site() ? "path" : "url"));
  set_timers_due(news.at("due"));
}

void ChromiumPage::fail_if_wrong() {
  const News news = std::exchange(news_, {});
  std::string text;
  const auto say = [&](const std::string& line) { (text += text.empty() ? "" : "\n  ") += line; };
  if (news.crashes > 0) {
    say("the view ended by an exception");
    for (const std::string& thrown : world_->server().take_thrown()) say(thrown);
  }
  for (const auto& [event, reason] : news.refusals) {
    if (reason == "crash") continue;
    say(event.empty() ? "the server cannot read a message" : "the server refused '" + event + "'");
    (text += ": ") += reason;
    for (const std::string& why : world_->server().take_refused()) say(why);
  }
  for (const std::string& message : news.unsent) say(message);
  if (!text.empty()) throw Failure(std::move(text));
}

Look ChromiumPage::look() {
  return in_browser([&]() -> Look {
    catch_up();
    settle_page();
    compare_with_fresh();
    check();
    return {seen_->document(), seen_->controls()};
  });
}

// What the server has done a moment ago may be on its way, and of a view that changes all the time something always is. So what differs is
// wrong when nothing has come since the page was at rest, or when it is still the same after so many changes have come.
void ChromiumPage::compare_with_fresh() {
  constexpr auto kPatience = std::chrono::seconds(1);
  constexpr int kMostChanges = 8;
  const World::Hush hush(*world_);
  const auto end = std::chrono::steady_clock::now() + kPatience;
  std::optional<std::string> first;
  bool always_same = true;
  std::uint64_t passed = way_->passed;
  for (int changes = 0;;) {
    fail_if_wrong();
    seen_.emplace(tab_->snapshot());
    const auto wrong = way_->online && quiet_ && !hidden_ ? seen_->difference(*world_) : std::nullopt;
    if (!wrong) return;
    if (!first) first = wrong;
    always_same = always_same && *first == *wrong;
    world_->run();
    if (world_->has_push() || std::exchange(passed, way_->passed) != way_->passed) ++changes;
    else if (std::chrono::steady_clock::now() > end) throw Failure(*wrong);
    if (changes == kMostChanges && always_same) throw Failure(*wrong);
    if (changes == kMostChanges) return;
    rest();
  }
}

bool ChromiumPage::await(const std::function<bool()>& come) {
  constexpr auto kPatience = std::chrono::seconds(1);
  for (const auto end = std::chrono::steady_clock::now() + kPatience; std::chrono::steady_clock::now() < end;) {
    look();
    if (come()) return true;
  }
  return false;
}

bool ChromiumPage::is_visible(Node element) {
  return in_browser([&] { return tab_->is_visible(index_of(element)); });
}

std::optional<std::string> ChromiumPage::why_not(Verb verb, Node target) {
  if (auto why = PageDriver::why_not(verb, target)) return why;
  return in_browser([&] { return verb == Verb::click ? tab_->why_not_click(index_of(target)) : tab_->why_not_use(index_of(target)); });
}

void ChromiumPage::check() {
  if (const auto wrong = duplicate_id(seen_->document().root())) throw Failure(*wrong);
  for (const PageComplaint& complaint : tab_->take_complaints())
    if (complaint.kind == PageComplaint::Kind::exception) throw Failure("a script of the page threw: " + complaint.text);
  if (!tab_->injected().empty()) throw Failure("a script that came as text has run: " + tab_->injected().front());
}

void ChromiumPage::perform(Verb verb, Node target, std::string_view value) {
  if (hidden_) throw NotPossible(std::string(kHidden));
  in_browser([&] {
    const std::string shown = excerpt(target);
    const std::string before = boost::json::serialize(tab_->evaluate_anywhere("performance.timeOrigin"));
    act_alone(verb, target, value);
    settle_page();
    if (verb != Verb::click && verb != Verb::submit && verb != Verb::key) news_.invalid.clear();
    const News& news = news_;
    if (!news.invalid.empty()) {
      const std::string why = news.invalid.front();
      news_ = {};
      throw NotPossible("the form is not valid: " + why + "\n  " + shown);
    }
    const bool sent = news.submits > 0 || boost::json::serialize(tab_->evaluate_anywhere("performance.timeOrigin")) != before;
    if (verb == Verb::submit && !sent) throw NotPossible("nothing submits it\n  " + shown);
    news_.submits = 0;
    fail_if_wrong();
  });
  look();
}

// As one step, however many things a person does for it: the server hears of none before it has heard of all, and answers none of them
// while others are still to be done. Where the page goes by it is asked for then.
void ChromiumPage::act_alone(Verb verb, Node target, std::string_view value) {
  const auto end = [&] {
    way_->acts = false;
    world_->run();
    world_->relay()->release_requests();
  };
  way_->acts = true;
  world_->relay()->hold_requests();
  try {
    act(verb, target, value);
    await_spoken();
  } catch (...) {
    end();
    throw;
  }
  end();
}

// Until all that the page has said is here.
void ChromiumPage::await_spoken() {
  const auto spoken = tab_->spoken();
  if (!spoken) return;
  const auto has_heard = [&](const boost::json::value& socket) {
    return world_->relay()->has_heard(socket.at(0).as_string(), socket.at(1).to_number<std::uint64_t>());
  };
  tab_->wait([&] { return std::ranges::all_of(spoken->as_array(), has_heard); });
}

void ChromiumPage::act(Verb verb, Node target, std::string_view value) {
  const ElementIndex index = index_of(target);
  switch (verb) {
    case Verb::click:
      return tab_->click(index);
    case Verb::fill:
    case Verb::input:
      if (is_named(target, "select")) return change(target, value);
      return tab_->fill(index, value);
    case Verb::change:
      return change(target, value);
    case Verb::submit:
      return submit(target);
    case Verb::key:
      return key(target, value);
    case Verb::focus:
      return tab_->focus(index);
    case Verb::blur:
      return tab_->blur(index);
  }
}

void ChromiumPage::key(Node target, std::string_view key) {
  if (is_named(target, "body")) tab_->evaluate("document.activeElement?.blur()");
  else tab_->focus(index_of(target));
  tab_->press(pressed_key(key).stroke());
}

void ChromiumPage::change(Node control, std::string_view value) {
  const ElementIndex index = index_of(control);
  if (is_named(control, "select")) {
    const std::string option(value);
    return tab_->select(index, {&option, 1});
  }
  if (is_input(control, InputType::checkbox) || is_input(control, InputType::radio)) return tab_->check(index, value != "off");
  tab_->fill(index, value);
  tab_->blur(index);
}

void ChromiumPage::submit(Node form) {
  if (!is_named(form, "form")) throw Failure("no <form>: " + excerpt(form));
  if (const auto why = why_not_submit(form)) throw NotPossible(*why + "\n  " + excerpt(form));
  const Node what = what_submits(form);
  if (is_submit_button(what)) return tab_->click(index_of(what));
  tab_->focus(index_of(what));
  tab_->press({.key = "Enter"});
}

// Of the page's first view there is liveView.pushEvent(); of another one what its hooks have.
std::string ChromiumPage::push_event(std::optional<Node> target, std::string_view event, std::string_view payload) {
  return in_browser([&] {
    std::string view = "null";
    if (target) {
      const Node root = closest_with(*target, "data-live-view");
      if (!root) throw Failure("no live view is around it");
      const std::string_view id = root.attribute("id").value_or("");
      if (id != views().front()) view = json_text(id);
    }
    const boost::json::value number =
        tab_->evaluate(std::string(kTesting) + ".push(" + view + ',' + json_text(event) + ',' + std::string(payload) + ')');
    if (number.is_null()) throw Failure("no live view is there, or it is not joined");
    settle_page();
    const boost::json::value answer = tab_->evaluate(std::string(kTesting) + ".answerOf(" + boost::json::serialize(number) + ')');
    if (answer.is_null()) return fail_if_wrong(), std::string("null");
    if (const auto* returned = answer.as_object().if_contains("reply")) return fail_if_wrong(), boost::json::serialize(*returned);
    std::erase_if(news_.refusals, [&](const auto& refusal) { return refusal.first == event; });
    fail_if_wrong();
    const std::string_view code = answer.at("code").as_string();
    const std::string_view message = answer.at("message").as_string();
    if (code == "offline" || message.contains("' was not sent: ")) throw Failure(std::string(message));
    std::string text = "the server refused it: " + std::string(code) + ": ";
    text += message;
    for (const std::string& why : world_->server().take_refused()) (text += "\n  ") += why;
    throw Failure(std::move(text));
  });
}

void ChromiumPage::accept_dialogs(bool accept) {
  in_browser([&] { tab_->answer_dialogs(accept); });
}

HeaderLines ChromiumPage::headers() {
  return in_browser([&] { return tab_->headers(); });
}

void ChromiumPage::load(std::string_view url) {
  in_browser([&] {
    passed_ns_ = heard_ns_ = world_->ahead_ns();
    tab_->navigate((url.starts_with('/') ? site() : std::string()) + std::string(url));
    settle_page();
    fail_if_wrong();
  });
}

void ChromiumPage::advance(Duration time) {
  world_->advance(time.count());
  look();
}

// Real time goes on as well, for what it takes until the next look at least.
Duration ChromiumPage::advance_to_next(Duration limit) {
  constexpr auto kPause = std::chrono::milliseconds(10);
  const std::int64_t before = world_->now_ns();
  in_browser([&] { tab_->pause(kPause); });
  const std::int64_t left = limit.count() - (world_->now_ns() - before);
  if (left > 0) world_->advance_to_next(left);
  return Duration(world_->now_ns() - before);
}

void ChromiumPage::set_hidden(bool hidden) {
  if (std::exchange(hidden_, hidden) == hidden) return;
  in_browser([&] { tab_->evaluate(std::string(kTesting) + ".hide(" + (hidden ? "true" : "false") + ")"); });
  look();
}

void ChromiumPage::disconnect() {
  way_->online = false;
  world_->relay()->cut(*way_);
  in_browser([&] {
    tab_->offline(true);
    settle_page();
  });
}

void ChromiumPage::reconnect() {
  way_->online = true;
  joined_ = false;
  in_browser([&] { tab_->offline(false); });
  come_back();
}

void ChromiumPage::come_back() {
  world_->advance_until_back(this);
  look();
}

std::vector<std::string> ChromiumPage::views() const {
  static const Selector roots("[data-live-view]");
  std::vector<std::string> ids;
  for (const Node root : roots.find_all(seen_->document().root())) ids.emplace_back(root.attribute("id").value_or(""));
  return ids;
}

void ChromiumPage::crash() {
  look();
  std::int64_t crashed = 0;
  for (const std::string& view : views())
    if (world_->server().crash(view)) ++crashed;
  if (crashed == 0) throw Failure("the server has no live view of this page");
  if (is_back() && way_->online) expected_crashes_ += crashed;
  world_->run();
  world_->server().take_thrown();
  in_browser([&] { rest(); });
  come_back();
}

void ChromiumPage::evict() {
  look();
  world_->relay()->cut(*way_);
  world_->run();
  for (const std::string& view : views()) world_->server().evict(view);
  come_back();
}

void ChromiumPage::restart_server(bool kills) {
  look();
  world_->restart(kills ? World::Ending::killed : World::Ending::graceful);
  world_->advance_until_back();
  look();
}

void ChromiumPage::set_network(const Network& network) {
  network_.change(network);
  await_network();
}

void ChromiumPage::await_network() {
  if (way_->weather.is_calm(world_->network_ns())) world_->advance_until_quiet(*this);
  look();
}

std::shared_ptr<PageDriver> ChromiumPage::new_tab(std::string_view url) {
  auto tab = std::make_shared<ChromiumPage>(world_, options_, tab_->context());
  tab->load(url);
  return tab;
}

}  // namespace golive::testing

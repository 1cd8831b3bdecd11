#include "testing/memory_page.h"

#include <algorithm>
#include <utility>

#include "golive/testing/failure.h"
#include "testing/control_markup.h"
#include "testing/excerpt.h"
#include "testing/not_possible.h"
#include "testing/possible.h"
#include "testing/pressed_key.h"

namespace golive::testing {
namespace {

constexpr int kMostMoves = 20;

// Sets a control and leaves it: an option by its value or its text, a box by "on" or "off".
PageEvents::Reason change(PageEvents& person, Node control, std::string_view value) {
  if (is_named(control, "select")) return person.fill(control, value);
  if (can_be_ticked(control)) {
    const bool wanted = value != "off";
    if (auto why = why_not_click(control)) return why;
    if (person.state().checked(control) == wanted) return std::nullopt;
    if (auto why = person.click(control)) return why;
    if (person.state().checked(control) != wanted) return wanted ? "a click does not check it" : "a click does not uncheck it";
    return std::nullopt;
  }
  if (auto why = person.fill(control, value)) return why;
  person.blur();
  return std::nullopt;
}

}  // namespace

MemoryPage::MemoryPage(std::shared_ptr<Visitor> visitor, std::string connect_params)
    : visitor_(std::move(visitor)),
      connect_params_(std::move(connect_params)),
      network_(visitor_->world(), visitor_->world().next_number(), weather_) {
  visitor_->world().add(*this);
}

MemoryPage::~MemoryPage() { visitor_->world().remove(*this); }

Look MemoryPage::look() {
  if (page_ == nullptr) throw Failure("the tab has not loaded a page");
  settle();
  page_->check();
  return {page_->document(), page_->controls()};
}

// A page that is sent elsewhere is left at once, and so is one whose session is over.
void MemoryPage::settle() {
  for (int turns = 0; page_ != nullptr; ++turns) {
    page_->settle();
    for (PageEvent& event : page_->take_events()) events.push_back(std::move(event));
    if (turns > kMostMoves) throw Failure("the page is sent from one place to the next without end, at last to " + url_);
    if (!leave()) return;
  }
}

// Runs one action of a person; `target` is for the message.
template <class Action>
void MemoryPage::act(Node target, Action&& action) {
  const std::string shown = excerpt(target);
  if (const PageEvents::Reason why = action(page_->person())) throw NotPossible(*why + "\n  " + shown);
  settle();
  if (page_ != nullptr) page_->check();
}

void MemoryPage::perform(Verb verb, Node target, std::string_view value) {
  if (hidden_) throw NotPossible(std::string(kHidden));
  act(target, [&](PageEvents& person) -> PageEvents::Reason {
    switch (verb) {
      case Verb::click:
        return person.click(target);
      case Verb::fill:
      case Verb::input:
        return person.fill(target, value);
      case Verb::change:
        return change(person, target, value);
      case Verb::submit:
        return is_named(target, "form") ? person.submit(target) : PageEvents::Reason("no <form>");
      case Verb::key: {
        const PressedKey pressed = pressed_key(value);
        return person.key(target,
                          {.key = pressed.key, .alt = pressed.alt, .ctrl = pressed.control, .meta = pressed.meta, .shift = pressed.shift});
      }
      case Verb::focus:
        return person.focus(target);
      case Verb::blur:
        person.blur(target);
        return std::nullopt;
    }
    return std::nullopt;
  });
}

std::string MemoryPage::push_event(std::optional<Node> target, std::string_view event, std::string_view payload) {
  LiveLink* const link = target ? page_->link_of(*target) : page_->links().empty() ? nullptr : page_->links().front().get();
  if (link == nullptr) throw Failure("no live view is on the page");
  const std::uint64_t number = page_->push_event(*link, event, payload);
  settle();
  if (page_ == nullptr) return "null";
  page_->check();
  const auto answer = page_->take_answer(number);
  if (answer && !answer->refusal.empty()) throw Failure("the server refused it: " + answer->refusal);
  return answer ? answer->reply : "null";
}

void MemoryPage::accept_dialogs(bool accept) {
  accepts_dialogs_ = accept;
  if (page_ != nullptr) page_->accept_dialogs(accept);
}

void MemoryPage::set_hidden(bool hidden) {
  if (std::exchange(hidden_, hidden) == hidden) return;
  if (page_ != nullptr) page_->set_hidden(hidden);
  look();
}

void MemoryPage::disconnect() {
  online_ = false;
  if (page_ != nullptr)
    for (const auto& link : page_->links()) link->set_online(false);
  settle();
}

void MemoryPage::reconnect() {
  online_ = true;
  if (page_ == nullptr) return;
  for (const auto& link : page_->links()) link->set_online(true);
  come_back();
}

void MemoryPage::come_back() {
  visitor_->world().advance_until_back(this);
  look();
}

void MemoryPage::crash() {
  look();
  detail::TestServer& server = visitor_->world().server();
  unsigned crashed = 0, told = 0;
  for (const auto& link : page_->links()) {
    if (!server.crash(link->id())) continue;
    ++crashed;
    if (link->is_joined()) ++told;
  }
  if (crashed == 0) throw Failure("the server has no live view of this page");
  page_->expect_crashes(told);
  come_back();
}

void MemoryPage::evict() {
  look();
  for (const auto& link : page_->links()) link->cut();
  visitor_->world().run();
  for (const auto& link : page_->links()) visitor_->world().server().evict(link->id());
  come_back();
}

void MemoryPage::set_network(const Network& network) {
  network_.change(network);
  await_network();
}

void MemoryPage::await_network() {
  World& world = visitor_->world();
  if (weather_.is_calm(world.network_ns())) world.advance_until_quiet(*this);
  if (page_ != nullptr) look();
}

void MemoryPage::set_latency(Duration mean, Duration spread) { network_.set_latency(mean, spread); }
void MemoryPage::cut_after(std::size_t bytes) { weather_.cut_after(bytes); }
void MemoryPage::cut_after_sending(std::size_t bytes) { weather_.cut_after_sending(bytes); }
void MemoryPage::partition(Duration time) { network_.partition(time); }

void MemoryPage::restart_server(bool kills) {
  look();
  visitor_->world().restart(kills ? World::Ending::killed : World::Ending::graceful);
  visitor_->world().advance_until_back();
  look();
}

std::shared_ptr<PageDriver> MemoryPage::new_tab(std::string_view url) {
  auto tab = std::make_shared<MemoryPage>(visitor_, connect_params_);
  tab->load(url);
  return tab;
}

void MemoryPage::load(std::string_view url) {
  go(url, {});
  settle();
}

std::int64_t MemoryPage::next_due_ns() const { return page_ == nullptr ? std::numeric_limits<std::int64_t>::max() : page_->next_due_ns(); }

void MemoryPage::advance(Duration time) {
  visitor_->world().advance(time.count());
  look();
}

Duration MemoryPage::advance_to_next(Duration limit) { return Duration(visitor_->world().advance_to_next(limit.count())); }

}  // namespace golive::testing

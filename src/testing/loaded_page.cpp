#include "testing/loaded_page.h"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <limits>

#include "golive/testing/failure.h"
#include "testing/page_check.h"
#include "testing/parse.h"
#include "testing/possible.h"
#include "testing/selector.h"
#include "testing/world.h"

namespace golive::testing {
namespace {

constexpr int kMostTurns = 10'000;

}  // namespace

LoadedPage::LoadedPage(std::shared_ptr<Visitor> visitor, std::string url, std::string_view markup, Weather& weather, Reloads& reloads,
                       std::string_view connect_params)
    : visitor_(std::move(visitor)),
      url_(std::move(url)),
      reloads_(reloads),
      document_(parse_document(markup)),
      person_(document_.root(), *this),
      marks_(document_, person_.state()),
      notice_(document_) {
  static const Selector roots("[data-live-view]");
  if (const auto wrong = wrong_nesting(document_)) throw Failure(*wrong);
  for (const Node root : roots.find_all(document_.root()))
    links_.push_back(std::make_unique<LiveLink>(*this, visitor_, document_, root, this, weather, std::string(connect_params)));
  focus_at_once();
  for (const auto& link : links_) link->connect();
}

// 6.6.7 of the HTML Standard. The client hears of it or not, as it is there by then or not: here it does not.
void LoadedPage::focus_at_once() {
  static const Selector asking("[autofocus]");
  for (const Node element : asking.find_all(document_.root()))
    if (is_focusable(element)) return person_.state().set_focused(element);
}

LoadedPage::~LoadedPage() {
  for (const auto& link : links_) link->leave();
}

LiveLink* LoadedPage::link_of(Node element) {
  for (Node node = element; node; node = node.parent())
    for (const auto& link : links_)
      if (link->root() == node) return link.get();
  return nullptr;
}

// A push that waits for the browser's next frame is waited for, once, so that what was published a moment ago is seen: of a view that
// changes with every frame there is always another.
void LoadedPage::settle() {
  bool waited = false;
  for (int turn = 0; turn < kMostTurns; ++turn) {
    if (settle_once()) continue;
    if (!leaves() && std::exchange(focus_unsure_, false) && person_.fix_focus()) continue;
    if (waited || leaves() || !visitor_->world().advance_to_push()) return fail_if_wrong();
    waited = true;
  }
  throw Failure("the page does not come to rest: each answer of the server makes it due again");
}

bool LoadedPage::settle_once() {
  visitor_->world().run();
  bool any = false;
  for (const auto& link : links_) any = link->receive() || any;
  if (leaves()) return false;
  person_.advance_to(visitor_->world().now_ns());
  notice_.run_due(visitor_->world().now_ns());
  for (const auto& link : links_) any = link->run_due() || any;
  return any;
}

void LoadedPage::fail_if_wrong() {
  if (wrong_.empty()) return;
  std::string text = std::move(wrong_.front());
  for (std::size_t i = 1; i < wrong_.size(); ++i) text += "\n  " + wrong_[i];
  wrong_.clear();
  throw Failure(std::move(text));
}

void LoadedPage::check() {
  std::uint64_t frames = 0;
  for (const auto& link : links_) frames += link->frames();
  if (frames == checked_frames_ && !unchecked_) return;
  checked_frames_ = frames;
  unchecked_ = false;
  if (const auto wrong = duplicate_id(document_.root())) throw Failure(*wrong);
  if (hidden_) return void(unchecked_ = true);  // it is not told what changes
  if (visitor_->world().has_push()) return;     // of a view that has changed since its last frame
  for (const auto& link : links_)
    if (link->is_quiet()) check_view(*link);
    else unchecked_ = true;
}

void LoadedPage::check_view(const LiveLink& link) {
  std::string markup;
  if (!visitor_->world().server().render(link.id(), markup)) return;
  const Document fresh = parse_fragment(markup, link.root().name());
  if (const auto wrong = wrong_nesting(fresh)) throw Failure(*wrong);
  if (const auto difference = compare(link.root(), fresh.root(), this)) throw Failure(difference->text());
}

std::int64_t LoadedPage::next_due_ns() const {
  std::int64_t due = std::numeric_limits<std::int64_t>::max();
  for (const auto& link : links_) due = std::min(due, link->next_due_ns());
  return std::min({due, notice_.next_due_ns(), person_.next_due_ns().value_or(due)});
}

bool LoadedPage::is_back() const {
  return leaves() || std::ranges::all_of(links_, [](const auto& link) { return link->is_back(); });
}

bool LoadedPage::is_quiet() const {
  return leaves() ||
         std::ranges::all_of(links_, [](const auto& link) { return link->is_quiet() || (link->is_back() && !link->is_joined()); });
}

std::uint64_t LoadedPage::push_event(LiveLink& link, std::string_view event, std::string_view payload_json) {
  return expected_ = link.send(event, payload_json).number = ++numbers_;
}

std::optional<LoadedPage::Answer> LoadedPage::take_answer(std::uint64_t number) {
  if (!answer_ || answer_->number != number) return std::nullopt;
  return std::exchange(answer_, std::nullopt);
}

void LoadedPage::applied(const Outgoing& outgoing) {
  person_.answered(outgoing.number);
  for (const Node element : marks_.applied(outgoing.number))
    if (!person_.state().focused()) person_.focus(element);
}

void LoadedPage::show_state(Node root, std::string_view state) {
  marks_.show_state(root, state);
  show_away();
}

void LoadedPage::show_away() {
  const bool away = std::ranges::any_of(links_, [](const auto& link) { return link->is_away(); });
  if (away && hidden_) notice_.wait();
  else notice_.show_away(away, visitor_->world().now_ns());
}

void LoadedPage::set_hidden(bool hidden) {
  hidden_ = hidden;
  unchecked_ = true;
  for (const auto& link : links_) link->seen();
  show_away();
}

void LoadedPage::settle_controls() {
  marks_.patched();
  person_.settle();
}

void LoadedPage::answered(Answer answer) {
  if (!answer.refusal.empty()) marks_.refused(answer.element);
  if (!answer.refusal.empty() && answer.refusal != "crash")
    for (const std::string& reason : visitor_->world().server().take_refused())
      if (!answer.refusal.contains(reason)) answer.refusal += "\n  " + reason;  // in development the browser is told, too
  if (answer.number == expected_) answer_ = std::move(answer);
  else if (!answer.refusal.empty() && answer.refusal != "crash")
    wrong_.push_back("the server refused '" + answer.event + "': " + answer.refusal);
}

void LoadedPage::view_crashed() {
  const std::vector<std::string> thrown_by = visitor_->world().server().take_thrown();
  if (expected_crashes_ > 0) {
    --expected_crashes_;
    return;
  }
  std::string text = "the view ended by an exception";
  for (const std::string& thrown : thrown_by) text += "\n  " + thrown;
  wrong_.push_back(std::move(text));
}

bool LoadedPage::begins_afresh(std::string_view reason) {
  if (reloads_.begin(visitor_->world().now_ns())) return true;
  notice_.show_failing();
  wrong_.push_back("this page began afresh " + std::to_string(Reloads::kMost) + " times in a minute (" + std::string(reason) +
                   ")   it stops now");
  return false;
}

std::optional<std::uint64_t> LoadedPage::send(LiveEvent event) {
  LiveLink* const link = link_of(event.bound);
  if (link == nullptr) return std::nullopt;
  try {
    Outgoing& outgoing = link->send(event.text, boost::json::serialize(event.payload));
    outgoing.number = ++numbers_;
    outgoing.element = event.bound;
    outgoing.control = event.control;
  } catch (const NotSent& error) {
    marks_.refused(event.bound);
    wrong_.emplace_back(error.what());
    return std::nullopt;
  }
  focus_unsure_ = focus_unsure_ || !event.disabling.empty();
  marks_.begun(numbers_, event.bound, !link->is_joined(), event.disabling);
  return numbers_;
}

bool LoadedPage::confirm(std::string_view) { return accepts_; }

void LoadedPage::set_attribute(Node element, std::string_view name, std::optional<std::string_view> value) {
  DocumentEditor editor(document_);
  if (value) editor.set_attribute(element, name, *value);
  else editor.remove_attribute(element, name);
  opened_.emplace(element.id(), name);
  focus_unsure_ = true;
}

bool LoadedPage::is_foreign(Node element, std::string_view attribute) const {
  return !opened_.empty() && opened_.contains({element.id(), std::string(attribute)});
}

void LoadedPage::recover(Node root, const std::vector<Outgoing>& kept) {
  std::vector<std::pair<Node, Node>> under_way;
  for (const Outgoing& outgoing : kept)
    if (outgoing.element.exists()) under_way.emplace_back(outgoing.element, outgoing.control);
  person_.recover(root, under_way);
}

void LoadedPage::node_removed(Node node) {
  marks_.removed(node);
  person_.node_removed(node);
}

void LoadedPage::attribute_changed(Node element, std::string_view name, std::optional<std::string_view> value) {
  focus_unsure_ = true;
  opened_.erase({element.id(), std::string(name)});
  person_.attribute_changed(element, name, value);
}

}  // namespace golive::testing

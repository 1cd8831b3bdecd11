#include "testing/monkey_moves.h"

#include <chrono>
#include <optional>
#include <vector>

#include "testing/control_state.h"
#include "testing/element_path.h"
#include "testing/monkey_values.h"
#include "testing/possible.h"
#include "testing/site_url.h"

namespace golive::testing {
namespace {

constexpr int kOk = 200;
constexpr std::size_t kTries = 8;  // of elements of one kind, before another kind is tried

// What each kind of move may be made with; whether it is possible is asked of the one that is chosen.
struct Targets {
  std::vector<Node> clicked;
  std::vector<Node> filled;
  std::vector<Node> picked;  // selects
  std::vector<Node> forms;
  std::vector<Node> focused;
  std::vector<Node> listening;  // for keys
};

bool is_link(Node node) { return node.tag() == Tag::a && node.attribute("href").has_value(); }

bool is_clicked(Node node) {
  return node.attribute("lv-click") || is_link(node) || node.is_html(Tag::button) || is_opening_summary(node) || is_named(node, "label") ||
         (node.is_html(Tag::input) && input_type(node) >= InputType::checkbox && input_type(node) != InputType::file);
}

bool is_filled(Node node) { return is_control(node) && !node.is_html(Tag::select) && !is_input(node, InputType::hidden); }

bool listens_for_keys(Node node) { return node.attribute("lv-keydown") || node.attribute("lv-keyup") || node.attribute("lv-key"); }

Targets targets_in(const Document& page) {
  Targets found;
  for (Node node = page.root(); node; node = node.after(page.root())) {
    if (!node.is_element()) continue;
    if (is_clicked(node)) found.clicked.push_back(node);
    if (is_filled(node)) found.filled.push_back(node);
    if (node.is_html(Tag::select)) found.picked.push_back(node);
    if (node.is_html(Tag::form)) found.forms.push_back(node);
    if (listens_for_keys(node)) found.listening.push_back(node);
    if (is_control(node) || is_link(node) || node.is_html(Tag::button) || node.attribute("tabindex")) found.focused.push_back(node);
  }
  return found;
}

// Links that leave the site or the tab lead where nothing is tested.
bool stays_here(Node element, std::string_view url) {
  const Node link = closest(element, is_link);
  if (!link) return true;
  const std::string_view target = link.attribute("target").value_or("");
  return !link.attribute("download") && (target.empty() || target == "_self") && resolve(url, *link.attribute("href")).has_value();
}

class Mover {
 public:
  Mover(Choice& choice, PageDriver& driver, const Look& look, std::string_view url)
      : choice_(choice), driver_(driver), targets_(targets_in(look.document)), look_(look), url_(url) {}

  std::optional<MonkeyStep> move() {
    const std::size_t dice = choice_.below(100);
    if (dice < 40) return click();
    if (dice < 65) return fill(choice_.one_in(3) ? Verb::change : Verb::fill);
    if (dice < 73) return pick();
    if (dice < 81) return key();
    if (dice < 87) return of_person(targets_.forms, Verb::submit);
    if (dice < 91) return of_person(targets_.focused, Verb::focus);
    if (dice < 94) return blur();
    return wait();
  }

  MonkeyStep wait() {
    static constexpr int kMilliseconds[] = {1, 16, 50, 100, 300, 1000, 1000, 5000};
    return {.kind = MonkeyStep::Kind::advance, .time = std::chrono::milliseconds(choice_.of(kMilliseconds))};
  }

 private:
  std::optional<MonkeyStep> of_person(const std::vector<Node>& elements, Verb verb) {
    for (std::size_t i = 0; i < kTries && !elements.empty(); ++i) {
      const Node element = choice_.of(elements);
      const bool may_follow = verb == Verb::click || verb == Verb::key;  // a link
      if ((may_follow && !stays_here(element, url_)) || driver_.why_not(verb, element)) continue;
      target_ = element;
      return MonkeyStep{.verb = verb, .element = {.selector = path_of(element)}};
    }
    return std::nullopt;
  }

  std::optional<MonkeyStep> click() { return of_person(targets_.clicked, Verb::click); }

  std::optional<MonkeyStep> fill(Verb verb) {
    auto step = of_person(targets_.filled, verb);
    if (step) step->value = value_for(choice_, target_);
    return step;
  }

  std::optional<MonkeyStep> pick() {
    auto step = of_person(targets_.picked, Verb::change);
    if (!step) return std::nullopt;
    const std::vector<Node> options = options_of(target_);
    if (options.empty()) return std::nullopt;
    const Node option = choice_.of(options);
    if (why_not_pick(option)) return std::nullopt;
    step->value = option_value(option);
    return step;
  }

  // Where somebody listens, or where the focus is.
  std::optional<MonkeyStep> key() {
    std::vector<Node> elements = targets_.listening;
    if (elements.empty() || choice_.one_in(4)) elements = targets_.focused;
    auto step = of_person(elements, Verb::key);
    if (step) step->value = key_for(choice_, target_);
    return step;
  }

  std::optional<MonkeyStep> blur() {
    const Node focused = look_.controls.focused();
    if (!focused || !focused.is_element()) return std::nullopt;
    return MonkeyStep{.verb = Verb::blur, .element = {.selector = path_of(focused)}};
  }

  Choice& choice_;
  PageDriver& driver_;
  Targets targets_;
  const Look& look_;
  std::string_view url_;
  Node target_;
};

std::string_view path_in(std::string_view url) { return url.substr(0, url.find_first_of("?#")); }

// Elsewhere it looks round for a while, if it is a page.
bool goes_back(Choice& choice, const PageDriver& driver, std::string_view start) {
  const std::string url = driver.url();
  if (!url.starts_with('/') || driver.status() != kOk) return true;
  return path_in(url) != path_in(start) && choice.one_in(8);
}

}  // namespace

MonkeyStep next_step(Choice& choice, PageDriver& driver, std::string_view start) {
  MonkeyStep back{.kind = MonkeyStep::Kind::visit, .value = std::string(start)};
  if (goes_back(choice, driver, start)) return back;
  const Look look = driver.look();
  const std::string url = driver.url();
  Mover mover(choice, driver, look, url);
  for (std::size_t i = 0; i < kTries; ++i)
    if (auto step = mover.move()) return *step;
  return mover.wait();
}

}  // namespace golive::testing

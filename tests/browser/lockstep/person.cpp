#include "browser/lockstep/person.h"

#include <optional>
#include <regex>
#include <utility>

#include "golive/testing/failure.h"
#include "testing/choice.h"
#include "testing/control_markup.h"
#include "testing/control_state.h"
#include "testing/element_text.h"
#include "testing/possible.h"
#include "testing/selector.h"
#include "testing/visible_text.h"
#include "unit/testing/random_form.h"

namespace golive::test {
namespace {

using namespace testing;

constexpr auto kAdvance = std::chrono::seconds(40);  // a debounce of random_page() takes 100 s: what real time adds does not matter

constexpr std::string_view kVerbs[] = {"click", "fill", "input", "change", "submit", "key", "focus", "blur"};  // as Verb
constexpr std::string_view kKeys[] = {"Enter", "Enter", "Space", "Escape", "F2", "a", "7", "Backspace"};

Node live_view(const Document& page) {
  static const Selector selector("[data-live-view]");
  return selector.find(page.root());
}

std::vector<Node> numbered(Node root) {
  std::vector<Node> all;
  for (Node node = root; node; node = node.after(root))
    if (node.is_element() && node.attribute("data-n")) all.push_back(node);
  return all;
}

bool has_events(Node element) {
  for (const Attribute& attribute : element.attributes())
    if (attribute.name.starts_with("lv-")) return true;
  return false;
}

// A picker, the list of a select: windows of the browser's own.
bool opens_window(Node element) {
  if (!element.is_html(Tag::input)) return element.is_html(Tag::select);
  const InputType type = input_type(element);
  return type == InputType::color || type == InputType::file || (type >= InputType::date && type <= InputType::datetime_local);
}

// What markup alone does not decide: where a click would hit.
bool has_one_place(Node element) {
  for (Node child = element.first_child(); child; child = child.next())
    if (child.is_element()) return false;
  if (is_named(element, "output") || is_input(element, InputType::range)) return false;
  if (element.is_html(Tag::option) && closest_named(element, "a")) return false;  // the link is what would be dragged
  return true;
}

bool is_of_layout(std::string_view refusal) {
  for (const std::string_view words : {"has no size", "is covered by", "is outside of the window"})
    if (refusal.contains(words)) return true;
  return false;
}

// Where an image was clicked is left out, of a payload or an address.
std::string without_places(const std::string& payload) {
  static const std::regex place(R"re(((?:[.?&"])[xy](?:=|":"))\d+)re");
  return std::regex_replace(payload, place, "$1_");
}

class Walker {
 public:
  Walker(PageDriver& driver, std::string markup) : driver_(driver) {
    walk_.markup = std::move(markup);
    stage() = {.page = std::make_unique<WrittenPage>(walk_.markup), .heard = {}};
    driver_.load("/page");
    note({});
  }

  // False: there is nothing left to do.
  bool go(const Step& step) {
    std::string refused;
    try {
      if (step.kind == Step::Kind::advance) {
        driver_.advance(kAdvance);
      } else {
        const Node target = find(step.number);
        if (!target) return true;
        driver_.perform(step.verb, target, step.value);
      }
    } catch (const Failure& failure) {
      refused = failure.what();
    }
    if (is_of_layout(refused)) return true;
    walk_.steps.push_back(step);
    note(std::move(refused));
    return !walk_.seen.back().is_left;
  }

  Step random_step(Choice& choice, RandomForm& values) {
    if (all_.empty() || choice.one_in(12)) return {.kind = Step::Kind::advance};
    for (int tries = 0; tries < 50; ++tries) {
      const Node some = choice.of(all_);
      if (!has_events(some) && choice.one_in(2)) continue;
      if (const auto step = on(some, choice, values)) return *step;
    }
    return {.kind = Step::Kind::advance};
  }

  Walk take() && { return std::move(walk_); }

 private:
  Node find(std::string_view number) {
    for (const Node node : all_)
      if (node.attribute("data-n") == number) return node;
    return {};
  }

  static std::optional<Step> on(Node element, Choice& choice, RandomForm& values) {
    Step step{.number = std::string(*element.attribute("data-n"))};
    std::optional<std::string> why;
    switch (choice.below(8)) {
      case 0:
      case 1:
      case 2:
        if (!has_one_place(element) || opens_window(element)) return {};
        step.verb = Verb::click;
        why = why_not_click(element);
        break;
      case 3:
      case 4:
        if (!is_control(element) || is_input(element, InputType::file)) return {};
        step.verb = choice.one_in(2) ? Verb::change : Verb::fill;
        step.value = value_for(element, choice, values);
        if (can_be_ticked(element)) step.verb = Verb::change;
        else why = why_not_fill(element);
        break;
      case 5:
        step.verb = choice.one_in(3) ? Verb::blur : Verb::focus;
        why = why_not_focus(element);
        break;
      case 6:
        step.verb = Verb::key;
        step.value = choice.of(kKeys);
        if ((opens_window(element) || closest_named(element, "summary")) && (step.value == "Enter" || step.value == "Space")) return {};
        if (why_not_key(element, step.value)) return {};
        why = why_not_focus(element);
        break;
      default:
        if (!element.is_html(Tag::form)) return {};
        step.verb = Verb::submit;
    }
    if (why && !choice.one_in(12)) return {};
    return step;
  }

  static std::string value_for(Node control, Choice& choice, RandomForm& values) {
    if (can_be_ticked(control)) return choice.one_in(2) ? "on" : "off";
    if (is_input(control, InputType::range)) return std::to_string(choice.below(100));
    if (!control.is_html(Tag::select)) return values.value();
    const std::vector<Node> options = options_of(control);
    if (options.empty()) return values.value();
    const Node option = choice.of(options);
    return choice.one_in(3) ? option_text(option) : option_value(option);
  }

  void note(std::string refused) {
    Seen seen;
    seen.refused = std::move(refused);
    try {
      look(seen);
    } catch (const Failure& failure) {
      seen.page += std::string("wrong: ") + failure.what();
      seen.is_left = true;
    }
    for (std::string& event : stage().heard) seen.events.push_back(without_places(event));
    stage().heard.clear();
    walk_.seen.push_back(std::move(seen));
  }

  void look(Seen& seen) {
    const Look look = driver_.look();
    const Node root = live_view(look.document);
    seen.page = "at " + without_places(driver_.url()) + '\n';
    all_ = root ? numbered(root) : std::vector<Node>();
    seen.is_left = all_.empty();
    if (look.controls.focused() && !look.controls.focused().attribute("data-n")) seen.page += "focus elsewhere\n";
    for (const Node element : all_) seen.page += line(look.controls, element);
  }

  static std::string line(const ControlState& controls, Node element) {
    std::string text;
    const auto add = [&](bool on, std::string_view what) { text += on ? ' ' + std::string(what) : std::string(); };
    add(controls.focused() == element, "focused");
    add(element.is_html(Tag::input) && controls.checked(element), "checked");
    add(element.is_html(Tag::option) && controls.selected(element), "selected");
    add(element.attribute("open").has_value(), "open");
    if (is_control(element)) text += " value='" + controls.value(element) + '\'';
    return text.empty() ? text : start_tag(element, "data-n") + text + '\n';
  }

  PageDriver& driver_;
  Walk walk_;
  std::vector<Node> all_;  // that can be stepped on, of the newest look
};

}  // namespace

std::string line_of(const Step& step) {
  if (step.kind == Step::Kind::advance) return "advance 40 s";
  std::string text = std::string(kVerbs[static_cast<std::size_t>(step.verb)]) + " [data-n=" + step.number + ']';
  return step.value.empty() ? text : text + " '" + step.value + '\'';
}

Stage& stage() {
  static Stage one;
  return one;
}

Walk walk(PageDriver& driver, std::string markup, std::uint64_t seed, std::size_t steps) {
  Walker walker(driver, std::move(markup));
  Choice choice(seed);
  RandomForm values(seed);
  while (steps-- > 0 && walker.go(walker.random_step(choice, values))) {
  }
  return std::move(walker).take();
}

Walk repeat(PageDriver& driver, std::string markup, const std::vector<Step>& steps) {
  Walker walker(driver, std::move(markup));
  for (const Step& step : steps)
    if (!walker.go(step)) break;
  return std::move(walker).take();
}

}  // namespace golive::test

#include "golive/testing/element.h"

#include "testing/class_list.h"
#include "testing/control_markup.h"
#include "testing/control_state.h"
#include "testing/excerpt.h"
#include "testing/locate.h"
#include "testing/page_driver.h"
#include "testing/step.h"
#include "testing/visible_text.h"

namespace golive::testing {
namespace {

// Runs `read(look, element)` for the one element that the locator means.
template <class Read>
auto ask(PageDriver& driver, const Locator& locator, std::string_view question, const Place& at, Read&& read) {
  return in_step(question, spelled(locator), at, [&] {
    const Look look = driver.look();
    return read(look, find_one(look.document, locator));
  });
}

void act(PageDriver& driver, const Locator& locator, Verb verb, std::string_view name, std::string_view value, const Place& at) {
  std::string arguments = spelled(locator);
  if (verb == Verb::fill || verb == Verb::input || verb == Verb::change || verb == Verb::key) arguments += ", " + quoted(value);
  in_step(name, arguments, at, [&] {
    const Node target = find_one(driver.look().document, locator);
    driver.perform(verb, target, value);
  });
}

}  // namespace

Element::Element(std::shared_ptr<PageDriver> driver, Locator locator) : driver_(std::move(driver)), locator_(std::move(locator)) {}

Element Element::element(std::string_view selector, std::string_view text) const {
  Locator within = locator_;
  within.parts.push_back({.selector = std::string(selector), .text = std::string(text)});
  return {driver_, std::move(within)};
}

Element Element::nth(std::size_t i) const {
  Locator one = locator_;
  one.parts.back().index = i;
  return {driver_, std::move(one)};
}

const Element& Element::click(const Place& at) const { return act(*driver_, locator_, Verb::click, "click", {}, at), *this; }
const Element& Element::fill(std::string_view value, const Place& at) const {
  return act(*driver_, locator_, Verb::fill, "fill", value, at), *this;
}
const Element& Element::input(std::string_view value, const Place& at) const {
  return act(*driver_, locator_, Verb::input, "input", value, at), *this;
}
const Element& Element::change(std::string_view value, const Place& at) const {
  return act(*driver_, locator_, Verb::change, "change", value, at), *this;
}
const Element& Element::submit(const Place& at) const { return act(*driver_, locator_, Verb::submit, "submit", {}, at), *this; }
const Element& Element::key(std::string_view key, const Place& at) const {
  return act(*driver_, locator_, Verb::key, "key", key, at), *this;
}
const Element& Element::focus(const Place& at) const { return act(*driver_, locator_, Verb::focus, "focus", {}, at), *this; }
const Element& Element::blur(const Place& at) const { return act(*driver_, locator_, Verb::blur, "blur", {}, at), *this; }

std::string Element::hook_json(std::string_view event, std::string_view json, const Place& at) const {
  return in_step("hook", spelled(locator_) + ", " + quoted(event), at, [&] {
    const Node target = find_one(driver_->look().document, locator_);
    if (!target.attribute("lv-hook")) throw Failure("no lv-hook is on " + excerpt(target));
    std::string reply = driver_->push_event(target, event, json);
    driver_->reply = reply == "null" ? std::nullopt : std::optional(reply);
    return reply;
  });
}

std::string Element::text(const Place& at) const {
  return ask(*driver_, locator_, "text", at, [](const Look&, Node element) { return visible_text(element); });
}

std::string Element::html(const Place& at) const {
  return ask(*driver_, locator_, "html", at, [](const Look&, Node element) { return shown_html(element); });
}

std::string Element::value(const Place& at) const {
  return ask(*driver_, locator_, "value", at, [](const Look& look, Node element) { return std::string(look.controls.value(element)); });
}

std::optional<std::string> Element::attr(std::string_view name, const Place& at) const {
  return ask(*driver_, locator_, "attr", at, [&](const Look&, Node element) -> std::optional<std::string> {
    const auto value = element.attribute(name);
    return value ? std::optional(std::string(*value)) : std::nullopt;
  });
}

bool Element::has_class(std::string_view name, const Place& at) const {
  return ask(*driver_, locator_, "has_class", at, [&](const Look&, Node element) { return testing::has_class(element, name); });
}

bool Element::enabled(const Place& at) const {
  return ask(*driver_, locator_, "enabled", at, [](const Look&, Node element) { return !is_disabled(element); });
}

bool Element::checked(const Place& at) const {
  return ask(*driver_, locator_, "checked", at, [](const Look& look, Node element) { return look.controls.checked(element); });
}

bool Element::focused(const Place& at) const {
  return ask(*driver_, locator_, "focused", at, [](const Look& look, Node element) { return look.controls.focused() == element; });
}

bool Element::visible(const Place& at) const {
  return ask(*driver_, locator_, "visible", at, [&](const Look&, Node element) { return driver_->is_visible(element); });
}

bool Element::exists(const Place& at) const { return count(at) > 0; }

std::size_t Element::count(const Place& at) const {
  return in_step("count", spelled(locator_), at, [&] { return find_all(driver_->look().document, locator_).size(); });
}

}  // namespace golive::testing

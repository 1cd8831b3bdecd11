// The mouse and the keys of a tab.
#include <array>
#include <boost/json/array.hpp>
#include <utility>
#include <vector>

#include "testing/browser_tab.h"

namespace golive::testing {

BrowserTab::Place BrowserTab::place_of(ElementIndex element) {
  const auto place = ask("point", {element});
  return {place.as_array()[0].to_number<double>(), place.as_array()[1].to_number<double>()};
}

bool BrowserTab::is_visible(ElementIndex element) { return ask("visible", {element}).as_bool(); }

std::optional<std::string> BrowserTab::why_not(std::string_view call, ElementIndex element) {
  try {
    ask(call, {element});
  } catch (const BrowserRefusal& refusal) {
    return refusal.what();
  }
  return std::nullopt;
}

// All of it is sent before the first answer is waited for: moves of the mouse are answered once a frame.
void BrowserTab::click(ElementIndex element, const Click& click) {
  const auto [x, y] = place_of(element);
  const int modifiers = (click.alt ? 1 : 0) | (click.control ? 2 : 0) | (click.meta ? 4 : 0) | (click.shift ? 8 : 0);
  constexpr std::string_view kMethod = "Input.dispatchMouseEvent";
  std::vector<std::uint64_t> begun;
  const auto begin = [&, x = x, y = y](std::string_view type, int count) {
    Params params = {{"type", type}, {"x", x}, {"y", y}, {"modifiers", modifiers}};
    if (count > 0) params["button"] = click.button, params["clickCount"] = count;
    begun.push_back(browser_->begin(session_, kMethod, params));
  };
  begin("mouseMoved", 0);
  for (int count = 1; count <= click.count; ++count) begin("mousePressed", count), begin("mouseReleased", count);
  for (const std::uint64_t id : begun) browser_->finish(id, kMethod, waiting());
}

void BrowserTab::hover(ElementIndex element) {
  const auto [x, y] = place_of(element);
  call("Input.dispatchMouseEvent", {{"type", "mouseMoved"}, {"x", x}, {"y", y}});
}

void BrowserTab::focus(ElementIndex element) { ask("focus", {element}); }
void BrowserTab::blur(ElementIndex element) { ask("blur", {element}); }

void BrowserTab::fill(ElementIndex element, std::string_view text) {
  const bool typed = ask("prepare", {element, text}).as_bool();
  if (typed) call("Input.insertText", {{"text", text}});
}

void BrowserTab::check(ElementIndex element, bool checked) {
  if (ask("checked", {element}).as_bool() == checked) return;
  click(element);
  if (ask("checked", {element}).as_bool() != checked)
    throw BrowserRefusal(checked ? "a click does not check it" : "a click does not uncheck it");
}

void BrowserTab::select(ElementIndex element, std::span<const std::string> options) {
  boost::json::array words;
  for (const std::string& option : options) words.emplace_back(option);
  ask("choose", {element, std::move(words)});
}

void BrowserTab::press(const KeyStroke& stroke) {
  const BrowserKey key = browser_key(stroke);
  Params params = {{"type", key.text.empty() ? "rawKeyDown" : "keyDown"},
                   {"key", key.key},
                   {"code", key.code},
                   {"windowsVirtualKeyCode", key.number},
                   {"modifiers", key.modifiers}};
  if (!key.text.empty()) params["text"] = key.text;
  constexpr std::string_view kMethod = "Input.dispatchKeyEvent";
  std::vector<std::uint64_t> begun = {browser_->begin(session_, kMethod, params)};
  if (stroke.key == "Enter") {  // what it sets off at once, as a reset, comes before a finger is up again
    browser_->finish(std::exchange(begun, {}).front(), kMethod, waiting());
    spoken();
  }
  params["type"] = "keyUp";
  params.erase("text");
  begun.push_back(browser_->begin(session_, kMethod, params));
  for (const std::uint64_t id : begun) browser_->finish(id, kMethod, waiting());
}

void BrowserTab::type(std::string_view text) {
  while (!text.empty()) {
    std::size_t size = 1;
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) ++size;
    const std::string_view character = text.substr(0, size);
    press({character == "\n" ? "Enter" : character == "\t" ? "Tab" : character});
    text.remove_prefix(size);
  }
}

}  // namespace golive::testing

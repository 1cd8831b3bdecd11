#include "testing/rate.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "testing/input_value.h"

namespace golive::testing {
namespace {

constexpr double kDefaultMs = 300;

// A number as JavaScript's unary plus reads it, in decimal; what it does not read, and zero, are the default, and less is nothing.
double milliseconds_of(std::string_view text) {
  text = without_outer_space(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value == 0 || std::isnan(value)) return kDefaultMs;
  return value > 0 && value < 2'147'483'648.0 ? std::floor(value) : 0;  // setTimeout takes 31 bits
}

HoldReason reason_of(std::uint64_t number) { return {.kind = HoldReason::Kind::waiting, .number = number}; }

}  // namespace

Rate::Waiting* Rate::find(std::uint64_t number) {
  const auto found = std::ranges::find(waiting_, number, &Waiting::number);
  return found == waiting_.end() ? nullptr : &*found;
}

void Rate::limit(Node element, Node bound, std::string_view type, std::function<void()> fire) {
  const auto setting = [&](std::string_view name) {
    const auto own = element.attribute(name);
    return own ? own : bound.attribute(name);
  };
  const auto debounce = type == "input" || type == "change" ? setting("lv-debounce") : std::nullopt;
  const auto delay = debounce ? debounce : setting("lv-throttle");
  if (!delay) return fire();
  const bool throttles = !debounce;
  const std::string wait(*delay);
  const auto known = std::ranges::find_if(waiting_, [&](const Waiting& each) { return each.element == element && each.type == type; });
  const bool is_known = known != waiting_.end();
  std::uint64_t number = is_known ? known->number : ++newest_;
  if (!is_known)
    waiting_.push_back({.number = number,
                        .element = element,
                        .bound = bound,
                        .type = std::string(type),
                        .throttles = throttles,
                        .due_ns = {},
                        .order = 0,
                        .fire = {}});
  if (throttles && !is_known) {
    fire();
  } else {
    find(number)->fire = std::move(fire);
    lock_.hold(element, reason_of(number));
  }
  if (throttles && is_known) return;
  Waiting* entry = find(number);
  if (entry == nullptr) return;  // what was called has flushed it
  entry->throttles = throttles;
  entry->due_ns.reset();
  entry->order = ++orders_;
  if (wait != "blur") entry->due_ns = now_ns_ + static_cast<std::int64_t>(milliseconds_of(wait)) * 1'000'000;
}

void Rate::run(std::uint64_t number) {
  Waiting* const entry = find(number);
  const Node element = entry->element;
  const std::function<void()> fire = std::move(entry->fire);
  std::erase_if(waiting_, [&](const Waiting& each) { return each.number == number; });
  lock_.release(element, reason_of(number));
  if (fire) fire();
}

// A wait is over. What a throttle has kept begins the next space.
void Rate::end(std::uint64_t number) {
  Waiting& entry = *find(number);
  if (!entry.throttles) return run(number);
  const std::function<void()> last = std::move(entry.fire);
  entry.fire = nullptr;
  const Node element = entry.element;
  const Node bound = entry.bound;
  const std::string type = entry.type;
  run(number);
  if (last) limit(element, bound, type, last);
}

void Rate::flush(std::span<const Node> elements) {
  std::vector<std::uint64_t> numbers;
  for (const Waiting& entry : waiting_)
    if (entry.fire && std::ranges::find(elements, entry.element) != elements.end()) numbers.push_back(entry.number);
  for (const std::uint64_t number : numbers)
    if (const Waiting* entry = find(number); entry != nullptr && entry->fire) run(number);
}

const Rate::Waiting* Rate::next_due() const {
  const Waiting* first = nullptr;
  for (const Waiting& each : waiting_) {
    if (!each.due_ns) continue;
    if (first == nullptr || *each.due_ns < *first->due_ns || (each.due_ns == first->due_ns && each.order < first->order)) first = &each;
  }
  return first;
}

std::optional<std::int64_t> Rate::next_due_ns() const {
  const Waiting* const first = next_due();
  return first == nullptr ? std::nullopt : first->due_ns;
}

void Rate::advance_to(std::int64_t now_ns) {
  for (const Waiting* first = next_due(); first != nullptr && *first->due_ns <= now_ns; first = next_due()) {
    now_ns_ = std::max(now_ns_, *first->due_ns);
    end(first->number);
  }
  now_ns_ = std::max(now_ns_, now_ns);
}

void Rate::removed(Node node) {
  std::erase_if(waiting_, [&](const Waiting& each) { return each.element == node || each.bound == node; });
}

}  // namespace golive::testing

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <string>

#include "chart/figure.h"
#include "chart/labels.h"
#include "chart/ticks.h"
#include "golive/chart.h"

namespace golive {
namespace {

// In a box of 200 by 110 units.
constexpr double kRadius = 80;
constexpr double kMiddleX = 100;
constexpr double kMiddleY = 96;

std::string coordinate(double value) {
  const std::string text = std::to_string(std::lround(value * 10));
  const std::size_t sign = text.starts_with('-') ? 1 : 0;
  const std::string padded = text.size() < sign + 2 ? text.substr(0, sign) + "0" + text.substr(sign) : text;
  return padded.substr(0, padded.size() - 1) + "." + padded.back();
}

// From the left end of the half circle, `part` of it.
std::string arc(double part) {
  const double angle = std::numbers::pi * (1 - part);
  return "M20 96A80 80 0 0 1 " + coordinate(kMiddleX + kRadius * std::cos(angle)) + " " + coordinate(kMiddleY - kRadius * std::sin(angle));
}

struct Level {
  std::string_view name;  // class of the arc
  std::string_view word;  // said as well, for those who do not see the colour
};

Level level_of(double value, const GaugeOptions& options) {
  if (options.very_high_from && value >= *options.very_high_from) return {"gl-very-high", "very high"};
  if (options.high_from && value >= *options.high_from) return {"gl-high", "high"};
  return {"gl-normal", ""};
}

// A mark across the dial at a threshold.
Html threshold(const std::optional<double>& value, const chart::Range& range) {
  const double part = value ? range.place(*value) : -1;
  if (!(part >= 0 && part <= 1)) return {};
  const double angle = std::numbers::pi * (1 - part);
  const auto at = [angle](double radius) {
    return coordinate(kMiddleX + radius * std::cos(angle)) + " " + coordinate(kMiddleY - radius * std::sin(angle));
  };
  return HTML(R"(<path class="gl-threshold" d={line}/>)", arg("line", "M" + at(kRadius - 11) + "L" + at(kRadius + 11)));
}

Html dial(double value, const GaugeOptions& options, const chart::Range& range) {
  const Level level = level_of(value, options);
  const std::string text = chart::short_value_text(value, options.unit);
  const bool known = std::isfinite(value);
  const double part = known ? std::clamp(range.place(value), 0.0, 1.0) : 0;
  std::string spoken = text;
  if (!level.word.empty()) spoken.append(", ").append(level.word);
  return HTML(R"(<svg class={level} role="meter" aria-label={title} aria-valuemin={low} aria-valuemax={high} aria-valuenow={now}
      aria-valuetext={spoken} viewBox="0 0 200 124"><title>{tip}</title>
      <path class="gl-track" d="M20 96A80 80 0 0 1 180 96" fill="none" stroke="#8884" stroke-width="16"/>
      <path class="gl-value" d={arc} fill="none" stroke="currentColor" stroke-width="16"/>{mark}{marks}
      <text class="gl-number" x="100" y="92" text-anchor="middle" fill="currentColor">{value}</text>
      <text class="gl-word" x="100" y="66" text-anchor="middle" fill="currentColor">{word}</text>
      <text class="gl-end" x="20" y="114" text-anchor="middle" fill="currentColor">{least}</text>
      <text class="gl-end" x="180" y="114" text-anchor="middle" fill="currentColor">{most}</text></svg>)",
              arg("level", level.name), arg("title", options.title.empty() ? std::string_view("Gauge") : options.title),
              arg("low", range.low), arg("high", range.high),
              arg("now", known ? std::optional(std::clamp(value, range.low, range.high)) : std::nullopt), spoken, arg("tip", spoken),
              arg("arc", part > 0 ? arc(part) : std::string()), arg("mark", threshold(options.high_from, range)),
              arg("marks", threshold(options.very_high_from, range)), arg("value", text), arg("word", level.word),
              arg("least", chart::value_text(range.low, {})), arg("most", chart::value_text(range.high, {})));
}

}  // namespace

Html gauge(double value, const GaugeOptions& options) {
  chart::Range range;
  range.add(options.low);
  range.add(options.high);
  range = range.drawable();
  std::vector<std::string> notes;
  if (!std::isfinite(value)) notes.emplace_back("no value");
  else if (value < range.low || value > range.high) notes.emplace_back("beyond the dial");
  return chart::figure({.kind = "gl-gauge", .title = options.title, .drawing = dial(value, options, range), .notes = std::move(notes)});
}

}  // namespace golive

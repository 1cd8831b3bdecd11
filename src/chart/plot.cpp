#include "chart/plot.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace golive::chart {
namespace {

double per_cent(double part) { return std::round(part * 10'000) / 100; }

Html grid(const Plot& of) {
  return each(of.y_ticks, &Tick::index, [&](const Tick& tick) {
    const double at = std::round((1 - of.y.place(tick.value)) * 10'000) / 10;
    return HTML(R"(<path class="gl-grid" d="M0 {at}h1000" fill="none" stroke="#8884" vector-effect="non-scaling-stroke"/>)", at);
  });
}

Html marks(const std::vector<Tick>& ticks, const Range& range, bool upwards) {
  return each(ticks, &Tick::index, [&](const Tick& tick) {
    const double at = per_cent(range.place(tick.value));
    if (upwards) return HTML(R"(<span style="bottom:{at}%">{label}</span>)", at, arg("label", tick.label));
    // The last one would hang over the edge of a narrow page.
    return HTML(R"(<span class={place} style="left:{at}%">{label}</span>)", arg("place", at > 97 ? std::optional("gl-edge") : std::nullopt),
                at, arg("label", tick.label));
  });
}

Html strips(const std::vector<Hit>& hits) {
  std::size_t index = 0;
  return each(
      hits, [&](const Hit&) { return index++; },
      [](const Hit& hit) {
        const double left = std::round(hit.left * 100) / 100;
        const double width = std::round(hit.width * 100) / 100;
        const std::string_view side = hit.left > 50 ? "gl-left" : "gl-right";
        return HTML(R"(<i class={side} style="left:{left}%;width:{width}%" data-read={text}></i>)", side, left, width,
                    arg("text", hit.text));
      });
}

}  // namespace

std::vector<Tick> count_ticks(std::size_t most) {
  const Range range{0, static_cast<double>(std::max<std::size_t>(most, 1))};
  return number_ticks(range, static_cast<int>(std::min<std::size_t>(std::max<std::size_t>(most, 1), 4)));
}

Html plot(const Plot& of) {
  return HTML(R"(<div class="gl-plot" style="height:{height}px"><div class="gl-y" aria-hidden="true">{ys}</div>
      <div class="gl-field"><svg role="img" aria-label={name} viewBox="0 0 1000 1000" preserveAspectRatio="none">{grid}{shapes}</svg>
      <div class="gl-hits" aria-hidden="true">{hits}</div></div><div class="gl-x" aria-hidden="true">{xs}</div></div>)",
              arg("height", of.height), arg("ys", marks(of.y_ticks, of.y, true)), arg("name", of.name), arg("grid", grid(of)),
              arg("shapes", of.shapes), arg("hits", strips(of.hits)), arg("xs", marks(of.x_ticks, of.x, false)));
}

}  // namespace golive::chart

#include "page.h"

#include <cmath>
#include <cstdio>

namespace golive::examples {
namespace {

constexpr double kPixelsPerMetre = 180;

std::string with_digits(double value, int digits) {
  if (!std::isfinite(value)) return std::isnan(value) ? "NaN" : "infinite";
  char text[32];
  const double scale = std::pow(10, digits);
  std::snprintf(text, sizeof text, "%.*f", digits, std::round(value * scale) / scale + 0.0);  // no "-0.0"
  return text;
}

std::string moved(double metres) { return "translate(" + with_digits(metres * kPixelsPerMetre, 1) + " 0)"; }

Html figure(std::string_view name, const std::string& value, std::string_view unit) {
  return HTML(R"(<div><dt>{name}</dt><dd>{value}<span> {unit}</span></dd></div>)", name, value, unit);
}

}  // namespace

void Page::mount(Socket& socket) {
  socket.watch<&Page::look>(host->state, {.stale_after = 500ms});
  socket.watch(host->track);
}

void Page::set(Socket& socket, Order::What what, double value) {
  on_outcome(socket.send<&Page::on_outcome>(host->orders, Order{what, value}));
}

void Page::on_outcome(const Outcome& outcome) {
  word = outcome.refused() ? "Refused: " + std::string(outcome.reason()) : outcome.done() ? "Done" : "Sent";
}

// Positions are attributes of groups that stand still in the page: a frame is four of them.
Html Page::schematic() const {
  const State& state = *now;
  const double tip = 2 * state.settings.length * kPixelsPerMetre;
  return HTML(R"(
    <svg viewBox="-420 -300 840 420" role="img" aria-label="The cart on its rail, and the pole on the cart">
      <g class="rail"><line x1="-400" y1="28" x2="400" y2="28"/><line x1="-400" y1="12" x2="-400" y2="44"/><line x1="400" y1="12" x2="400" y2="44"/></g>
      <g class="target" transform={target}><path d="M0 34 l-9 18 h18 z"/></g>
      <g class="cart" transform={cart}>
        <rect x="-45" y="-14" width="90" height="32" rx="6"/><circle cx="-26" cy="22" r="9"/><circle cx="26" cy="22" r="9"/>
        <line class="force" x1="0" y1="2" x2={force} y2="2"/>
        <g class="pole" transform={pole}><line x1="0" y1="0" x2="0" y2={tip}/><circle cx="0" cy="0" r="6"/></g>
      </g>
    </svg>)",
              arg("target", moved(state.settings.target)), arg("cart", moved(state.position)),
              arg("force", with_digits(state.force * 4, 0)),
              arg("pole", "rotate(" + with_digits(state.angle * 180 / 3.14159265358979, 1) + ")"), arg("tip", with_digits(-tip, 0)));
}

Html Page::figures() const {
  const State& state = *now;
  return HTML(
      R"(<dl class="figures">{}{}{}{}{}{}{}{}{}</dl><dl class="figures loop" aria-label="The loop: how long a round takes">{}{}{}{}{}{}</dl>)",
      figure("Time", with_digits(state.time, 2), "s"), figure("Cart", with_digits(state.position, 3), "m"),
      figure("Cart speed", with_digits(state.speed, 2), "m/s"), figure("Pole", with_digits(state.angle * 180 / 3.14159265358979, 1), "°"),
      figure("Pole speed", with_digits(state.angular_speed, 2), "rad/s"), figure("Motor", with_digits(state.force, 1), "N"),
      figure("Pole energy", with_digits(state.pole_energy, 3), "J"), figure("Cart energy", with_digits(state.cart_energy, 3), "J"),
      figure("Off target", with_digits(state.position - state.settings.target, 3), "m"), figure("Steps", std::to_string(state.steps), ""),
      figure("Late rounds", std::to_string(state.late), ""), figure("50 %", with_digits(state.p50, 2), "µs"),
      figure("99 %", with_digits(state.p99, 2), "µs"), figure("99.9 %", with_digits(state.p999, 2), "µs"),
      figure("Longest", with_digits(state.longest, 1), "µs"));
}

Html Page::slider(std::string_view label, std::string_view unit, Order::What what, double low, double high, double step,
                  double value) const {
  return HTML(R"(<label><span>{label}</span><input type="range" min={low} max={high} step={step} value={value} lv-input={set}>
      <b>{shown}<small> {unit}</small></b></label>)",
              label, low, high, step, value, arg("set", on<&Page::set>(what)), arg("shown", with_digits(value, 2)), unit);
}

Html Page::controls() const {
  using What = Order::What;
  const PendulumSettings& settings = now->settings;
  const bool paused = now->paused;
  return HTML(R"(
    <div class="buttons">
      <button lv-click={run}>{name}</button><button lv-click={step} disabled={running}>Step</button>
      <button lv-click={left}>Push left</button><button lv-click={right}>Push right</button>
      <button lv-click={motor} aria-pressed={motor_on}>Motor</button>
    </div>
    <div class="sliders">{}{}{}{}</div>
    <p class="word" role="status">{word}</p>)",
              arg("run", on<&Page::set>(What::pause, paused ? 0.0 : 1.0)), arg("name", paused ? "Run" : "Pause"),
              arg("step", on<&Page::set>(What::step, 0.0)), arg("running", !paused), arg("left", on<&Page::set>(What::push, -0.8)),
              arg("right", on<&Page::set>(What::push, 0.8)), arg("motor", on<&Page::set>(What::control, settings.controlled ? 0.0 : 1.0)),
              arg("motor_on", settings.controlled ? "true" : "false"),
              slider("Target", "m", What::target, -1.5, 1.5, 0.05, settings.target),
              slider("Gravity", "m/s²", What::gravity, 1.6, 24.8, 0.1, settings.gravity),
              slider("Pole", "m", What::length, 0.25, 0.8, 0.01, settings.length),
              slider("Motor's limit", "N", What::max_force, 5, 40, 1, settings.max_force), arg("word", word));
}

Html Page::render() const {
  const bool live = freshness == Freshness::live;
  return HTML(R"(
    <main class={state}>
      <header><h1>Inside a running program</h1>
        <p>A loop of 10 kHz in C++, balancing a pole. {phase}</p></header>
      <section class="stage">{schematic}</section>
      <section class="panel">{controls}{figures}</section>
      <section class="track">{chart}</section>
    </main>)",
              arg("state", live ? "live" : "stale"),
              arg("phase", freshness == Freshness::gone    ? "The host is gone."
                           : freshness == Freshness::stale ? "The host says nothing."
                           : now->paused                   ? "Paused."
                           : now->balancing                ? "Balancing."
                           : now->settings.controlled      ? "Swinging up."
                                                           : "The motor is off."),
              arg("schematic", schematic()), arg("controls", controls()), arg("figures", figures()),
              arg("chart", live_chart(host->track,
                                      {.title = "Where the cart is", .unit = "m", .x_unit = "s", .time = false, .low = -2, .high = 2})));
}

const std::string_view kPageCss = R"css(
    :root { color-scheme: light dark; --ink: light-dark(#1b2430, #e8ecf2); --soft: light-dark(#5c6675, #98a3b3); --line: light-dark(#d9dee6, #333c49);
      --paper: light-dark(#f5f7fa, #12161c); --card: light-dark(#fff, #1b212a); --accent: light-dark(#0a66c2, #5aa9ff); --warm: light-dark(#c2410c, #ff9d66); }
    body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.45 system-ui, sans-serif; }
    main { max-width: 76rem; margin: 0 auto; padding: 1.25rem; display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); }
    @media (min-width: 60rem) { main { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); } header, .track { grid-column: 1 / -1; } }
    h1 { font-size: 1.35rem; margin: 0; } header p { margin: .1rem 0 0; color: var(--soft); }
    section { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1rem; }
    .stage { display: grid; align-items: center; } .stage svg { width: 100%; height: auto; display: block; } main.stale .stage { opacity: .45; }
    .rail line { stroke: var(--line); stroke-width: 4; stroke-linecap: round; } .target path { fill: var(--accent); }
    .cart rect, .cart > circle { fill: var(--ink); } .pole line { stroke: var(--warm); stroke-width: 9; stroke-linecap: round; }
    .pole circle { fill: var(--card); } .force { stroke: var(--accent); stroke-width: 5; }
    .buttons { display: flex; flex-wrap: wrap; gap: .5rem; }
    button { font: inherit; color: inherit; padding: .35em .9em; background: transparent; border: 1px solid var(--line); border-radius: .5em; cursor: pointer; }
    button:hover:enabled { border-color: var(--accent); } button:disabled { opacity: .4; cursor: default; }
    button[aria-pressed=true] { background: var(--accent); border-color: var(--accent); color: var(--card); }
    :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
    .sliders { display: grid; gap: .35rem; margin-top: .9rem; }
    .sliders label { display: grid; grid-template-columns: 6.5rem 1fr 5.5rem; gap: .6rem; align-items: center; }
    .sliders input { accent-color: var(--accent); min-width: 0; } label b, dd { font-weight: inherit; font-variant-numeric: tabular-nums; text-align: right; }
    small, dd span { color: var(--soft); font-size: .8em; }
    .word { min-height: 1.45em; margin: .5rem 0 0; color: var(--soft); }
    .figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); gap: .1rem 1.25rem; margin: .75rem 0 0; }
    .figures div { display: flex; justify-content: space-between; gap: .5rem; border-bottom: 1px solid var(--line); padding: .2rem 0; }
    dt { color: var(--soft); white-space: nowrap; font-size: .9em; } dd { margin: 0; white-space: nowrap; }
    .loop { margin-top: 1.1rem; }
    .lv-disconnected main { opacity: .5; transition: opacity .3s 1s; }
  )css";

}  // namespace golive::examples

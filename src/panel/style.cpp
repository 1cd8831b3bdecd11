#include "panel/style.h"

namespace golive::panel {

std::string_view style() {
  return R"css(
:root {
  color-scheme: light dark;
  --paper: #f5f6f8; --card: #fff; --ink: #1a1e26; --quiet: #5b6472; --line: #e4e7ec; --field: #c3c9d3;
  --accent: #2457d6; --on-accent: #fff; --warn: #9a5b00; --bad: #b3261e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #101318; --card: #181c22; --ink: #e7eaef; --quiet: #9ca5b3; --line: #282e37; --field: #47505e;
    --accent: #8db2ff; --on-accent: #0b1730; --warn: #f0b357; --bad: #ff9a90;
  }
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 0.9375rem/1.45 system-ui, sans-serif; }
.gp-panel { max-width: 88rem; margin: 0 auto; padding: clamp(1rem, 3vw, 2.5rem); box-sizing: border-box; font-variant-numeric: tabular-nums; }
.gp-panel header { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1rem; margin-bottom: 1.5rem; }
.gp-panel h1 { margin: 0; font-size: 1.5rem; font-weight: 600; letter-spacing: -0.01em; }
.gp-state { display: flex; align-items: center; gap: 0.5em; margin: 0; color: var(--quiet); font-size: 0.8125rem; }
.gp-state::before { content: ""; width: 0.55em; height: 0.55em; border-radius: 50%; background: var(--accent); }
[data-state="stale"] .gp-state, [data-state="gone"] .gp-state { color: var(--warn); font-weight: 600; }
[data-state="stale"] .gp-state::before { background: none; box-shadow: inset 0 0 0 2px var(--warn); }
[data-state="gone"] .gp-state { color: var(--bad); }
[data-state="gone"] .gp-state::before { border-radius: 0; background: var(--bad); }
[data-state="stale"] dd > b, [data-state="gone"] dd > b, [data-state="stale"] td, [data-state="gone"] td { color: var(--quiet); }

.gp-cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr)); align-items: start; gap: 1rem; }
.gp-card { min-width: 0; padding: 1rem 1.25rem 0.75rem; border: 1px solid var(--line); border-radius: 0.75rem; background: var(--card); }
.gp-card .gp-card { margin: 0.75rem 0 0; padding: 0.75rem 0 0; border: 0; border-top: 1px solid var(--line); border-radius: 0; }
.gp-broad { grid-column: 1 / -1; }
/* The longest card, mostly: others go on beside its end. */
@media (min-width: 50rem) { .gp-first { grid-row: span 2; } }
.gp-card h2, .gp-card h3, .gp-card h4 { margin: 0 0 0.35rem; font-size: 1rem; font-weight: 600; }
.gp-card h3, .gp-card h4 { font-size: 0.9375rem; }

/* Label | value | unit | line of the last minute: the same columns in all rows of a group. */
.gp-card dl { display: grid; grid-template-columns: minmax(6.5rem, 1fr) auto auto auto; column-gap: 0.5rem; margin: 0; }
.gp-row { display: grid; grid-column: 1 / -1; grid-template-columns: subgrid; align-items: center; min-height: 2.1rem; padding-block: 0.2rem; }
.gp-row + .gp-row { border-top: 1px solid var(--line); }
.gp-row dt { color: var(--quiet); overflow-wrap: anywhere; }
.gp-row dd { display: grid; grid-column: 2 / -1; grid-template-columns: subgrid; align-items: center; margin: 0; }
.gp-row dd > b { grid-column: 1 / -1; justify-self: end; overflow-wrap: anywhere; font-weight: 500; text-align: end; }
.gp-number dd > b { grid-column: 1; white-space: nowrap; }
.gp-card small { color: var(--quiet); font-size: 0.8125rem; font-weight: 400; }
.gp-number dd > small { grid-column: 2; }
.gp-row .gl-spark { grid-column: 3; width: 5.5em !important; margin-inline: 0.4rem 0.25rem; color: var(--accent); }
.gp-row dt small, .gp-card th small, .gp-card :is(h2, h3, h4) small { margin-inline-start: 0.4em; }
.gp-row i, .gp-none { grid-column: 1 / -1; justify-self: end; color: var(--quiet); font-style: normal; }
.gp-row.gp-short { display: flex; flex-wrap: wrap; justify-content: space-between; column-gap: 1rem; }
.gp-short dd { display: block; margin-inline-start: auto; }
.gp-short ol { display: flex; justify-content: end; gap: 1.1em; }
.gp-short li { min-width: 4.2em; text-align: end; font-weight: 500; }
.gp-card ol { margin: 0; padding: 0; list-style: none; }
.gp-long { display: grid; grid-template-columns: repeat(auto-fill, minmax(3.6rem, 1fr)); gap: 0.1rem 0.75rem; }
.gp-long li { text-align: end; overflow-wrap: anywhere; }
.gp-words { display: flex; flex-wrap: wrap; gap: 0.1rem 1rem; }
.gp-more, .gp-none { margin: 0.4rem 0 0; color: var(--quiet); font-size: 0.8125rem; }

.gp-panel :is(button, input, select) { box-sizing: border-box; color: inherit; font: inherit; }
.gp-panel :is(button, select), .gp-panel input:not([type="range"]) {
  padding: 0.2rem 0.6rem; border: 1px solid var(--field); border-radius: 0.45rem; background: var(--card); accent-color: var(--accent);
}
.gp-panel :disabled { opacity: 0.5; }
.gp-panel button { cursor: pointer; }
.gp-panel button:hover:enabled, .gp-panel :is(select, input):hover:enabled { border-color: var(--quiet); }
.gp-buttons { display: flex; flex-wrap: wrap; gap: 0.5rem; margin-inline-start: auto; }
.gp-buttons button { padding: 0.4rem 1rem; }
.gp-answers { flex-basis: 100%; margin: 0; padding: 0; color: var(--quiet); font-size: 0.8125rem; list-style: none; text-align: end; }
.gp-answers:empty { display: none; }
.gp-row :is(.gp-form, select, input[type="text"], .gp-switch) { grid-column: 1 / -1; justify-self: end; max-width: 100%; }
.gp-row input[type="text"] { width: 11rem; text-align: end; }
.gp-row input[type="number"] { grid-column: 1; justify-self: end; width: 5.75rem; text-align: end; }
.gp-form { display: flex; gap: 0.4rem; }
.gp-number dd > .gp-form { grid-column: 1; }
.gp-form input[type="number"] { width: 4.75rem; }
.gp-row .gp-slider { display: block; grid-column: 1 / -1; padding: 0.1rem 0 0.3rem; }
.gp-slider input { display: block; width: 100%; margin: 0.15rem 0; accent-color: var(--accent); cursor: pointer; }
.gp-row .gp-switch {
  position: relative; width: 2.6rem; height: 1.45rem; padding: 0; border: 1px solid var(--field); border-radius: 1rem; background: var(--line);
}
.gp-switch::before {
  content: ""; position: absolute; top: 0.1rem; left: 0.12rem; width: 1.1rem; height: 1.1rem; border-radius: 50%; background: var(--quiet);
}
.gp-switch[aria-checked="true"] { border-color: var(--accent); background: var(--accent); }
.gp-switch[aria-checked="true"]::before { left: 1.28rem; background: var(--on-accent); }
.gp-switch span { position: absolute; overflow: hidden; width: 1px; height: 1px; clip-path: inset(50%); }
@media (prefers-reduced-motion: no-preference) { .gp-switch::before { transition: left 0.12s; } }
.gp-panel .gp-switch:focus-visible { border-radius: 1rem; }
.gp-panel .gp-row [aria-invalid="true"][name] { border-color: var(--bad); outline-color: var(--bad); }
.gp-answer { margin-inline-start: 0.6em; font-size: 0.75rem; color: var(--accent); }
.gp-row .gp-refusal { display: block; grid-column: 1 / -1; padding: 0.15rem 0 0.3rem; text-align: end; }
.gp-refusal { color: var(--bad); font-size: 0.8125rem; }

.gp-scroll { margin: 0 -1.25rem; padding: 0 1.25rem; overflow: auto; max-height: 32rem; scrollbar-width: thin; }
.gp-scroll table { border-collapse: collapse; }
.gp-scroll .gp-matrix { width: 100%; }
.gp-scroll th, .gp-scroll td { padding: 0.4rem 1.25rem; text-align: start; white-space: nowrap; }
.gp-scroll tr > :first-child { padding-inline-start: 0; }
.gp-scroll tr > :last-child { padding-inline-end: 0; }
.gp-scroll th { color: var(--quiet); font-weight: 400; }
.gp-scroll thead :is(th, td) { position: sticky; top: 0; background: var(--card); box-shadow: inset 0 -1px var(--line); }
.gp-scroll tbody tr + tr { border-top: 1px solid var(--line); }
.gp-scroll .gp-n, .gp-matrix th { text-align: end; }

.gp-hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.gp-panel :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 0.25rem; }
@media (max-width: 30rem) {
  .gp-panel { padding: 1rem; }
  .gp-card { padding-inline: 1rem; }
  .gp-scroll { margin-inline: -1rem; padding-inline: 1rem; }
  .gp-scroll th, .gp-scroll td { padding-inline: 0.6rem; }
  .gp-row .gl-spark { width: 4.5em !important; }
}
@media (forced-colors: active) {
  .gp-state::before { forced-color-adjust: none; background: LinkText; }
  .gp-row .gl-spark { color: LinkText; }
  .gp-switch::before { forced-color-adjust: none; background: ButtonText; }
  .gp-switch[aria-checked="true"] { forced-color-adjust: none; background: Highlight; }
  .gp-switch[aria-checked="true"]::before { background: HighlightText; }
}
)css";
}

}  // namespace golive::panel

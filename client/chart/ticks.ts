// Marks at round numbers and at round times of the reader's clock, and how values are written. The server's twin is src/chart/ticks.cpp.

export interface Tick {
  value: number;
  label: string;
}

const kTimeSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400];
const kSuffixes: [number, string][] = [
  [1e12, "T"],
  [1e9, "G"],
  [1e6, "M"],
  [1e3, "k"],
];

export function roundStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  const lead = raw / power;
  return (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10) * power;
}

const minus = (text: string): string => text.replace("-", "\u2212");

const few = new Intl.NumberFormat("en", { maximumSignificantDigits: 4 });
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** With four digits, and the unit. */
export function valueText(value: number, unit: string): string {
  if (!Number.isFinite(value)) return "no value";
  const size = Math.abs(value);
  const far = size >= 1e15 || (size < 1e-6 && size > 0);
  return minus(far ? value.toPrecision(4) : (size >= 1e4 ? whole : few).format(value)) + (unit && `\u00a0${unit}`);
}

/** The marks of an axis: every `step`, counted from where clocks that are `ahead` have a round time. */
export interface Scale {
  step: number;
  ahead: number;
  label(value: number): string;
}

export function marks({ step, ahead, label }: Scale, low: number, high: number): Tick[] {
  const ticks: Tick[] = [];
  for (let index = Math.ceil((low + ahead) / step); index * step - ahead <= high && ticks.length < 50; index++) {
    const value = index * step - ahead;
    ticks.push({ value, label: label(value) });
  }
  return ticks;
}

const decimalsOf = (step: number): number => Math.min(20, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));

export function numberScale(low: number, high: number, most: number): Scale {
  const step = roundStep((high - low) / most);
  const largest = Math.max(Math.abs(low), Math.abs(high));
  if (largest >= 1e15 || step < 1e-6) return { step, ahead: 0, label: (value) => minus(value.toPrecision(3)) };
  const [divisor, suffix] = largest >= 1e4 ? kSuffixes.find(([size]) => largest >= size)! : [1, ""];
  const decimals = decimalsOf(step / divisor);
  return { step, ahead: 0, label: (value) => (value ? minus((value / divisor).toFixed(decimals)) + suffix : "0") };
}

const two = (value: number): string => `${value}`.padStart(2, "0");

/** The time of the day; with the fraction of a second that marks `step` apart need. */
export function clockText(seconds: number, step: number): string {
  const date = new Date(seconds * 1000);
  const minutes = `${two(date.getHours())}:${two(date.getMinutes())}`;
  if (step >= 60) return minutes;
  const fraction = step < 1 ? (date.getMilliseconds() / 1000).toFixed(Math.min(3, decimalsOf(step))).slice(1) : "";
  return `${minutes}:${two(date.getSeconds())}${fraction}`;
}

export function timeScale(low: number, high: number, most: number): Scale {
  const raw = (high - low) / most;
  const step = raw < 1 ? roundStep(raw) : (kTimeSteps.find((each) => each >= raw) ?? 86400 * roundStep(raw / 86400));
  const ahead = -60 * new Date(high * 1000).getTimezoneOffset();
  return { step, ahead, label: (value) => (step >= 86400 ? new Date(value * 1000).toLocaleDateString() : clockText(value, step)) };
}

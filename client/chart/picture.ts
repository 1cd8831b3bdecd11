// Draws a chart: behind its canvas, on another, what stands still; on it the strip that moves.
import type { Points } from "./points";
import { kHeadroom, Strip, type Box, type Line } from "./strip";
import { marks, numberScale, roundStep, timeScale } from "./ticks";

const kFont = 12;
const kBelow = 20; // for the marks of the x axis
const kBeside = 8;
const kStays = 1000; // so long the y axis keeps a range that is no longer needed

export interface Look {
  lines: Line[];
  ink: string;
  grid: string;
  font: string;
}

export interface Axes {
  time: boolean;
  low: number; // of the y axis; NaN: of the values
  high: number;
}

type Range = [low: number, high: number];

function extent({ columns, first, end }: Points): Range {
  let low = Infinity;
  let high = -Infinity;
  for (let column = 1; column < columns.length; column++) {
    const values = columns[column];
    for (let i = first; i < end; i++) {
      const value = values[i];
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return [low, high];
}

/** To round numbers, so that the axis stands still while values move. */
function rangeOf(points: Points, axes: Axes): Range {
  let [low, high] = extent(points);
  if (!(low <= high)) [low, high] = [0, 1];
  if (!(high - low > Math.max(Math.abs(low), Math.abs(high)) * 1e-12)) {
    const room = Math.abs(high) * 0.05 || 1;
    low -= room;
    high += room;
  }
  const step = roundStep((high - low) / 4);
  low = Number.isNaN(axes.low) ? Math.floor(low / step) * step : axes.low;
  high = Number.isNaN(axes.high) ? Math.ceil(high / step) * step : axes.high;
  return low < high ? [low, high] : [high, high + 1];
}

export class Picture {
  left = 0; // of the strip, in its field
  private strip_: Strip;
  private back_: CanvasRenderingContext2D;
  private box_: Box | null = null;
  private range_: Range = [0, 0];
  private needed_ = 0; // when all of the range was

  /** `back`: the canvas behind, as large as the field. */
  constructor(
    private canvas_: HTMLCanvasElement,
    back: HTMLCanvasElement,
    private axes_: Axes,
  ) {
    this.strip_ = new Strip(canvas_, axes_.time ? timeScale : numberScale);
    this.back_ = back.getContext("2d")!;
  }

  /** The size or the look has changed. */
  forget(): void {
    this.box_ = null;
  }

  /** There is a point. */
  draw(points: Points, look: Look): void {
    const range = this.settle_(rangeOf(points, this.axes_));
    this.box_ ??= this.drawBack_(range, look);
    this.strip_.draw(points, this.box_);
  }

  /** The x value at a place of the canvas, in CSS pixels from its left, and the other way round. */
  valueAt(pixels: number): number {
    return this.strip_.origin + (pixels * devicePixelRatio) / this.strip_.scale;
  }
  placeOf(value: number): number {
    return ((value - this.strip_.origin) * this.strip_.scale) / devicePixelRatio;
  }

  /** Grows at once and shrinks later: values that come and go do not make the axis jump. */
  private settle_(wanted: Range): Range {
    const now = performance.now();
    const [low, high] = this.range_;
    const same = low === wanted[0] && high === wanted[1];
    const inside = wanted[0] >= low && wanted[1] <= high;
    if (same || !inside) this.needed_ = now;
    if (!inside || now - this.needed_ > kStays) {
      this.range_ = wanted;
      this.forget();
    }
    return this.range_;
  }

  private drawBack_([bottom, top]: Range, look: Look): Box {
    const context = this.back_;
    const { canvas } = context;
    const { clientWidth, clientHeight } = canvas;
    const ratio = devicePixelRatio;
    canvas.width = Math.round(clientWidth * ratio);
    canvas.height = Math.round(clientHeight * ratio);
    context.scale(ratio, ratio);
    context.font = `${kFont}px ${look.font}`;
    context.textBaseline = "middle";
    context.textAlign = "right";
    const ticks = marks(numberScale(bottom, top, 5), bottom, top);
    const left = Math.ceil(Math.max(0, ...ticks.map(({ label }) => context.measureText(label).width))) + kBeside;
    const width = Math.max(1, clientWidth - left);
    const height = Math.max(1, clientHeight - kBelow);
    for (const { value, label } of ticks) {
      const y = Math.round(height - ((value - bottom) / (top - bottom)) * (height - kHeadroom));
      context.fillStyle = look.grid;
      context.fillRect(left, y, width, 1);
      context.fillStyle = look.ink;
      context.fillText(label, left - kBeside, Math.max(kFont / 2, y));
    }
    context.fillRect(left, height, width, 1);
    this.left = left;
    this.canvas_.style.left = `${left}px`;
    this.canvas_.style.width = `${width}px`;
    const pixels = (length: number) => Math.round(length * ratio);
    const font = `${kFont * ratio}px ${look.font}`;
    const { ink, lines } = look;
    return { width: pixels(width), height: pixels(height), below: pixels(kBelow), ratio, bottom, top, ink, font, lines };
  }
}

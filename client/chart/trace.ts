// One line of a chart as a path.
import type { Points } from "./points";

/** Pixels: x of a point is (value - origin) * scale. */
export interface Place {
  origin: number;
  scale: number;
  y(value: number): number;
}

/** From the point at `from` on. Where there is no number the line is broken. */
export function trace(context: CanvasRenderingContext2D, { columns, end }: Points, line: number, from: number, place: Place): void {
  const { origin, scale } = place;
  const [xs] = columns;
  const values = columns[line];
  let open = false;
  for (let i = from; i < end; i++) {
    const value = values[i];
    if (value !== value) {
      open = false;
      continue;
    }
    const x = (xs[i] - origin) * scale;
    const y = place.y(value);
    if (open) context.lineTo(x, y);
    else {
      context.moveTo(x, y);
      if (i + 1 === end || values[i + 1] !== values[i + 1]) context.lineTo(x + 1, y); // alone between gaps
      open = true;
    }
  }
}

/** The same for more points than pixels: of each column of pixels the lowest and the highest. */
export function traceColumns(context: CanvasRenderingContext2D, { columns, end }: Points, line: number, from: number, place: Place): void {
  const { origin, scale } = place;
  const [xs] = columns;
  const values = columns[line];
  let open = false;
  for (let i = from; i < end; ) {
    const pixel = Math.floor((xs[i] - origin) * scale);
    let low = NaN;
    let high = NaN;
    let gap = false;
    for (; i < end && Math.floor((xs[i] - origin) * scale) === pixel; i++) {
      const value = values[i];
      if (value !== value) gap = true;
      else {
        if (!(value >= low)) low = value;
        if (!(value <= high)) high = value;
      }
    }
    if (low === low) {
      if (open) context.lineTo(pixel, place.y(low));
      else context.moveTo(pixel, place.y(low));
      context.lineTo(pixel + 0.5, place.y(high));
    }
    open = low === low && !gap;
  }
}

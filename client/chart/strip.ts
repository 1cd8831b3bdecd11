// The lines of a chart and the marks of its x axis. As long as nothing but time goes on, the picture is moved by whole pixels and only what
// is new is drawn: ten lines of 1,000 points cost most of a core when all is drawn at each frame, and a tenth of one like this.
import type { Points } from "./points";
import type { Scale } from "./ticks";
import { trace, traceColumns, type Place } from "./trace";

export interface Line {
  colour: string;
  dashes: number[]; // CSS pixels
}

/** What the whole picture depends on; lengths in the screen's own pixels. */
export interface Box {
  width: number;
  height: number; // of the lines
  below: number; // for the marks of the x axis
  ratio: number; // of the pixels to CSS pixels
  bottom: number; // value at the lower edge
  top: number;
  ink: string;
  font: string;
  lines: Line[];
}

export const kHeadroom = 6; // above the highest value, CSS pixels

const kWidth = 1.5; // of a line
const kDrift = 0.05; // so far the scale may be from what fits

export class Strip {
  origin = 0; // x at the left edge
  scale = 0; // pixels a unit of x
  private context_: CanvasRenderingContext2D;
  private drawn_: Box | null = null; // what it was drawn for
  private next_ = 0; // number of the first point that is not drawn
  private marks_!: Scale;
  private mark_ = 0; // index of the next mark
  private text_ = ""; // of it
  private half_ = 0; // of its width

  constructor(
    private canvas_: HTMLCanvasElement,
    private scaleOf_: (low: number, high: number, most: number) => Scale,
  ) {
    this.context_ = canvas_.getContext("2d")!;
  }

  /** There is a point. */
  draw(points: Points, box: Box): void {
    const { first, end, next, most, columns } = points;
    const [xs] = columns;
    const newest = xs[end - 1];
    const count = end - first;
    const step = count > 1 ? (newest - xs[first]) / (count - 1) : 0;
    const fitting = box.width / (step * (most - 1) || 1);
    const news = next - this.next_;
    const goesOn = box === this.drawn_ && Math.abs(fitting / this.scale - 1) < kDrift && news >= 0 && news < count / 2;
    if (goesOn && !news) return;
    if (goesOn) this.move_(newest, box);
    else this.clear_(newest, box, fitting);
    this.next_ = next;
    // From one point before the newest that is there: the joint to it is drawn as well.
    this.stroke_(points, goesOn ? Math.max(first, end - news - 2) : first, box);
    this.write_(box);
  }

  /** So that `newest` is at the right edge. */
  private move_(newest: number, { width }: Box): void {
    const pixels = Math.round((newest - this.origin) * this.scale - width);
    if (pixels <= 0) return;
    this.context_.globalCompositeOperation = "copy";
    this.context_.drawImage(this.canvas_, -pixels, 0);
    this.context_.globalCompositeOperation = "source-over";
    this.origin += pixels / this.scale;
  }

  private clear_(newest: number, box: Box, scale: number): void {
    const { width, height, below, ratio } = box;
    this.canvas_.width = width; // clears it, too
    this.canvas_.height = height + below;
    this.drawn_ = box;
    this.scale = scale;
    this.origin = newest - width / scale;
    this.marks_ = this.scaleOf_(this.origin, newest, Math.max(2, Math.min(8, width / ratio / 90)));
    this.dress_(box);
    this.await_(Math.ceil((this.origin + this.marks_.ahead) / this.marks_.step));
  }

  /** What each piece is drawn with; set once, for that takes longer than to draw a piece. */
  private dress_({ ratio, font, ink }: Box): void {
    const context = this.context_;
    context.font = font;
    context.fillStyle = ink;
    context.textBaseline = "top";
    context.textAlign = "center";
    context.lineWidth = kWidth * ratio;
    context.lineJoin = "bevel";
  }

  private await_(index: number): void {
    const { step, ahead, label } = this.marks_;
    this.mark_ = index;
    this.text_ = label(index * step - ahead);
    this.half_ = this.context_.measureText(this.text_).width / 2;
  }

  private stroke_(points: Points, from: number, { height, ratio, bottom, top, lines }: Box): void {
    const context = this.context_;
    const { origin, scale } = this;
    const [xs] = points.columns;
    const room = height - kHeadroom * ratio;
    const place: Place = { origin, scale, y: (value) => height - ((value - bottom) / (top - bottom)) * room };
    const dense = (xs[points.end - 1] - xs[from]) * scale * 2 < points.end - from;
    const dashed = lines.some(({ dashes }) => dashes.length);
    lines.forEach(({ colour, dashes }, line) => {
      context.strokeStyle = colour;
      if (dashed) context.setLineDash(dashes.map((length) => length * ratio));
      // Dashes that begin anew with each piece would be none: they stand at places of the strip.
      if (dashes.length) context.lineDashOffset = (xs[from] * scale) % (dashes.reduce((sum, length) => sum + length, 0) * ratio);
      context.beginPath();
      (dense ? traceColumns : trace)(context, points, line + 1, from, place);
      context.stroke();
    });
  }

  /** The marks that have come in whole. */
  private write_({ width, height, ratio }: Box): void {
    const { step, ahead } = this.marks_;
    for (;;) {
      const x = (this.mark_ * step - ahead - this.origin) * this.scale;
      if (x + this.half_ > width) return;
      if (x >= this.half_) this.context_.fillText(this.text_, Math.round(x), height + 6 * ratio);
      this.await_(this.mark_ + 1);
    }
  }
}

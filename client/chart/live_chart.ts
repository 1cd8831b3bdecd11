// One live chart: what its feed brings, when it is drawn, what is read out.
import { Picture, type Look } from "./picture";
import { Points } from "./points";
import { writeTable } from "./table";
import { clockText, valueText } from "./ticks";

const kCalm = 1000; // between two pictures for who wants no motion
const kLegend = 1000; // between two texts: faster than anybody reads, and each is laid out and painted

export class LiveChart {
  readonly feed: string;
  private points_: Points;
  private picture_: Picture;
  private figure_: HTMLElement;
  private entries_: HTMLElement[];
  private readout_: HTMLElement;
  private details_: HTMLDetailsElement;
  private time_: boolean;
  private look_!: Look;
  private scheduled_ = 0;
  private drawn_ = 0; // when
  private told_ = 0; // when the legend was written
  private seen_ = true;
  private pointer_: number | null = null; // pixels from the left of the canvas
  private calm_ = matchMedia("(prefers-reduced-motion: reduce)");
  private watching_ = new AbortController();
  private observers_: { disconnect(): void }[];

  constructor(private canvas_: HTMLCanvasElement) {
    const { feed, points, x, low, high } = canvas_.dataset;
    this.feed = feed!;
    this.figure_ = canvas_.closest("figure")!;
    this.entries_ = [...this.figure_.querySelectorAll<HTMLElement>(".gl-legend li")];
    this.readout_ = this.figure_.querySelector(".gl-hits i")!;
    this.details_ = this.figure_.querySelector("details")!;
    this.points_ = new Points(this.entries_.length + 1, +points!);
    this.time_ = x === "time";
    const back = this.figure_.querySelector<HTMLCanvasElement>(".gl-back")!;
    this.picture_ = new Picture(canvas_, back, { time: this.time_, low: low ? +low : NaN, high: high ? +high : NaN });
    const sizes = new ResizeObserver(() => this.restyle_());
    const places = new IntersectionObserver((entries) => {
      this.seen_ = entries.at(-1)!.isIntersecting;
      this.schedule_();
    });
    sizes.observe(back);
    places.observe(back);
    this.observers_ = [sizes, places];
    this.listen_();
    this.restyle_();
  }

  /** How many points the page has had. */
  get next(): number {
    return this.points_.next;
  }

  add(from: number, packed: string): void {
    this.points_.add(from, packed);
    this.schedule_();
  }

  close(): void {
    cancelAnimationFrame(this.scheduled_);
    this.watching_.abort();
    for (const observer of this.observers_) observer.disconnect();
  }

  private listen_(): void {
    const { signal } = this.watching_;
    const restyle = () => this.restyle_();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", restyle, { signal });
    const point = (at: number | null) => {
      this.pointer_ = at;
      if (this.drawn_) this.readOut_();
    };
    this.canvas_.addEventListener("pointermove", ({ offsetX }) => point(offsetX), { signal });
    this.canvas_.addEventListener("pointerdown", ({ offsetX }) => point(offsetX), { signal });
    this.canvas_.addEventListener("pointerleave", () => point(null), { signal });
    this.details_.addEventListener("toggle", () => this.tell_(), { signal });
  }

  private restyle_(): void {
    const style = getComputedStyle(this.figure_);
    this.look_ = {
      lines: this.entries_.map((entry) => {
        const { color, strokeDasharray } = getComputedStyle(entry);
        return { colour: color, dashes: strokeDasharray.split(/[ ,]+/).map(parseFloat).filter(Boolean) };
      }),
      ink: style.getPropertyValue("--ink").trim() || style.color,
      grid: style.getPropertyValue("--grid").trim() || "#8884",
      font: style.fontFamily,
    };
    this.picture_.forget();
    this.draw_();
  }

  /** At the next picture of the browser; a page that is hidden has none. */
  private schedule_(): void {
    if (!this.seen_) return;
    this.scheduled_ ||= requestAnimationFrame((now) => {
      this.scheduled_ = 0;
      if (this.calm_.matches && now - this.drawn_ < kCalm) return this.schedule_();
      this.draw_();
    });
  }

  private draw_(): void {
    const points = this.points_;
    if (points.first === points.end) return;
    this.picture_.draw(points, this.look_);
    if (!this.drawn_) this.figure_.querySelector<HTMLElement>(".gl-wait")!.hidden = true;
    this.drawn_ = performance.now();
    this.readOut_();
    if (performance.now() - this.told_ > kLegend) this.tell_();
  }

  private xText_(x: number): string {
    return this.time_ ? clockText(x, 0.001) : valueText(x, this.canvas_.dataset.x ?? "");
  }

  private rows_(index: number): string[] {
    const { columns } = this.points_;
    return this.entries_.map((_, line) => valueText(columns[line + 1][index], this.canvas_.dataset.unit ?? ""));
  }

  private names_(): string[] {
    return this.entries_.map((entry) => entry.querySelector("span")!.textContent!);
  }

  private readOut_(): void {
    const { readout_: readout, pointer_: pointer, picture_: picture, points_: points } = this;
    if (readout.hidden !== (pointer === null)) readout.hidden = pointer === null;
    if (pointer === null) return;
    const index = points.nearest(picture.valueAt(pointer));
    const x = points.columns[0][index];
    const at = picture.placeOf(x);
    const values = this.rows_(index);
    readout.className = `gl-on ${at > this.canvas_.clientWidth / 2 ? "gl-left" : "gl-right"}`;
    readout.style.left = `${picture.left + at}px`;
    readout.dataset.read = [this.xText_(x), ...this.names_().map((name, line) => `${name}: ${values[line]}`)].join("\n");
  }

  /** The newest values as text: in the legend, and in the table if somebody reads it. */
  private tell_(): void {
    this.told_ = performance.now();
    const { end, first, columns } = this.points_;
    if (first === end) return;
    const newest = this.rows_(end - 1);
    this.entries_.forEach((entry, line) => (entry.querySelector("output")!.textContent = newest[line]));
    if (!this.details_.open) return;
    writeTable(this.details_.querySelector(".gl-scroll")!, this.names_(), end - first, (row) => [
      this.xText_(columns[0][end - 1 - row]),
      ...this.rows_(end - 1 - row),
    ]);
  }
}

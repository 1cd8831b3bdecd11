// The newest points of a feed: one column of numbers for x and for each line, each in one piece so that it is drawn without looking round.

const kDouble = 8;
const kFloat = 4;

const values = new Uint8Array(128);
[..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].forEach((c, value) => (values[c.charCodeAt(0)] = value));

/** The bytes of base64url without padding. */
function bytesOf(text: string): ArrayBuffer {
  const bytes = new Uint8Array((text.length * 3) >> 2);
  for (let from = 0, to = 0; from < text.length; from += 4, to += 3) {
    const group =
      (values[text.charCodeAt(from)] << 18) |
      (values[text.charCodeAt(from + 1)] << 12) |
      (values[text.charCodeAt(from + 2) & 127] << 6) |
      values[text.charCodeAt(from + 3) & 127];
    bytes[to] = group >> 16;
    bytes[to + 1] = group >> 8;
    bytes[to + 2] = group;
  }
  return bytes.buffer;
}

export class Points {
  readonly columns: Float64Array[];
  first = 0; // of the newest points, in each column
  end = 0;
  next = 0; // number of the point that comes

  /** `width`: columns; `most`: points kept. */
  constructor(
    width: number,
    readonly most: number,
  ) {
    this.columns = Array.from({ length: width }, () => new Float64Array(2 * most));
  }

  /** Takes points from number `from` on, as the server packed them (docs/protocol.md "Feeds"). Some may be here already. */
  add(from: number, packed: string): void {
    const width = this.columns.length;
    const bytes = bytesOf(packed);
    const bases = new DataView(bytes);
    const count = (bytes.byteLength / width - kDouble) / kFloat;
    const skipped = Math.max(0, this.next - from);
    if (from > this.next) this.first = this.end = 0; // what lies between is gone
    if (skipped >= count) return;
    const begin = Math.max(skipped, count - this.most);
    this.makeRoom_(count - begin);
    for (let column = 0; column < width; column++) {
      const base = bases.getFloat64(column * kDouble, true);
      const differences = new Float32Array(bytes, width * kDouble + column * count * kFloat, count);
      const to = this.columns[column];
      for (let i = begin, at = this.end; i < count; i++, at++) to[at] = base + differences[i];
    }
    this.end += count - begin;
    this.first = Math.max(this.first, this.end - this.most);
    this.next = from + count;
  }

  private makeRoom_(count: number): void {
    if (this.end + count <= 2 * this.most) return;
    const kept = Math.min(this.end - this.first, this.most - count);
    for (const column of this.columns) column.copyWithin(0, this.end - kept, this.end);
    this.first = 0;
    this.end = kept;
  }

  /** The index of the point nearest to `x`; there is one. */
  nearest(x: number): number {
    const [xs] = this.columns;
    let low = this.first;
    let high = this.end - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (xs[middle] < x) low = middle + 1;
      else high = middle;
    }
    return low > this.first && x - xs[low - 1] < xs[low] - x ? low - 1 : low;
  }
}

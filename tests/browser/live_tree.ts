// The tree of a client of LiveView: joins and diffs in, HTML out. Written from LiveView's description. One function without imports, so that it
// runs in a page too.

export interface LiveTree {
  join(rendered: object): void;
  apply(diff: object): void;
  html(): string;
}

export function liveTree(): LiveTree {
  let tree: any = {};
  const isObject = (value: any) => value !== null && typeof value === "object";

  // "s" may be the number of an array in the nearest "p" above.
  const resolve = (part: any, templates: any): any => {
    if (Array.isArray(part)) return part.map((each) => resolve(each, templates));
    if (!isObject(part)) return part;
    const { p, ...members } = part;
    const near = p ?? templates;
    const entries = Object.entries(members).map(([key, member]) => {
      if (key !== "s") return [key, resolve(member, near)];
      return [key, typeof member === "number" ? near[member] : member];
    });
    return Object.fromEntries(entries);
  };
  const mergeRows = (rows: any, changes: any): any => {
    const merged = { ...rows, kc: changes.kc };
    for (const [place, change] of Object.entries<any>(changes)) {
      if (place === "kc" || place === "km") continue;
      if (typeof change === "number") merged[place] = rows[change];
      else if (Array.isArray(change)) merged[place] = merge(rows[change[0]], change[1]);
      else merged[place] = merge(rows[place] ?? {}, change);
    }
    for (let place = changes.kc; place < rows.kc; place++) delete merged[place];
    return merged;
  };
  const merge = (target: any, change: any): any => {
    if (!isObject(change) || "s" in change || !isObject(target)) return change;
    const merged = { ...target };
    for (const [key, member] of Object.entries(change)) merged[key] = key === "k" ? mergeRows(target.k, member) : merge(target[key], member);
    return merged;
  };
  const write = (part: any): string => {
    if (typeof part === "string") return part;
    const slots = (row: any) => part.s.reduce((html: string, text: string, i: number) => html + write(row[i - 1]) + text);
    if (!("k" in part)) return slots(part);
    return Array.from({ length: part.k.kc }, (_, place) => slots(part.k[place])).join("");
  };

  return {
    join: (rendered) => void (tree = resolve(rendered, null)),
    apply: (diff) => {
      const { r, e, ...change } = diff as any;
      tree = merge(tree, resolve(change, null));
    },
    html: () => write(tree),
  };
}

// A tiny server for the fuzz tests: random templates and random histories of states. How they travel: wire.ts.

export class Random {
  constructor(private seed: number) {}
  next(): number {
    this.seed = (Math.imul(this.seed, 1664525) + 1013904223) >>> 0;
    return this.seed / 2 ** 32;
  }
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }
  chance(p: number): boolean {
    return this.next() < p;
  }
  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)];
  }
}

type Kind = "text" | "node" | "attribute" | "class" | "set";

export interface Element {
  tag: string;
  fixed: string; // attributes as written
  slots: { kind: Kind; name: string; slot: number }[];
  children: Item[];
}
export type Item = { text: string } | { slot: number; node: boolean } | Element;

export interface Template {
  id: string;
  space: "" | "svg|";
  items: Item[];
  kinds: Kind[];
  options: Content[]; // what a node slot may hold, by slot; sparse
}

/** What a node slot may hold: nothing, one of these instances, a list of one of these, raw. */
interface Content {
  instances: Template[];
  rows: Template[];
  raw: boolean;
  mixed: boolean;
}

export interface Instance {
  template: Template;
  values: any[]; // scalars, objects for sets, or NodeValue
}
export interface List {
  mixed: boolean;
  template: Template;
  rows: { key: string | number; instance: Instance }[];
}
export type NodeValue = null | { instance: Instance } | { list: List } | { raw: string };

let serial = 0;

export const isElement = (item: Item): item is Element => "tag" in item;
export const isText = (item: Item | undefined): boolean => !!item && ("text" in item || ("slot" in item && !item.node));

export class Maker {
  constructor(private random: Random) {}

  template(depth: number, only?: string): Template {
    const made: Template = { id: `t${serial++}`, space: "", items: [], kinds: [], options: [] };
    made.items = only ? [this.element(made, depth, only)] : this.items(made, depth, 1 + this.random.below(3));
    if (!made.items.length) made.items = [{ text: "." }];
    return made;
  }

  private slot(made: Template, kind: Kind): number {
    made.kinds.push(kind);
    return made.kinds.length - 1;
  }

  private items(made: Template, depth: number, count: number): Item[] {
    const items: Item[] = [];
    for (let i = 0; i < count; i++) {
      const dice = this.random.next();
      if (dice < 0.2) {
        if (!items.length || !("text" in items[items.length - 1])) items.push({ text: this.random.pick(["a ", " ", "x<y", "&", " end"]) });
      } else if (dice < 0.45) items.push({ slot: this.slot(made, "text"), node: false });
      else if (dice < 0.6 && depth > 0) items.push(this.part(made, depth, "div"));
      else items.push(this.element(made, depth, this.random.pick(["div", "span", "p", "em"])));
    }
    return items;
  }

  private part(made: Template, depth: number, parent: string): Item {
    const slot = this.slot(made, "node");
    const child: Record<string, string> = { ul: "li", tbody: "tr", select: "option", g: "g" };
    const only = child[parent];
    const make = () => {
      const t = this.template(depth - 1, only);
      if (parent === "g") t.space = "svg|";
      return t;
    };
    made.options[slot] = {
      instances: only ? [] : [make(), make()],
      rows: [make(), make()],
      raw: !only && this.random.chance(0.5),
      mixed: !only && this.random.chance(0.3),
    };
    return { slot, node: true };
  }

  private element(made: Template, depth: number, tag: string): Element {
    const element: Element = { tag, fixed: this.random.chance(0.3) ? ' title="t"' : "", slots: [], children: [] };
    const free = ["id", "data-a", "hidden", "class", "*"];
    while (this.random.chance(0.3) && free.length) {
      const [name] = free.splice(this.random.below(free.length), 1);
      const kind = name === "class" ? "class" : name === "*" ? "set" : "attribute";
      element.slots.push({ kind, name, slot: this.slot(made, kind) });
    }
    if (tag === "option" || tag === "p") element.children = [{ slot: this.slot(made, "text"), node: false }];
    else if (tag === "tr") element.children = [this.cell(made, depth), this.cell(made, depth)];
    else if (tag === "g")
      element.children = [
        { tag: "circle", fixed: "", slots: [{ kind: "attribute", name: "r", slot: this.slot(made, "attribute") }], children: [] },
      ];
    else if (depth > 0 && this.random.chance(0.25)) element.children = [this.container(made, depth)];
    else if (this.random.chance(0.3)) element.children = [{ slot: this.slot(made, "text"), node: false }];
    else element.children = depth > 0 ? this.items(made, depth - 1, this.random.below(4)) : [];
    return element;
  }

  private cell(made: Template, depth: number): Element {
    const item: Item =
      depth > 0 && this.random.chance(0.3) ? this.part(made, depth, "div") : { slot: this.slot(made, "text"), node: false };
    return { tag: "td", fixed: "", slots: [], children: [item] };
  }

  private container(made: Template, depth: number): Element {
    const tag = this.random.pick(["ul", "table", "select", "svg"]);
    const inner = tag === "table" ? "tbody" : tag === "svg" ? "g" : tag;
    const holder: Element = { tag: inner, fixed: "", slots: [], children: [this.part(made, depth, inner)] };
    return inner === tag ? holder : { tag, fixed: "", slots: [], children: [holder] };
  }

  text(): any {
    return this.random.pick(["", "a", "b & c", "<i>", " ", 0, 7, -1.5, null, "long text", "\u00e9\u2028"]);
  }

  value(template: Template, slot: number): any {
    const kind = template.kinds[slot];
    if (kind === "text") return this.text();
    if (kind === "attribute") return this.random.pick(["", "v", 'q"<&', true, false, null, 3]);
    if (kind === "class") return this.random.pick(["", "a", "a b", "b c", null, "c"]);
    if (kind === "set") {
      const set: Record<string, any> = {};
      for (const name of ["data-x", "data-y", "lang"]) if (this.random.chance(0.5)) set[name] = this.random.pick(["1", true, null, 2]);
      return set;
    }
    return this.nodeValue(template.options[slot]);
  }

  nodeValue({ instances, rows, raw, mixed }: Content): NodeValue {
    const dice = this.random.next();
    if (dice < 0.25) return null;
    if (dice < 0.5 && instances.length) return { instance: this.instance(this.random.pick(instances)) };
    if (dice < 0.6 && raw) return { raw: this.random.pick(["", "<b>raw</b>", "x", "<i>1</i> and <i>2</i>"]) };
    const list: List = { mixed, template: rows[0], rows: [] };
    const count = this.random.below(6);
    for (let i = 0; i < count; i++) this.insert(list, rows);
    return { list };
  }

  insert(list: List, rows: Template[]): void {
    const key = this.random.chance(0.5) ? serial++ : `k${serial++}`;
    const template = list.mixed ? this.random.pick(rows) : list.template;
    list.rows.splice(this.random.below(list.rows.length + 1), 0, { key, instance: this.instance(template) });
  }

  instance(template: Template): Instance {
    return { template, values: template.kinds.map((_, slot) => this.value(template, slot)) };
  }

  /** A later state of the same instance. */
  change({ template, values }: Instance): Instance {
    return { template, values: values.map((value, slot) => (this.random.chance(0.6) ? value : this.changeSlot(template, slot, value))) };
  }

  private changeSlot(template: Template, slot: number, value: any): any {
    if (template.kinds[slot] !== "node" || !value || this.random.chance(0.15)) return this.value(template, slot);
    if (value.instance) return { instance: this.change(value.instance) };
    if (value.list) return { list: this.changeList(template.options[slot].rows, value.list) };
    return this.value(template, slot);
  }

  private changeList(rows: Template[], { mixed, template, rows: old }: List): List {
    const list: List = { mixed, template, rows: old.filter(() => this.random.chance(0.85)) };
    list.rows = list.rows.map(({ key, instance }) => ({ key, instance: this.random.chance(0.7) ? instance : this.change(instance) }));
    for (let n = this.random.below(3); n > 0; n--) this.insert(list, rows);
    for (let n = this.random.below(3); n > 0 && list.rows.length; n--) {
      const [row] = list.rows.splice(this.random.below(list.rows.length), 1);
      list.rows.splice(this.random.below(list.rows.length + 1), 0, row);
    }
    return list;
  }
}

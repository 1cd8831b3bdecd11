// Adoption: takes over the page that the server rendered, by walking template and page in parallel.
//
// Foreign nodes (extensions, widgets, translators) are stepped over. What does not match is rebuilt from the values if they are there (a
// full tree); in a skeleton, which has none, it is left out and the caller asks for a full tree. The unit of rebuilding is the row or the
// node slot around the mismatch.
import { hold, set, type Instance, create } from "./instance";
import { rowTemplate, type List } from "./list";
import { makePart, setPart, type Part } from "./part";
import { SlotKind, template, type Template } from "./templates";
import type { AttributeSet, InstanceValue, ListValue, Row, Value } from "./tree";
import { setAttributes, type Written } from "./attributes";
import * as wire from "./wire_keys";

class Mismatch extends Error {}

/** The page's siblings that are still to be matched. */
interface Siblings {
  parent: Node;
  at: ChildNode | null;
  stop: Node | null;
}

/** What is known about the values: everything (full) or structure only (skeleton). */
interface Source {
  skeleton: boolean;
  incomplete: boolean; // something did not match and had no values to be rebuilt from
}

/** Adopts what `root` shows. Null: nothing fits. `incomplete`: a full tree is needed. */
export function adopt(root: Element, value: InstanceValue, skeleton: boolean): { instance: Instance | null; incomplete: boolean } {
  const source: Source = { skeleton, incomplete: false };
  try {
    const instance = adoptWhole(source, value, { parent: root, at: root.firstChild, stop: null });
    return { instance, incomplete: source.incomplete };
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    return { instance: null, incomplete: true };
  }
}

/** The value of a slot; in a skeleton only node slots and attribute sets have one. */
function valueOf(source: Source, values: readonly unknown[], from: number, slot: number): Value {
  if (!source.skeleton) return values[from + slot] as Value;
  return ((values[from] as Record<string, Value> | undefined)?.[slot] ?? null) as Value;
}

function adoptInstance(
  source: Source,
  template: Template,
  values: readonly unknown[],
  from: number,
  siblings: Siblings,
  whole = false, // nothing but this instance belongs between the siblings' ends
): Instance {
  const slots: unknown[] = new Array(template.slots.length);
  const level = new Level(source, template, values, from, slots, siblings);
  const [first, last] = level.match(template.single ? [template.root] : template.root.childNodes);
  if (whole) level.leave();
  const instance = { template, slots, first, last };
  template.slots.forEach(({ kind }, slot) => {
    const value = valueOf(source, values, from, slot);
    if (kind === SlotKind.set && source.skeleton) (slots[slot] as Written<AttributeSet>).was = (value ?? {}) as AttributeSet;
    else if (kind === SlotKind.set) setAttributes(slots[slot] as Written<AttributeSet>, value as AttributeSet | null);
    else if (kind !== SlotKind.node && !source.skeleton) set(instance, slot, value);
  });
  return instance;
}

/** Matches the children of one template node with the children of one node of the page. */
class Level {
  private before_: Element | null = null; // the template element matched last
  private stray_ = false; // foreign text was stepped over
  private lacking_ = false; // a text slot was found without a text

  constructor(
    private source_: Source,
    private template_: Template,
    private values_: readonly unknown[],
    private from_: number,
    private slots_: unknown[],
    private siblings_: Siblings,
  ) {}

  match(wanted: Iterable<Node>): [ChildNode, ChildNode] {
    let first: ChildNode | null = null;
    let last: ChildNode | null = null;
    for (const node of wanted) {
      const [from, to] = this.take_(node);
      first ??= from;
      last = to ?? last;
    }
    if (!first) first = last = this.insertText_();
    return [first, last!];
  }

  /** Checks what is left over in a parent that is wholly the template's. */
  leave(): void {
    while (this.here_()) this.skip_();
    if (this.stray_ && this.lacking_) throw new Mismatch("a text was moved");
  }

  private here_(): ChildNode | null {
    const { at, stop } = this.siblings_;
    return at === stop ? null : at;
  }

  private next_(): void {
    this.siblings_.at = this.siblings_.at!.nextSibling;
  }

  /** Steps over a node that is not ours. One that looks like the element before it may be ours after all: then nothing is certain. */
  private skip_(): void {
    const node = this.here_()!;
    if (this.before_ && fits(this.before_, node)) throw new Mismatch("two of a kind");
    if (!(node instanceof Comment) && node.textContent!.trim()) this.stray_ = true;
    this.next_();
  }

  private insertText_(): Text {
    return this.siblings_.parent.insertBefore(document.createTextNode(""), this.siblings_.at);
  }

  private take_(node: Node): [ChildNode | null, ChildNode | null] {
    if (node instanceof Text) return this.takeText_(node);
    if (node instanceof Element) return this.takeElement_(node);
    const slots = this.template_.marks.get(node);
    if (slots) return this.takePart_(slots[0]);
    if (this.here_() instanceof Comment && (node as Comment).data !== "/") this.next_(); // a comment written in the template
    return [null, null];
  }

  private takeText_(wanted: Text): [ChildNode | null, ChildNode | null] {
    const slots = this.template_.marks.get(wanted);
    const found = slots || wanted.data.trim() ? this.takeWords_(wanted, !!slots) : this.takeSpace_();
    if (slots) this.slots_[slots[0]] = found;
    if (wanted.nextSibling instanceof Text) skipSeparator(this.siblings_);
    return [found, found];
  }

  private takeSpace_(): Text | null {
    const found = this.here_();
    if (!(found instanceof Text) || found.data.trim()) return null;
    this.next_();
    return found;
  }

  private takeWords_(wanted: Text, isSlot: boolean): Text {
    const found = this.findText_(wanted);
    if (!found) {
      if (!isSlot) throw new Mismatch("a text is gone");
      this.lacking_ = true;
      return this.insertText_();
    }
    if (!isSlot && found.data.trim() !== wanted.data.trim()) throw new Mismatch("another text");
    this.next_();
    this.join_(found);
    return found;
  }

  /** The next text, behind foreign elements if there are any. */
  private findText_(wanted: Text): Text | null {
    let upcoming: Node | null = wanted.nextSibling;
    while (upcoming instanceof Text) upcoming = upcoming.nextSibling;
    let node = this.here_();
    while (node instanceof Element && node !== this.siblings_.stop && !(upcoming instanceof Element && fits(upcoming, node))) node = node.nextSibling;
    if (!(node instanceof Text)) return null;
    while (this.here_() !== node) this.skip_();
    return node;
  }

  /** The parser splits long texts: makes one of them again. */
  private join_(text: Text): void {
    for (let more = this.here_(); more instanceof Text; more = this.here_()) {
      text.appendData(more.data);
      this.next_();
      more.remove();
    }
  }

  private takeElement_(wanted: Element): [ChildNode, ChildNode] {
    while (this.here_() && !fits(wanted, this.here_()!)) this.skip_();
    const found = this.here_() as Element | null;
    if (!found) throw new Mismatch(`no <${wanted.localName}>`);
    let sole = false;
    for (const slot of this.template_.marks.get(wanted) ?? []) {
      const { kind } = this.template_.slots[slot];
      this.slots_[slot] = hold(kind, found);
      sole ||= kind === SlotKind.sole;
    }
    if (!sole && this.template_.deep.has(wanted) && wanted.firstChild) {
      const inner: Siblings = { parent: found, at: found.firstChild, stop: null };
      const level = new Level(this.source_, this.template_, this.values_, this.from_, this.slots_, inner);
      level.match(wanted.childNodes);
      level.leave();
    }
    this.before_ = wanted;
    this.next_();
    return [found, found];
  }

  private takePart_(slot: number): [ChildNode, ChildNode] {
    for (let node = this.here_(); !(node instanceof Comment && node.data === "$"); node = this.here_()) {
      if (!node) throw new Mismatch("a slot is gone");
      this.skip_();
    }
    const start = this.here_() as unknown as Comment;
    const end = findEnd(start);
    const part = makePart(start, end);
    this.slots_[slot] = part;
    adoptPart(this.source_, part, valueOf(this.source_, this.values_, this.from_, slot));
    this.siblings_.at = end.nextSibling;
    this.before_ = null;
    return [start, end];
  }
}

function findEnd(start: Comment): Comment {
  let open = 0;
  for (let node: Node | null = start.nextSibling; node; node = node.nextSibling) {
    if (!(node instanceof Comment)) continue;
    if (node.data === "$") open++;
    else if (node.data === "/" && open-- === 0) return node;
  }
  throw new Mismatch("a slot has no end"); // e.g. the parser put it into an implied <tbody>
}

const fixed = new WeakMap<Element, [string, string][]>();
const stateful = /^(style|open|disabled|hidden|tabindex|dir|lang)$/; // scripts and translators change these

/** True if a node of the page may be the copy of a template's element: its name, its fixed attributes and its fixed classes. */
function fits(wanted: Element, node: Node): boolean {
  if (!(node instanceof Element) || node.localName !== wanted.localName) return false;
  let attributes = fixed.get(wanted);
  if (!attributes) {
    attributes = [...wanted.attributes].map(({ name, value }): [string, string] => [name, value]).filter(([name]) => !stateful.test(name));
    fixed.set(wanted, attributes);
  }
  return attributes.every(([name, value]) =>
    name === "class" ? [...wanted.classList].every((word) => node.classList.contains(word)) : node.getAttribute(name) === value,
  );
}

function adoptPart(source: Source, part: Part, value: Value): void {
  try {
    if (Array.isArray(value)) part.instance = adoptWhole(source, value as InstanceValue, inside(part));
    else if (value && wire.ROW_TEMPLATE in (value as object)) part.list = adoptList(source, part, value as unknown as ListValue);
    else if (value) part.other = true; // raw
    else if (!source.skeleton) rebuild(source, part, value);
    if (part.other && !source.skeleton) setPart(part, value);
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    rebuild(source, part, value);
  }
}

function rebuild(source: Source, part: Part, value: Value): void {
  part.other = part.start.nextSibling !== part.end;
  if (source.skeleton) source.incomplete = true;
  else setPart(part, value);
}

const adoptWhole = (source: Source, value: InstanceValue, siblings: Siblings): Instance =>
  adoptInstance(source, template(value[0]), value, 1, siblings, true);

const inside = ({ start, end }: Part): Siblings => ({ parent: start.parentNode!, at: start.nextSibling, stop: end });

/** Steps over the empty comment that tells two texts apart. */
function skipSeparator(siblings: Siblings): void {
  const { at, stop } = siblings;
  if (at !== stop && at instanceof Comment && !at.data) siblings.at = at.nextSibling;
}

function adoptList(source: Source, part: Part, value: ListValue): List {
  const list: List = { template: value[wire.ROW_TEMPLATE], rows: new Map() };
  const siblings = inside(part);
  let last: Template | null = null;
  for (const row of value[wire.ROWS]) {
    const values = (Array.isArray(row) ? row : [row]) as Row;
    const [wanted, from] = rowTemplate(list.template, values);
    const instance = adoptRow(source, wanted, values, from, siblings);
    if (instance) list.rows.set("" + values[0], instance);
    if (wanted.root.lastChild instanceof Text && !wanted.single) skipSeparator(siblings);
    last = wanted;
  }
  for (let node = siblings.at as Node | null; node && node !== part.end; node = node.nextSibling) {
    if (!last || (last.single && fits(last.root as Element, node))) throw new Mismatch("more rows than keys");
  }
  return list;
}

/** Adopts one row. One that is damaged inside is taken out and, if its values are known, made afresh. */
function adoptRow(source: Source, wanted: Template, values: Row, from: number, siblings: Siblings): Instance | null {
  if (!wanted.single) return adoptInstance(source, wanted, values, from, siblings);
  const { parent, stop } = siblings;
  let at = siblings.at;
  while (at && at !== stop && !fits(wanted.root as Element, at)) at = at.nextSibling;
  const found = at === stop ? null : at;
  try {
    if (!found) throw new Mismatch("no row");
    siblings.at = found;
    return adoptInstance(source, wanted, values, from, siblings);
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    const next = found ? found.nextSibling : siblings.at;
    found?.remove();
    siblings.at = next;
    if (source.skeleton) {
      source.incomplete = true;
      return null;
    }
    const [made, nodes] = create(wanted, values, from);
    parent.insertBefore(nodes, next);
    return made;
  }
}

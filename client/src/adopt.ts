// Adoption: takes over the page that the server rendered, by walking template and page in parallel.
//
// Foreign nodes (extensions, widgets, translators) are stepped over. What does not match is rebuilt from the values if they are there (a
// full tree); a skeleton has none, so it is left out and the caller asks for a full tree. The unit of rebuilding is the row or the node
// slot around the mismatch.
//
// A page that gets a skeleton shows its state. One that gets a full tree may show another: other rows, another template, raw HTML. What the
// template does not name is then foreign or of the old state, and nothing tells which. The old must go: it is wrong, and somebody may click
// it; what an extension added it adds again. So where one template follows another (`strict`) only what is foreign beyond doubt is left
// alone: elements that the page does not define, names of attributes that only scripts use, classes beside fixed ones. Inside an element
// that fits, all is foreign, for a widget may have filled it, but what has lv-* or marks. docs/protocol.md, "The served page".
import { type Written } from "./attributes";
import { create, hold, set, type Instance } from "./instance";
import { parts, type List } from "./list";
import { makePart, setPart, type Part } from "./part";
import { SlotKind, slotNames, template, type Template } from "./templates";
import type { AttributeSet, InstanceValue, ListValue, Row, Value } from "./tree";
import * as wire from "./wire_keys";

const isMark = (node: Node, data: string): node is Comment => node instanceof Comment && node.data === data;

/** The page's siblings still to be matched; the end mark of a node slot is the last of them. `whole`: they are those of one instance. */
class Siblings {
  latest: Element | null = null; // the template's element that was matched last
  stray = false; // foreign text was stepped over
  strict: boolean; // what does not fit is of an old state

  constructor(
    readonly parent: Node,
    readonly whole: boolean,
    public at = parent.firstChild,
    inside?: boolean,
  ) {
    this.strict = !skeleton && !inside;
  }

  advance(): void {
    this.at = this.at!.nextSibling;
  }

  /** The next one that fits, as far as the next node slot. */
  seek(fitting: (node: Node) => boolean): ChildNode | null {
    for (let node = this.at; node; node = node.nextSibling) {
      if (fitting(node)) return node;
      if (isMark(node, "/") || isMark(node, "$")) break;
    }
    return null;
  }

  /** Steps over foreign nodes up to `node`, and takes out those of an old state; null: up to the end. */
  skipTo(node: Node | null): void {
    for (let { at } = this; at && at !== node && !isMark(at, "/"); { at } = this) {
      const comment = at instanceof Comment;
      const like = this.latest && fits(this.latest, at);
      this.advance();
      if (isMark(at, "$")) throw mismatch;
      if (this.strict) {
        if (!comment && (like || !(at as Element).matches?.(":not(:defined)"))) at.remove();
        continue;
      }
      // perhaps this one is ours; in rows of several nodes nobody can tell
      if (like || !(this.whole || comment) || (!skeleton && kOurs.test((at as Element).outerHTML))) throw mismatch;
      this.stray ||= !comment && !!at.textContent!.trim();
    }
  }

  /** Adds a text that was not served because it is empty. */
  insertText(): Text {
    return this.parent.insertBefore(document.createTextNode(""), this.at);
  }
}

/** An instance being adopted: its template, its values and the slots found. */
interface Draft {
  template: Template;
  values: readonly unknown[];
  from: number;
  slots: unknown[];
}

const kOurs = / lv-|<!--\$/; // in markup
const mismatch = Error("the page does not match the template"); // thrown as far as the next row or node slot

let skeleton = false; // only the structure is known: in it, node slots and attribute sets have values
let incomplete = false; // something did not match and had no values to be rebuilt from

/** Adopts what `root` shows; null: nothing fits. `complete` false: a full tree is needed. */
export function adopt(root: Element, value: InstanceValue, isSkeleton: boolean): { instance: Instance | null; complete: boolean } {
  skeleton = isSkeleton;
  incomplete = false;
  let instance: Instance | null = null;
  try {
    instance = adoptInstance(template(value[0]), value, 1, new Siblings(root, true));
  } catch {
    incomplete = true;
  }
  return { instance, complete: !incomplete };
}

const valueOf = ({ values, from }: Draft, slot: number): Value =>
  (skeleton ? (values[from] as Record<string, unknown>)?.[slot] : values[from + slot]) as Value;

function adoptInstance(template: Template, values: readonly unknown[], from: number, siblings: Siblings): Instance {
  const slots: unknown[] = [];
  const draft = { template, values, from, slots };
  const [first, last] = adoptNodes(draft, template.single ? template.root : template.root.firstChild, siblings);
  const instance = { template, slots, first, last };
  if (!skeleton) template.slots.forEach(({ kind }, slot) => kind === SlotKind.node || set(instance, slot, valueOf(draft, slot), true));
  return instance;
}

/** Matches `wanted` and its siblings with those of the page; returns the first and the last node matched. */
function adoptNodes(draft: Draft, wanted: Node | null, siblings: Siblings): [ChildNode, ChildNode] {
  let first: ChildNode | null = null;
  let last: ChildNode | null = null;
  let lacking = false; // a text slot had no text

  for (let node = wanted; node; node = node.nextSibling) {
    const held = draft.template.marks.get(node);
    let found: ChildNode | null = null;
    if (node instanceof Element) {
      const element = node;
      found = siblings.seek((at) => fits(element, at, siblings.strict));
      if (!found) throw mismatch;
      siblings.skipTo(found);
      adoptElement(draft, node, found as Element);
      siblings.latest = node;
      siblings.advance();
    } else if (node instanceof Text) {
      found = findText(siblings, node, !held);
      if (found) {
        siblings.skipTo(found);
        siblings.advance();
        join(found as Text, siblings);
      } else if (held) {
        lacking = true;
        found = siblings.insertText();
      } else if (node.data.trim()) throw mismatch;
      if (held) draft.slots[held[0]] = found;
      if (node.nextSibling instanceof Text && siblings.at && isMark(siblings.at, "")) siblings.advance();
    } else if (held) {
      const start = siblings.seek((at) => isMark(at, "$"));
      siblings.skipTo(start);
      first ??= start;
      found = adoptPart(draft, held[0], start);
      siblings.at = found.nextSibling;
      siblings.latest = null;
    }
    if (found) last = found;
    first ??= found;
  }
  if (siblings.whole) {
    siblings.skipTo(null);
    if (siblings.stray && lacking) throw mismatch;
  }
  last ??= siblings.insertText();
  return [first ?? last, last];
}

/** The next text, in a `whole` behind foreign elements if there are any; a fixed text must be as the template has it. */
function findText(siblings: Siblings, wanted: Text, fixed: boolean): Text | null {
  let upcoming: Node | null = wanted;
  while (upcoming instanceof Text) upcoming = upcoming.nextSibling;
  const found = siblings.seek((at) => !(siblings.whole && at instanceof Element) || (upcoming instanceof Element && fits(upcoming, at)));
  return found instanceof Text && (!fixed || found.data.trim() === wanted.data.trim()) ? found : null;
}

/** The parser splits long texts: makes one of them again. */
function join(text: Text, siblings: Siblings): void {
  for (let more = siblings.at; more instanceof Text; more = siblings.at) {
    siblings.advance();
    text.appendData(more.data);
    more.remove();
  }
}

function adoptElement(draft: Draft, wanted: Element, found: Element): void {
  const { template, slots } = draft;
  let written = skeleton; // what is inside is as it shall be, or will be
  for (const slot of template.marks.get(wanted) ?? []) {
    const { kind } = template.slots[slot];
    slots[slot] = hold(kind, found);
    written ||= kind === SlotKind.sole;
    if (kind === SlotKind.set)
      (slots[slot] as Written<AttributeSet>).was = skeleton
        ? ((valueOf(draft, slot) ?? {}) as AttributeSet)
        : Object.fromEntries(unnamed(wanted, found).map((name) => [name, found.getAttribute(name)]));
  }
  const deep = template.deep.has(wanted);
  if (!deep && (written || found.isEqualNode(wanted))) return;
  try {
    adoptNodes(draft, wanted.firstChild, new Siblings(found, true, found.firstChild, true));
  } catch {
    if (deep) throw mismatch;
    found.replaceChildren(...document.importNode(wanted, true).childNodes); // no slots are inside
  }
}

/** The names of the attributes that a template's element does not name, as fixed or as slots. */
const unnamed = (wanted: Element, found: Element): string[] =>
  found.getAttributeNames().filter((name) => !wanted.hasAttribute(name) && !slotNames.get(wanted)?.includes(name));

const kChanging = /^(style|open|lang|aria-.*|.*_.*|fdp.*)$/; // attributes that scripts and translators change; fdprocessedid: extensions
const kSwitched = /^(hidden|disabled)$/; // scripts change these too; where it is `strict`, an old state is likelier
const kOwnClasses = /^(\s*lv-\S+)*\s*$/; // of events on their way
const fixed = new WeakMap<Element, string[]>(); // by template element: its other attributes, listed once because that is slow

/**
 * True if a node of the page may be the copy of a template's element: its name, its fixed attributes and its fixed classes. `strict`: and
 * it has no attribute that the template does not name.
 */
function fits(wanted: Element, node: Node, strict?: boolean): boolean {
  const element = node as Element;
  if (element.localName !== wanted.localName) return false;
  let attributes = fixed.get(wanted);
  if (!attributes) {
    attributes = wanted.getAttributeNames().filter((name) => !kChanging.test(name));
    fixed.set(wanted, attributes);
  }
  return (
    attributes.every(
      (name) =>
        element.getAttribute(name) === wanted.getAttribute(name) ||
        (name === "class" && [...wanted.classList].every((word) => element.classList.contains(word))) ||
        (!strict && kSwitched.test(name)),
    ) &&
    (!strict ||
      slotNames.get(wanted)?.includes("*") ||
      unnamed(wanted, element).every(
        (name) => kChanging.test(name) || /^data-/.test(name) || (name === "class" && kOwnClasses.test(element.className)),
      ))
  );
}

function findEnd(start: Node): Comment {
  let open = 0;
  for (let node = start.nextSibling; node; node = node.nextSibling) {
    if (isMark(node, "$")) open++;
    else if (isMark(node, "/") && !open--) return node;
  }
  throw mismatch; // e.g. the parser put it into an implied <tbody>
}

/** Returns the end mark. */
function adoptPart(draft: Draft, slot: number, start: Node | null): Comment {
  if (!start) throw mismatch;
  const end = findEnd(start);
  const value = valueOf(draft, slot);
  const part = makePart(start as Comment, end);
  draft.slots[slot] = part;
  try {
    fillPart(part, value);
  } catch {
    if (skeleton) incomplete = true;
    else setPart(part, value);
  }
  return end;
}

function fillPart(part: Part, value: Value): void {
  const isInstance = Array.isArray(value);
  const siblings = new Siblings(part.end.parentNode!, isInstance, part.start.nextSibling);
  if (isInstance) part.instance = adoptInstance(template(value[0] as string), value, 1, siblings);
  else if (value && wire.ROW_TEMPLATE in (value as object)) part.list = adoptList(value as unknown as ListValue, siblings);
  else if (!skeleton) setPart(part, value);
}

function adoptList(value: ListValue, siblings: Siblings): List {
  const list: List = { template: value[wire.ROW_TEMPLATE], rows: new Map() };
  let root: Node | null = null;
  for (const row of value[wire.ROWS]) {
    const values = (Array.isArray(row) ? row : [row]) as Row;
    const [wanted, , from] = parts(list, values);
    const instance = adoptRow(wanted, values, from, siblings);
    if (instance) list.rows.set("" + values[0], instance);
    ({ root } = wanted);
    // tells two texts apart
    if (!wanted.single && root.lastChild instanceof Text && siblings.at && isMark(siblings.at, "")) siblings.advance();
  }
  const isRow = (at: Node) => (root instanceof Element ? fits(root, at) : !!root && !(at instanceof Comment));
  if (skeleton ? siblings.seek(isRow) : !root) throw mismatch;
  if (!skeleton) siblings.skipTo(null);
  return list;
}

/** Adopts one row. One that is damaged inside is taken out and, if its values are known, made afresh. */
function adoptRow(wanted: Template, values: Row, from: number, siblings: Siblings): Instance | null {
  const { root } = wanted;
  if (!wanted.single) return adoptInstance(wanted, values, from, siblings);
  const found = siblings.seek((at) => fits(root as Element, at, !skeleton));
  try {
    if (skeleton) siblings.at = found ?? siblings.at;
    return adoptInstance(wanted, values, from, siblings);
  } catch {
    siblings.at = found ? found.nextSibling : siblings.at;
    found?.remove();
    incomplete ||= skeleton;
    if (skeleton) return null;
    const [made, nodes] = create(wanted, values, from);
    siblings.parent.insertBefore(nodes, siblings.at);
    return made;
  }
}

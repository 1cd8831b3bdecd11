// Adoption: takes over the page that the server rendered, by walking template and page in parallel.
//
// Foreign nodes (extensions, widgets, translators) are stepped over. What does not match is rebuilt from the values if they are there (a
// full tree); a skeleton has none, so it is left out and the caller asks for a full tree. The unit of rebuilding is the row or the node
// slot around the mismatch.
import { setAttributes, type Written } from "./attributes";
import { create, hold, set, type Instance } from "./instance";
import { parts, type List } from "./list";
import { makePart, setPart, type Part } from "./part";
import { SlotKind, template, type Template } from "./templates";
import type { AttributeSet, InstanceValue, ListValue, Row, Value } from "./tree";
import * as wire from "./wire_keys";

/** The page's siblings still to be matched; the end mark of a node slot is the last of them. */
interface Siblings {
  parent: Node;
  at: ChildNode | null;
}

const isMark = (node: Node | null, data: string): node is Comment => node instanceof Comment && node.data === data;

const here = ({ at }: Siblings): ChildNode | null => (isMark(at, "/") ? null : at);

/** An instance being adopted: its template, its values and the slots found. */
interface Draft {
  template: Template;
  values: readonly unknown[];
  from: number;
  slots: unknown[];
}

let skeleton = false; // only the structure is known: in it, node slots and attribute sets have values
let incomplete = false; // something did not match and had no values to be rebuilt from

/** Adopts what `root` shows; null: nothing fits. `complete` false: a full tree is needed. */
export function adopt(root: Element, value: InstanceValue, isSkeleton: boolean): { instance: Instance | null; complete: boolean } {
  skeleton = isSkeleton;
  incomplete = false;
  let instance: Instance | null = null;
  try {
    instance = adoptInstance(template(value[0]), value, 1, { parent: root, at: root.firstChild }, true);
  } catch {
    incomplete = true;
  }
  return { instance, complete: !incomplete };
}

const valueOf = ({ values, from }: Draft, slot: number): Value =>
  (skeleton ? (values[from] as Record<string, unknown>)?.[slot] : values[from + slot]) as Value;

/** `whole`: nothing but this instance belongs there. */
function adoptInstance(template: Template, values: readonly unknown[], from: number, siblings: Siblings, whole = false): Instance {
  const slots: unknown[] = [];
  const draft = { template, values, from, slots };
  const [first, last] = adoptNodes(draft, template.single ? [template.root] : template.root.childNodes, siblings, whole);
  const instance = { template, slots, first, last };
  template.slots.forEach(({ kind }, slot) => {
    const value = valueOf(draft, slot);
    if (kind === SlotKind.set && skeleton) (slots[slot] as Written<AttributeSet>).was = (value ?? {}) as AttributeSet;
    else if (kind === SlotKind.set) setAttributes(slots[slot] as Written<AttributeSet>, value as AttributeSet | null);
    else if (kind !== SlotKind.node && !skeleton) set(instance, slot, value);
  });
  return instance;
}

/** Matches template siblings with page siblings; returns the first and the last node matched. */
function adoptNodes(draft: Draft, wanted: Iterable<Node>, siblings: Siblings, whole: boolean): [ChildNode, ChildNode] {
  const matched: ChildNode[] = [];
  let before: Element | null = null; // the template element matched last
  let stray = false; // foreign text was stepped over
  let lacking = false; // a text slot had no text

  const next = () => (siblings.at = siblings.at!.nextSibling);
  const skipTo = (node: Node | null) => {
    for (let at = here(siblings); at && at !== node; at = here(siblings)) {
      // perhaps this one is ours; in rows of several nodes nobody can tell
      if ((before && fits(before, at)) || !(whole || at instanceof Comment)) throw Error("twice");
      stray ||= !(at instanceof Comment) && !!at.textContent!.trim();
      next();
    }
  };
  for (const node of wanted) {
    const held = draft.template.marks.get(node);
    let found: ChildNode | null = null;
    if (node instanceof Text) {
      found = findText(siblings, node, !held, whole);
      if (found) {
        skipTo(found);
        next();
        join(found as Text, siblings);
      } else if (held) {
        lacking = true;
        found = insertText(siblings);
      } else if (node.data.trim()) throw Error("no text");
      if (held) draft.slots[held[0]] = found;
      if (node.nextSibling instanceof Text && isMark(siblings.at, "")) next();
    } else if (node instanceof Element) {
      skipTo(search(siblings, (at) => fits(node, at)));
      found = adoptElement(draft, node, siblings);
      before = node;
      next();
    } else if (held) {
      skipTo(search(siblings, (at) => isMark(at, "$")));
      matched.push(siblings.at!);
      found = adoptPart(draft, held[0], siblings.at as ChildNode | null);
      siblings.at = found.nextSibling;
      before = null;
    }
    if (found) matched.push(found);
  }
  if (whole) skipTo(null);
  if (whole && stray && lacking) throw Error("stray text");
  if (!matched.length) matched.push(insertText(siblings));
  return [matched[0], matched[matched.length - 1]];
}

function search(siblings: Siblings, fitting: (node: Node) => boolean): ChildNode | null {
  let node = here(siblings);
  while (node && !fitting(node)) node = isMark(node, "/") ? null : node.nextSibling;
  return node;
}

const insertText = ({ parent, at }: Siblings): Text => parent.insertBefore(document.createTextNode(""), at);

/** The next text, in a `whole` behind foreign elements if there are any; a fixed text must be as the template has it. */
function findText(siblings: Siblings, wanted: Text, fixed: boolean, whole: boolean): Text | null {
  let upcoming: Node | null = wanted;
  while (upcoming instanceof Text) upcoming = upcoming.nextSibling;
  const found = search(siblings, (at) => !(whole && at instanceof Element) || (upcoming instanceof Element && fits(upcoming, at)));
  return found instanceof Text && (!fixed || found.data.trim() === wanted.data.trim()) ? found : null;
}

/** The parser splits long texts: makes one of them again. */
function join(text: Text, siblings: Siblings): void {
  for (let more = siblings.at; more instanceof Text; more = siblings.at) {
    siblings.at = more.nextSibling;
    text.appendData(more.data);
    more.remove();
  }
}

function adoptElement(draft: Draft, wanted: Element, siblings: Siblings): Element {
  const found = here(siblings) as Element | null;
  if (!found) throw Error(wanted.localName);
  const { template, slots } = draft;
  const kinds = (template.marks.get(wanted) ?? []).map((slot) => {
    const { kind } = template.slots[slot];
    slots[slot] = hold(kind, found);
    return kind;
  });
  if (template.deep.has(wanted) && !kinds.includes(SlotKind.sole)) {
    adoptNodes(draft, wanted.childNodes, { parent: found, at: found.firstChild }, true);
  }
  return found;
}

const kChanging = /^(style|open|hidden|disabled|lang|aria-.*)$/; // attributes that scripts and translators change

/** True if a node of the page may be the copy of a template's element: its name, its fixed attributes and its fixed classes. */
function fits(wanted: Element, node: Node): node is Element {
  if (!(node instanceof Element) || node.localName !== wanted.localName) return false;
  if (!wanted.hasAttributes()) return true; // most have none, and the loop is slow
  for (const { name, value } of wanted.attributes) {
    if (
      name === "class"
        ? ![...wanted.classList].every((word) => node.classList.contains(word))
        : node.getAttribute(name) !== value && !kChanging.test(name)
    ) {
      return false;
    }
  }
  return true;
}

function findEnd(start: Node): Comment {
  let open = 0;
  for (let node = start.nextSibling; node; node = node.nextSibling) {
    if (isMark(node, "$")) open++;
    else if (isMark(node, "/") && !open--) return node;
  }
  throw Error("no end"); // e.g. the parser put it into an implied <tbody>
}

/** Returns the end mark. */
function adoptPart(draft: Draft, slot: number, start: ChildNode | null): Comment {
  if (!isMark(start, "$")) throw Error("no slot");
  const end = findEnd(start);
  const value = valueOf(draft, slot);
  const part = makePart(start, end);
  draft.slots[slot] = part;
  try {
    fillPart(part, value, { parent: end.parentNode!, at: start.nextSibling });
  } catch {
    part.instance = part.list = null;
    part.other = true;
    if (skeleton) incomplete = true;
    else setPart(part, value);
  }
  return end;
}

function fillPart(part: Part, value: Value, siblings: Siblings): void {
  if (Array.isArray(value)) part.instance = adoptInstance(template(value[0] as string), value, 1, siblings, true);
  else if (value && wire.ROW_TEMPLATE in (value as object)) part.list = adoptList(value as unknown as ListValue, siblings);
  else if (value || !skeleton) {
    part.other = true;
    if (!skeleton) setPart(part, value);
  }
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
    if (!wanted.single && root.lastChild instanceof Text && isMark(siblings.at, "")) siblings.at = siblings.at.nextSibling; // tells two texts apart
  }
  const isRow = (at: Node) => (root instanceof Element ? fits(root, at) : !(at instanceof Comment) && !(skeleton && !root));
  if (search(siblings, isRow)) throw Error("rows");
  return list;
}

/** Adopts one row. One that is damaged inside is taken out and, if its values are known, made afresh. */
function adoptRow(wanted: Template, values: Row, from: number, siblings: Siblings): Instance | null {
  const { root } = wanted;
  if (!wanted.single) return adoptInstance(wanted, values, from, siblings);
  const found = search(siblings, (at) => fits(root as Element, at));
  try {
    siblings.at = found ?? siblings.at;
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

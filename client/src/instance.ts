// Instances: a copy of a template in the page, with one reference for every slot and no values.
import { setAttribute, setAttributes, setClass, text, type Written } from "./attributes";
import { makePart, setPart, type Part } from "./part";
import { SlotKind, type Template } from "./templates";
import type { AttributeSet, Diff, Scalar, Value } from "./tree";

export interface Instance {
  template: Template;
  slots: unknown[]; // Element (sole, attribute), Text, Part (node), Written (klass, set)
  first: ChildNode;
  last: ChildNode;
}

const kText = 3; // Node.TEXT_NODE: `instanceof` costs more than the write

/** Makes an instance that is not in the page yet. Values begin at `values[from]`. */
export function create(template: Template, values: readonly unknown[], from: number): [Instance, Node] {
  const copy = document.importNode(template.root, true);
  const { single } = template;
  const slots: unknown[] = [];
  const walker = document.createTreeWalker(copy);
  let at = 0;
  for (const [place, held] of template.places) {
    for (; at < place; at++) walker.nextNode();
    for (const slot of held) slots[slot] = hold(template.slots[slot].kind, walker.currentNode);
  }
  const instance = {
    template,
    slots,
    first: (single ? copy : copy.firstChild) as ChildNode,
    last: (single ? copy : copy.lastChild) as ChildNode,
  };
  reset(instance, values, from);
  return [instance, copy];
}

/** What a slot of this kind keeps of the node it was found at. */
export function hold(kind: SlotKind, node: Node): unknown {
  if (kind === SlotKind.node) return makePart(node as Comment, node.nextSibling as Comment);
  if (kind === SlotKind.klass) return { element: node, was: (node as Element).getAttribute("class") };
  if (kind === SlotKind.set) return { element: node, was: {} };
  return node;
}

/** Writes one slot of an instance in the page. `known`: the page may show the value already; of a diff nobody asks, it costs more than to write. */
export function set(instance: Instance, slot: number, value: Value, known: boolean): void {
  const { kind, name } = instance.template.slots[slot];
  const held = instance.slots[slot];
  if (kind === SlotKind.sole) setSole(held as Element, text(value), known);
  else if (kind === SlotKind.text) setText(held as Text, text(value), known);
  else if (kind === SlotKind.node) setPart(held as Part, value);
  else if (kind === SlotKind.attribute) setAttribute(held as Element, name, value as Scalar);
  else if (kind === SlotKind.klass) setClass(held as Written<string | null>, value as Scalar);
  else setAttributes(held as Written<AttributeSet>, value as AttributeSet | null);
}

function setText(node: Text, value: string, known: boolean): void {
  if (!node.parentNode) throw Error("no text");
  if (!known || node.data !== value) node.data = value;
}

/** Heals an element whose only text was wrapped, split or removed by someone else. */
function setSole(element: Element, value: string, known: boolean): void {
  const child = element.firstChild as Text | null;
  if (child?.nodeType === kText && !child.nextSibling) {
    if (!known || child.data !== value) child.data = value;
  } else if (child || value) element.textContent = value;
}

function reset(instance: Instance, values: readonly unknown[], from: number): void {
  for (let slot = 0; slot < instance.template.slots.length; slot++) set(instance, slot, values[from + slot] as Value, true);
}

/** Throws if there is no instance, or not that slot. */
export function patch(instance: Instance | null, diff: Diff): void {
  const { length } = instance!.template.slots;
  let found = false;
  // Not `for in`: of numbered members it makes a list of names first.
  for (let slot = 0; slot < length; slot++) {
    const value = diff[slot];
    if (value === undefined) continue;
    set(instance!, slot, value, false);
    found = true;
  }
  if (!found) for (const slot in diff) throw Error(`no slot ${slot}`);
}

/** Writes all values over an instance. False: it has another template, or someone else damaged it. */
export function tryReset(instance: Instance | null, wanted: Template, values: readonly unknown[], from: number): boolean {
  try {
    if (instance?.template !== wanted) return false;
    reset(instance, values, from);
    return true;
  } catch {
    return false;
  }
}

export function remove({ first, last }: Instance): void {
  if (first !== last && first.parentNode) between(first, last).deleteContents();
  first.remove();
  last.remove();
}

export function between(start: Node, end: Node): Range {
  const range = document.createRange();
  range.setStartAfter(start);
  range.setEndBefore(end);
  return range;
}

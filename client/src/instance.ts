// Instances: a copy of a template in the page, with one reference for every slot and no values.
import { initAttribute, setAttribute, setAttributes, setClass, text, type Written } from "./attributes";
import { makePart, setPart, type Part } from "./part";
import { Damage, SlotKind, Step, template, type Template } from "./templates";
import type { AttributeSet, Diff, InstanceValue, Scalar, Value } from "./tree";

export interface Instance {
  template: Template;
  slots: unknown[]; // Element (sole, attribute), Text, Part (node), Written (klass, set)
  first: ChildNode;
  last: ChildNode;
}

/** Makes an instance that is not in the page yet. Values begin at `values[from]`. */
export function create(template: Template, values: readonly unknown[], from: number): [Instance, Node] {
  const copy = document.importNode(template.root, true) as ChildNode;
  const first = template.single ? copy : copy.firstChild!;
  const last = template.single ? copy : copy.lastChild!;
  const slots: unknown[] = new Array(template.slots.length);
  let node: Node = first;
  let taken = 0;
  for (const step of template.steps) {
    if (step === Step.down) node = node.firstChild!;
    else if (step === Step.next) node = node.nextSibling!;
    else if (step === Step.up) node = node.parentNode!;
    else for (const slot of template.taken[taken++]) slots[slot] = hold(template.slots[slot].kind, node);
  }
  template.slots.forEach(({ kind, name }, slot) => fill(slots[slot], kind, name, values[from + slot] as Value));
  return [{ template, slots, first, last }, copy];
}

export const createFrom = (value: InstanceValue): [Instance, Node] => create(template(value[0]), value, 1);

/** What a slot of this kind keeps of the node it was found at. */
export function hold(kind: SlotKind, node: Node): unknown {
  if (kind === SlotKind.node) return makePart(node as Comment, node.nextSibling as Comment);
  if (kind === SlotKind.klass) return { element: node, was: (node as Element).getAttribute("class") };
  if (kind === SlotKind.set) return { element: node, was: {} };
  return node;
}

function fill(held: unknown, kind: SlotKind, name: string, value: Value): void {
  if (kind === SlotKind.text || kind === SlotKind.sole) {
    const node = (kind === SlotKind.sole ? (held as Element).firstChild : held) as Text;
    node.data = text(value);
  } else if (kind === SlotKind.node) {
    if (value != null) setPart(held as Part, value);
  } else if (kind === SlotKind.attribute) initAttribute(held as Element, name, value as Scalar);
  else if (kind === SlotKind.klass) setClass(held as Written<Scalar>, value as Scalar);
  else setAttributes(held as Written<AttributeSet>, value as AttributeSet | null);
}

/** Writes one slot of an instance in the page. */
export function set(instance: Instance, slot: number, value: Value): void {
  const info = instance.template.slots[slot];
  const held = instance.slots[slot];
  if (!info) throw new Damage(`no slot ${slot}`);
  if (info.kind === SlotKind.sole) setSole(held as Element, text(value));
  else if (info.kind === SlotKind.text) setText(held as Text, text(value));
  else if (info.kind === SlotKind.node) setPart(held as Part, value);
  else if (info.kind === SlotKind.attribute) setAttribute(held as Element, info.name, value as Scalar);
  else if (info.kind === SlotKind.klass) setClass(held as Written<Scalar>, value as Scalar);
  else setAttributes(held as Written<AttributeSet>, value as AttributeSet | null);
}

function setText(node: Text, value: string): void {
  if (!node.parentNode) throw new Damage("a text is gone");
  if (node.data !== value) node.data = value;
}

/** Heals an element whose only text was wrapped, split or removed by someone else. */
function setSole(element: Element, value: string): void {
  const { firstChild, lastChild } = element;
  if (firstChild instanceof Text && firstChild === lastChild) setText(firstChild, value);
  else if (firstChild || value) element.textContent = value;
}

/** Writes all slots: a full tree over an instance that is already in the page. */
export function reset(instance: Instance, values: readonly unknown[], from: number): void {
  for (let slot = 0; slot < instance.template.slots.length; slot++) set(instance, slot, values[from + slot] as Value);
}

export function patch(instance: Instance | undefined, diff: Diff): void {
  if (!instance) throw new Damage("a diff for nothing");
  for (const slot in diff) set(instance, +slot, diff[slot]);
}

/** Puts a new instance where `old` is: its nodes were damaged by someone else. */
export function replace(old: Instance, template: Template, values: readonly unknown[], from: number): Instance {
  const [made, nodes] = create(template, values, from);
  old.first.before(nodes);
  remove(old);
  return made;
}

export function remove({ first, last }: Instance): void {
  if (first !== last && first.parentNode && first.parentNode === last.parentNode) clearBetween(first.nextSibling, last);
  first.remove();
  last.remove();
}

/** Removes the siblings from `from` up to, but without, `end`; null: to the last. */
export function clearBetween(from: Node | null, end: Node | null): void {
  if (!from || from === end) return;
  const range = document.createRange();
  range.setStartBefore(from);
  end ? range.setEndBefore(end) : range.setEndAfter(from.parentNode!.lastChild!);
  range.deleteContents();
}

// Templates: each browser form is parsed once; its slots are found again in a copy by their place in document order.
import { parse } from "./markup";

export const enum SlotKind {
  sole, // a text that is its element's only child; the slot holds the element and so heals itself
  text, // a text node
  node, // comment pair
  attribute,
  klass, // the attribute `class`: only what the server changed is changed
  set, // any number of attributes
}

export interface Slot {
  kind: SlotKind;
  name: string; // of the attribute
}

export interface Template {
  root: Node; // an element if `single`, else a fragment
  single: boolean; // exactly one element at the root
  slots: Slot[];
  marks: Map<Node, number[]>; // template node to its slots
  places: [number, number[]][]; // the same by place: nodes after the root in document order
  deep: Set<Node>; // template nodes that hold a slot somewhere inside
}

const templates = new Map<string, Template>();

/** By template element: the attributes that are slots, and their numbers. */
export const slotNames = new WeakMap<Element, string[]>();

/** Those known already stay: instances refer to them. */
export function define(forms: Record<string, string>): void {
  for (const id in forms) if (!templates.has(id)) templates.set(id, compile(forms[id]));
}

export function template(id: string): Template {
  const found = templates.get(id);
  if (!found) throw Error(`no template ${id}`);
  return found;
}

function nodesIn(root: Node): Node[] {
  const walker = document.createTreeWalker(root);
  const nodes = [];
  for (let node: Node | null = root; node; node = walker.nextNode()) nodes.push(node);
  return nodes;
}

function compile(source: string): Template {
  const [, space, html] = /^(?:(svg|math)\|)?([^]*)$/.exec(source)!;
  const content = parse(html, space ? [space] : []);
  if (!content.firstChild) content.append("");
  const slots: Slot[] = [];
  const marks: Template["marks"] = new Map();
  const deep = new Set<Node>();

  const mark = (node: Node, slot: number, kind: SlotKind, name = "") => {
    slots[slot] = { kind, name };
    marks.set(node, [...(marks.get(node) ?? []), slot]);
    for (let up = node.parentNode; up; up = up.parentNode) deep.add(up);
  };
  for (const node of nodesIn(content)) {
    if (node instanceof Element) {
      const words = node.getAttribute("lv-s")?.split(" ") ?? [];
      for (let i = 0; i < words.length; i += 2) {
        const name = words[i];
        mark(node, +words[i + 1], name === "class" ? SlotKind.klass : name === "*" ? SlotKind.set : SlotKind.attribute, name);
      }
      if (words.length) slotNames.set(node, words);
      node.removeAttribute("lv-s");
    } else if (node instanceof Comment) {
      const [, part, number] = /^(\$?)(\d+)$/.exec(node.data) ?? [];
      const parent = node.parentNode!;
      if (part) {
        node.data = "$";
        node.after(document.createComment("/"));
        mark(node, +number, SlotKind.node);
      } else if (number) {
        const text = document.createTextNode(" ");
        const sole = parent !== content && parent.childNodes.length === 1;
        node.replaceWith(text);
        mark(sole ? parent : text, +number, sole ? SlotKind.sole : SlotKind.text);
      }
    }
  }

  const single = content.childNodes.length === 1 && content.firstChild instanceof Element;
  const root = single ? content.firstChild! : content;
  const places = nodesIn(root).flatMap((node, place) => (marks.has(node) ? [[place, marks.get(node)!] as [number, number[]]] : []));
  return { root, single, slots, marks, places, deep };
}

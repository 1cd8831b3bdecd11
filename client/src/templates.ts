// Templates: each browser form is parsed once and turned into a short walk that finds the slots of a copy.
import { parse } from "./markup";

export const enum SlotKind {
  sole,       // a text that is its element's only child; the slot holds the element and so heals itself
  text,       // a text node
  node,       // comment pair
  attribute,
  klass,      // the attribute `class`: only what the server changed is changed
  set,        // any number of attributes
}

export interface Slot {
  kind: SlotKind;
  name: string;  // of the attribute
}

export const enum Step {
  down,
  next,
  up,
  take,
}

export interface Template {
  id: string;
  root: Node;                    // an element if `single`, else a fragment
  single: boolean;               // exactly one element at the root
  steps: Step[];                 // walks a copy from its first node; each `take` is one entry of `taken`
  taken: number[][];             // slots held by the node reached
  slots: Slot[];
  marks: Map<Node, number[]>;    // template node to its slots
  deep: Set<Node>;               // template nodes that hold a slot somewhere inside
}

/** The page and the server do not agree; a full tree cures it. */
export class Damage extends Error {}

const sources = new Map<string, string>();
const compiled = new Map<string, Template>();

export function define(forms: Record<string, string> = {}): void {
  for (const id in forms) if (!sources.has(id)) sources.set(id, forms[id]);
}

export function template(id: string): Template {
  let found = compiled.get(id);
  if (!found) {
    const source = sources.get(id);
    if (source === undefined) throw new Damage(`unknown template ${id}`);
    compiled.set(id, (found = compile(id, source)));
  }
  return found;
}

function compile(id: string, source: string): Template {
  const [, space = "", html] = /^(?:(svg|math)\|)?([^]*)$/.exec(source)!;
  const root = parse(html, space);
  if (!root.firstChild) root.append("");
  const slots: Slot[] = [];
  const marks = new Map<Node, number[]>();
  const deep = new Set<Node>();

  const mark = (node: Node, slot: number, kind: SlotKind, name = "") => {
    slots[slot] = { kind, name };
    const known = marks.get(node);
    known ? known.push(slot) : marks.set(node, [slot]);
    for (let up: Node | null = node; up && !deep.has(up); up = up.parentNode) deep.add(up);
  };
  const markAttributes = (element: Element) => {
    const words = (element.getAttribute("lv-s") ?? "").split(" ");
    for (let i = 0; i + 1 < words.length; i += 2) {
      const name = words[i];
      mark(element, +words[i + 1], name === "class" ? SlotKind.klass : name === "*" ? SlotKind.set : SlotKind.attribute, name);
    }
    element.removeAttribute("lv-s");
  };
  const markComment = (comment: Comment, parent: Node) => {
    const [, node, number] = /^(\$?)(\d+)$/.exec(comment.data) ?? [];
    if (number === undefined) return;
    if (node) {
      comment.data = "$";
      comment.after(document.createComment("/"));
      mark(comment, +number, SlotKind.node);
    } else {
      const text = document.createTextNode(" ");
      const sole = parent !== root && parent.childNodes.length === 1;
      comment.replaceWith(text);
      mark(sole ? parent : text, +number, sole ? SlotKind.sole : SlotKind.text);
    }
  };
  const visit = (parent: Node) => {
    for (const child of [...parent.childNodes]) {
      if (child instanceof Element) {
        if (child.hasAttribute("lv-s")) markAttributes(child);
        visit(child);
      } else if (child instanceof Comment) markComment(child, parent);
    }
  };
  visit(root);

  const single = root.childNodes.length === 1 && root.firstChild instanceof Element;
  return { id, root: single ? root.firstChild! : root, single, ...route(root, marks, deep), slots, marks, deep };
}

/** The way from the first node of a copy to every node that holds a slot. */
function route(root: Node, marks: Map<Node, number[]>, deep: Set<Node>): Pick<Template, "steps" | "taken"> {
  const steps: Step[] = [];
  const taken: number[][] = [];
  let at = [0];
  const repeat = (step: Step, times: number) => {
    for (; times > 0; times--) steps.push(step);
  };
  const go = (path: number[]) => {
    let same = 0;
    while (same < at.length && same < path.length && at[same] === path[same]) same++;
    repeat(Step.up, at.length - same - 1);
    if (same < at.length && same < path.length) {
      repeat(Step.next, path[same] - at[same]);
      same++;
    }
    for (; same < path.length; same++) {
      steps.push(Step.down);
      repeat(Step.next, path[same]);
    }
    at = path;
  };
  const visit = (parent: Node, path: number[]) => {
    let index = 0;
    for (let child = parent.firstChild; child; child = child.nextSibling, index++) {
      if (!deep.has(child)) continue;
      const place = [...path, index];
      const slots = marks.get(child);
      if (slots) {
        go(place);
        steps.push(Step.take);
        taken.push(slots);
      }
      visit(child, place);
    }
  };
  visit(root, []);
  return { steps, taken };
}

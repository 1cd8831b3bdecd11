// Keyed lists. A diff costs what it changes; a full list over live rows keeps rows by key.
import { keepingFocus } from "./focus";
import { create, patch, remove, tryReset, type Instance } from "./instance";
import { template, type Template } from "./templates";
import type { Key, ListDiff, ListValue, Operation, Row } from "./tree";
import * as wire from "./wire_keys";

export interface List {
  template: string; // "" when each row names its own
  rows: Map<string, Instance>;
}

/** The template of a row, the row, and where its values begin in it. */
export const parts = (list: List, row: Row): [Template, Row, number] =>
  list.template ? [template(list.template), row, 1] : [template(row[1] as string), row, 2];

function createRows(list: List, rows: Row[]): DocumentFragment {
  const nodes = document.createDocumentFragment();
  for (const row of rows) {
    const [made, copy] = create(...parts(list, row));
    list.rows.set("" + row[0], made);
    nodes.append(copy);
  }
  return nodes;
}

export function createList(value: ListValue): [List, Node] {
  const list: List = { template: value[wire.ROW_TEMPLATE], rows: new Map() };
  return [list, createRows(list, value[wire.ROWS] as Row[])];
}

function find(list: List, key: Key): Instance {
  const row = list.rows.get("" + key);
  if (!row) throw Error(`no row ${key}`);
  return row;
}

function removeRow(list: List, key: Key): void {
  remove(find(list, key));
  list.rows.delete("" + key);
}

interface Movable {
  moveBefore?(node: Node, before: Node | null): void;
}

/** Moves a row; focus, selection, frames and running media survive where the browser has moveBefore, focus and selection elsewhere. */
function moveRow({ first, last }: Instance, before: Node): void {
  const nodes: Node[] = [];
  for (let node: Node | null = first; node; node = node === last ? null : node.nextSibling) nodes.push(node);
  if (last.nextSibling === before || nodes.includes(before)) return;
  const parent = before.parentNode! as ParentNode & Movable;
  if (parent.moveBefore && nodes.every(({ parentNode }) => parentNode === parent)) {
    for (const node of nodes) parent.moveBefore(node, before);
  } else keepingFocus(nodes, () => nodes.forEach((node) => parent.insertBefore(node, before)));
}

export function patchList(list: List, end: Node, diff: ListDiff): void {
  if (diff[wire.OPERATIONS]) operate(list, end, diff[wire.OPERATIONS]);
  const updates = diff[wire.UPDATES];
  for (const key in updates) patch(find(list, key), updates[key]);
}

function operate(list: List, end: Node, operations: Operation[]): void {
  for (const [operation, ...rest] of operations) {
    if (operation === wire.REMOVE) {
      for (const key of rest) removeRow(list, key as Key);
      continue;
    }
    const [key, ...rows] = rest;
    const before = key === null ? end : find(list, key as Key).first;
    if (operation === wire.INSERT) before.parentNode!.insertBefore(createRows(list, rows as Row[]), before);
    else for (const moved of rows) moveRow(find(list, moved as Key), before);
  }
}

/** A full list over live rows. From the end, so that rows prepended or appended meanwhile move no other. */
export function resetList(list: List, end: ChildNode, value: ListValue): void {
  const rows = value[wire.ROWS] as Row[];
  const wanted = new Set(rows.map((row) => "" + row[0]));
  for (const key of [...list.rows.keys()]) if (!wanted.has(key)) removeRow(list, key);
  let before = end;
  for (const values of [...rows].reverse()) {
    const key = "" + values[0];
    const row = list.rows.get(key);
    if (row) moveRow(row, before);
    if (!row || !tryReset(row, ...parts(list, values))) {
      before.before(createRows(list, [values]));
      if (row) remove(row);
    }
    before = list.rows.get(key)!.first;
  }
}

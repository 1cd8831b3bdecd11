// Keyed lists. A diff costs what it changes; a full list over live rows keeps rows by key and moves the fewest.
import { keepingFocus } from "./focus";
import { create, patch, remove, tryReset, type Instance } from "./instance";
import { template, type Template } from "./templates";
import type { Key, ListDiff, ListValue, Row } from "./tree";
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
  if (parent.moveBefore && parent.isConnected && nodes.every((node) => node.isConnected)) {
    for (const node of nodes) parent.moveBefore(node, before);
  } else keepingFocus(nodes, () => nodes.forEach((node) => parent.insertBefore(node, before)));
}

export function patchList(list: List, end: Node, diff: ListDiff): void {
  for (const [operation, ...rest] of diff[wire.OPERATIONS] ?? []) {
    if (operation === wire.REMOVE) {
      for (const key of rest) removeRow(list, key as Key);
      continue;
    }
    const [key, ...rows] = rest;
    const before = key === null ? end : find(list, key as Key).first;
    if (operation === wire.INSERT) before.parentNode!.insertBefore(createRows(list, rows as Row[]), before);
    else for (const moved of rows) moveRow(find(list, moved as Key), before);
  }
  const updates = diff[wire.UPDATES] ?? {};
  for (const key in updates) patch(find(list, key), updates[key]);
}

/** A full list over live rows. */
export function resetList(list: List, start: Node, end: Node, value: ListValue): void {
  const rows = value[wire.ROWS] as Row[];
  const wanted = new Set(rows.map((row) => "" + row[0]));
  for (const key of [...list.rows.keys()]) if (!wanted.has(key)) removeRow(list, key);
  const stay = unmoved(
    rows.map((row) => list.rows.get("" + row[0])),
    start,
    end,
  );
  let before = end as ChildNode;
  for (let i = rows.length - 1; i >= 0; i--) {
    const key = "" + rows[i][0];
    const row = list.rows.get(key);
    if (row && !stay.has(i)) moveRow(row, before);
    if (!row || !tryReset(row, ...parts(list, rows[i]))) {
      before.before(createRows(list, [rows[i]]));
      if (row) remove(row);
    }
    before = list.rows.get(key)!.first;
  }
}

/** Positions of the rows that can stay where they are: a longest increasing run of their places in the page. */
function unmoved(rows: (Instance | undefined)[], start: Node, end: Node): Set<number> {
  const places = new Map<Node, number>();
  for (let node = start.nextSibling, i = 0; node && node !== end; node = node.nextSibling) places.set(node, i++);
  const ends: number[] = []; // ends[n]: the row that ends the best run of n + 1 rows
  const previous: number[] = [];
  const place = (row: number) => places.get(rows[row]!.first)!;
  rows.forEach((row, i) => {
    if (!row || !places.has(row.first)) return;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (place(ends[middle]) < place(i)) low = middle + 1;
      else high = middle;
    }
    previous[i] = low ? ends[low - 1] : -1;
    ends[low] = i;
  });
  const stay = new Set<number>();
  for (let i = ends.length ? ends[ends.length - 1] : -1; i >= 0; i = previous[i]) stay.add(i);
  return stay;
}

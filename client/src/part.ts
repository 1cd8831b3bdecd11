// Node slots: what stands between <!--$--> and <!--/-->.
import { between, create, patch, tryReset, type Instance } from "./instance";
import { createList, patchList, resetList, type List } from "./list";
import { contextOf, parse } from "./markup";
import { template } from "./templates";
import type { Diff, InstanceValue, ListDiff, ListValue, RawValue, Value } from "./tree";
import * as wire from "./wire_keys";

export interface Part {
  start: Comment;
  end: Comment;
  owner: Element | null; // the parent, if the slot is all it holds: then lost marks can be put back
  instance: Instance | null;
  list: List | null;
}

export function makePart(start: Comment, end: Comment): Part {
  const parent = start.parentNode;
  const owner = parent instanceof Element && !start.previousSibling && !end.nextSibling ? parent : null;
  return { start, end, owner, instance: null, list: null };
}

function forget(part: Part): void {
  part.instance = part.list = null;
}

/** Puts back marks that someone else removed, if that is possible; the content went with them. */
function repair(part: Part): void {
  const parent = part.end.parentNode;
  if (parent && parent === part.start.parentNode) return;
  if (!part.owner?.isConnected) throw Error("no slot");
  part.owner.replaceChildren(part.start, part.end);
  forget(part);
}

function put(part: Part, nodes: Node | null): void {
  if (part.start.nextSibling !== part.end) between(part.start, part.end).deleteContents();
  forget(part);
  if (nodes) part.end.before(nodes);
}

/** Throws if the value is the diff of something that is not there. */
export function setPart(part: Part, value: Value): void {
  repair(part);
  if (value == null) put(part, null);
  else if (Array.isArray(value)) setInstance(part, value as InstanceValue);
  else if (wire.ROW_TEMPLATE in (value as object)) setList(part, value as unknown as ListValue);
  else if (wire.RAW in (value as object)) setRaw(part, (value as unknown as RawValue)[wire.RAW] as string);
  else if (wire.OPERATIONS in (value as object) || wire.UPDATES in (value as object)) patchList(part.list!, part.end, value as ListDiff);
  else patch(part.instance, value as Diff);
}

function setInstance(part: Part, value: InstanceValue): void {
  const wanted = template(value[0]);
  if (tryReset(part.instance, wanted, value, 1)) return;
  const [made, nodes] = create(wanted, value, 1);
  put(part, nodes);
  part.instance = made;
}

function setList(part: Part, value: ListValue): void {
  if (part.list?.template === value[wire.ROW_TEMPLATE]) return resetList(part.list, part.end, value);
  const [list, nodes] = createList(value);
  put(part, nodes);
  part.list = list;
}

function setRaw(part: Part, html: string): void {
  const nodes = parse(html, contextOf(part.end.parentElement ?? document.body));
  if (between(part.start, part.end).cloneContents().isEqualNode(nodes)) forget(part);
  else put(part, document.importNode(nodes, true));
}

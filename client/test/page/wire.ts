// The page a state is served as, its wire form and the diff between two. Written from docs/protocol.md, not from the client.
import { isElement, isText, type Instance, type Item, type List, type NodeValue, type Template } from "./model";

export function forms(template: Template, into: Record<string, string> = {}): Record<string, string> {
  if (into[template.id] !== undefined) return into;
  into[template.id] = template.space + template.items.map((item) => form(item)).join("");
  for (const option of template.options) if (option) [...option.instances, ...option.rows].forEach((inner) => forms(inner, into));
  return into;
}

const escape = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");

function form(item: Item): string {
  if (!isElement(item)) return "text" in item ? escape(item.text) : `<!--${item.node ? "$" : ""}${item.slot}-->`;
  const spec = item.slots.map(({ name, slot }) => `${name} ${slot}`).join(" ");
  return `<${item.tag}${item.fixed}${spec && ` lv-s="${spec}"`}>${item.children.map((child) => form(child)).join("")}</${item.tag}>`;
}

export function wireValue(value: any): any {
  if (value === null || typeof value !== "object") return value;
  if (value.instance) return [value.instance.template.id, ...value.instance.values.map(wireValue)];
  if (value.list)
    return { l: value.list.mixed ? "" : value.list.template.id, k: value.list.rows.map((row: any) => wireRow(value.list, row)) };
  if (value.raw !== undefined) return { r: value.raw };
  return value;
}

const wireRow = ({ mixed }: List, { key, instance }: List["rows"][0]): any[] => [
  key,
  ...(mixed ? [instance.template.id] : []),
  ...instance.values.map(wireValue),
];

function skeletonSlots({ template, values }: Instance): any[] {
  const slots: Record<string, any> = {};
  values.forEach((value, slot) => {
    const kind = template.kinds[slot];
    if ((kind === "node" && value) || (kind === "set" && Object.keys(value).length)) slots[slot] = kind === "set" ? value : skeleton(value);
  });
  return Object.keys(slots).length ? [slots] : [];
}

export function skeleton(value: any): any {
  if (value.instance) return [value.instance.template.id, ...skeletonSlots(value.instance)];
  if (value.raw !== undefined) return { r: 0 };
  const { mixed, template, rows } = value.list as List;
  return {
    l: mixed ? "" : template.id,
    k: rows.map(({ key, instance }) => {
      const slots = skeletonSlots(instance);
      return mixed ? [key, instance.template.id, ...slots] : slots.length ? [key, ...slots] : key;
    }),
  };
}

export function diff(was: Instance, now: Instance): Record<string, any> {
  const out: Record<string, any> = {};
  now.values.forEach((value, slot) => {
    const before = was.values[slot];
    if (before === value) return;
    if (value?.instance && before?.instance?.template === value.instance.template) {
      const inner = diff(before.instance, value.instance);
      if (Object.keys(inner).length) out[slot] = inner;
    } else if (value?.list && before?.list && before.list.mixed === value.list.mixed) {
      const inner = diffList(before.list, value.list);
      if (Object.keys(inner).length) out[slot] = inner;
    } else if (JSON.stringify(wireValue(before)) !== JSON.stringify(wireValue(value))) out[slot] = wireValue(value);
  });
  return out;
}

function diffList(was: List, now: List): Record<string, any> {
  const o: any[] = [];
  const u: Record<string, any> = {};
  const wanted = new Set(now.rows.map(({ key }) => key));
  const gone = was.rows.filter(({ key }) => !wanted.has(key)).map(({ key }) => key);
  if (gone.length) o.push(["-", ...gone]);
  const order = was.rows.map(({ key }) => key).filter((key) => wanted.has(key));
  let before: any = null;
  for (const row of [...now.rows].reverse()) {
    const at = order.indexOf(row.key);
    const known = was.rows.find(({ key }) => key === row.key);
    const place = before === null ? order.length : order.indexOf(before);
    if (at < 0) {
      o.push(["+", before, wireRow(now, row)]);
      order.splice(place, 0, row.key);
    } else if (at !== place - 1) {
      o.push([">", before, row.key]);
      order.splice(at, 1);
      order.splice(before === null ? order.length : order.indexOf(before), 0, row.key);
    }
    if (known && at >= 0) {
      const inner = diff(known.instance, row.instance);
      if (Object.keys(inner).length) u[row.key] = inner;
    }
    before = row.key;
  }
  return { ...(o.length && { o }), ...(Object.keys(u).length && { u }) };
}

export function served({ template, values }: Instance): string {
  return servedItems(template.items, values);
}

function servedItems(items: Item[], values: any[]): string {
  return items.map((item, i) => (isText(item) && isText(items[i - 1]) ? "<!---->" : "") + servedItem(item, values)).join("");
}

const scalar = (value: any) => (value === null ? "" : escape("" + value));
const attribute = (name: string, value: any) =>
  value == null || value === false ? "" : ` ${name}="${value === true ? "" : scalar(value)}"`;

function servedItem(item: Item, values: any[]): string {
  if (isElement(item)) {
    const attributes = item.slots.map(({ kind, name, slot }) =>
      kind === "set"
        ? Object.entries(values[slot])
            .map(([n, v]) => attribute(n, v))
            .join("")
        : attribute(name, values[slot]),
    );
    return `<${item.tag}${item.fixed}${attributes.join("")}>${servedItems(item.children, values)}</${item.tag}>`;
  }
  if ("text" in item) return escape(item.text);
  const value = values[item.slot];
  return item.node ? `<!--$-->${servedNode(value)}<!--/-->` : scalar(value);
}

function servedNode(value: NodeValue): string {
  if (!value) return "";
  if ("instance" in value) return served(value.instance);
  if ("raw" in value) return value.raw;
  let last: Item | undefined;
  return value.list.rows
    .map(({ instance }) => {
      const { items } = instance.template;
      const separator = isText(items[0]) && isText(last) ? "<!---->" : "";
      last = items[items.length - 1];
      return separator + served(instance);
    })
    .join("");
}

// Attribute slots: attributes, classes, attribute sets, and the properties of controls that have outgrown their attributes.
import { writeValue } from "./focus";
import { isKept, whenFree } from "./lock";
import type { AttributeSet, Scalar } from "./tree";

/** What a `class` or `*` slot holds: the element and what the server wrote there last. */
export interface Written<T> {
  element: Element;
  was: T;
}

export const text = (value: unknown): string => "" + (value ?? "");

/** As it stands in markup; null: absent. */
const markup = (value: Scalar | undefined): string | null => (value == null || value === false ? null : value === true ? "" : "" + value);

function setMarkup(element: Element, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

/** Writes an attribute. The property that has outgrown it follows only if the slot changed. */
export function setAttribute(element: Element, name: string, value: Scalar): void {
  const content = name === ".text";
  const wanted = content ? text(value) : markup(value);
  if ((content ? element.textContent : element.getAttribute(name)) === wanted) return;
  const kept = isKept(element); // asked first: the attribute is the default it is compared with
  if (content) element.textContent = wanted;
  else setMarkup(element, name, wanted);
  const write = !kept && property(element, name, wanted);
  if (write) whenFree(element, write);
}

/** Properties that stop following their attribute once the user, or a script, has touched them. */
function property(element: Element, name: string, value: string | null): (() => void) | false {
  const on = value !== null;
  if (
    (element instanceof HTMLTextAreaElement && name === ".text") ||
    (element instanceof HTMLInputElement && name === "value" && !/^(checkbox|radio|file)$/.test(element.type))
  ) {
    return () => writeValue(element, value ?? "");
  }
  const flag = /^(checked|selected|muted)$/.test(name) && name in element;
  return flag && (() => ((element as unknown as Record<string, boolean>)[name] = on));
}

const words = (value: string | null): string[] => value?.split(/\s+/).filter(Boolean) ?? [];

/** Changes only the classes that the server changed; those added by scripts in the page stay. */
function changeClasses(element: Element, was: string | null, now: string | null): void {
  if (element.getAttribute("class") === was) return setMarkup(element, "class", now);
  const wanted = words(now);
  element.classList.remove(...words(was).filter((name) => !wanted.includes(name)));
  element.classList.add(...wanted);
}

export function setClass(slot: Written<string | null>, value: Scalar): void {
  const wanted = markup(value);
  if (slot.was !== wanted) changeClasses(slot.element, slot.was, wanted);
  slot.was = wanted;
}

export function setAttributes(slot: Written<AttributeSet>, value: AttributeSet | null): void {
  const wanted = value ?? {};
  for (const name in { ...slot.was, ...wanted }) {
    const was = slot.was[name];
    const now = wanted[name] ?? null;
    if (name === "class") changeClasses(slot.element, markup(was), markup(now));
    else if (was !== now) setAttribute(slot.element, name, now);
  }
  slot.was = wanted;
}

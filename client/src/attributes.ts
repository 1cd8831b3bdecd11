// Attribute slots: attributes, classes, attribute sets, and the properties of controls that have outgrown their attributes.
import { writeValue } from "./focus";
import { isKept, whenFree } from "./lock";
import type { AttributeSet, Scalar } from "./tree";

/** What a `class` or `*` slot holds: the element and what the server wrote there last. */
export interface Written<T> {
  element: Element;
  was: T;
}

export const text = (value: unknown): string => (value == null ? "" : "" + value);

/** False: it is there already. */
function setMarkup(element: Element, name: string, value: Scalar): boolean {
  const wanted = value == null || value === false ? null : value === true ? "" : "" + value;
  if (element.getAttribute(name) === wanted) return false;
  if (wanted === null) element.removeAttribute(name);
  else element.setAttribute(name, wanted);
  return true;
}

function setContent(element: Element, value: string): boolean {
  if (element.textContent === value) return false;
  element.textContent = value;
  return true;
}

/** Writes an attribute of an element that is already in use. Its property follows only if the slot changed. */
export function setAttribute(element: Element, name: string, value: Scalar): void {
  const control = element instanceof HTMLOptionElement ? element.closest("select") : element;
  const kept = !!control && isKept(control); // asked first: the attribute is the default it is compared with
  const changed = name === ".text" ? setContent(element, text(value)) : setMarkup(element, name, value);
  const write = changed && !kept && property(element, name, value);
  if (write) whenFree(control ?? element, write);
}

/** Writes an attribute of an element just made: its properties still follow its attributes. */
export function initAttribute(element: Element, name: string, value: Scalar): void {
  if (name === ".text") element.textContent = text(value);
  else setMarkup(element, name, value);
  if (element instanceof HTMLMediaElement) property(element, name, value)?.();
}

/** Properties that stop following their attribute once the user, or a script, has touched them. */
function property(element: Element, name: string, value: Scalar): (() => void) | null {
  const on = value != null && value !== false;
  if (element instanceof HTMLTextAreaElement) return name === ".text" ? () => writeValue(element, text(value)) : null;
  if (element instanceof HTMLInputElement) {
    if (name === "checked") return () => (element.checked = on);
    return name === "value" && element.type !== "file" ? () => writeValue(element, text(value)) : null;
  }
  if (element instanceof HTMLOptionElement) return name === "selected" ? () => (element.selected = on) : null;
  if (element instanceof HTMLMediaElement) return name === "muted" ? () => (element.muted = on) : null;
  return null;
}

const words = (value: Scalar): string[] => text(value === true || value === false ? "" : value).split(/\s+/).filter(Boolean);

/** Changes only the classes that the server changed; those added by scripts in the page stay. */
function changeClasses(element: Element, was: Scalar, now: Scalar): void {
  const shown = element.getAttribute("class");
  if (shown === (was === false ? null : was === true ? "" : was)) {
    setMarkup(element, "class", now);
    return;
  }
  const wanted = words(now);
  element.classList.remove(...words(was).filter((name) => !wanted.includes(name)));
  element.classList.add(...wanted);
}

export function setClass(slot: Written<Scalar>, value: Scalar): void {
  if (slot.was === value) return;
  changeClasses(slot.element, slot.was, value);
  slot.was = value;
}

export function setAttributes(slot: Written<AttributeSet>, value: AttributeSet | null): void {
  const wanted = value ?? {};
  for (const name in { ...slot.was, ...wanted }) {
    const was = slot.was[name] ?? null;
    const now = wanted[name] ?? null;
    if (name === "class") changeClasses(slot.element, was, now);
    else if (was !== now) setAttribute(slot.element, name, now);
  }
  slot.was = wanted;
}

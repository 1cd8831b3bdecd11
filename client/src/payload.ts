// What an event carries: docs/protocol.md "Payloads".
import type { Control } from "./lock";

export type Fields = Record<string, unknown>;

export const isControl = (node: unknown): node is Control => node instanceof Element && node.matches("input,textarea,select");

const isTick = (control: Element): control is HTMLInputElement => control.matches("[type=checkbox]");

const isMultiple = (control: Element): boolean => control.matches("[multiple]");

/** The element's `lv-value-NAME` attributes. */
export function valuesOf(element: Element): Fields {
  const fields: Fields = {};
  for (const { name, value } of element.attributes) if (name.startsWith("lv-value-")) fields[name.slice(9)] = value;
  return fields;
}

export function clickPayload(element: Element): Fields | null {
  const fields = valuesOf(element);
  if (element.hasAttribute("value")) fields.value = element.getAttribute("value");
  return Object.keys(fields).length ? fields : null;
}

function valueOf(control: Control): unknown {
  if (isTick(control)) return control.checked && (!control.hasAttribute("value") || control.value);
  return "options" in control && isMultiple(control) ? [...control.selectedOptions].map(({ value }) => value) : control.value;
}

export const controlPayload = (control: Control): Fields => ({ ...valuesOf(control), value: valueOf(control), name: control.name });

export const focusPayload = (element: Element, target: EventTarget | null): Fields => ({
  ...valuesOf(element),
  ...(isControl(target) && { value: valueOf(target) }),
});

export function keyPayload(element: Element, event: KeyboardEvent): Fields {
  const fields: Fields = { ...focusPayload(element, event.target), key: event.key };
  for (const name of ["alt", "ctrl", "meta", "shift"] as const) if (event[`${name}Key`]) fields[name] = true;
  if (event.repeat) fields.repeat = true;
  return fields;
}

/** All fields of a form, as its submission would send them, but with files as their names and unticked boxes as `false`. */
export function formPayload(form: HTMLFormElement, submitter: HTMLElement | null, target?: Control): Fields {
  const fields: Fields = Object.create(null); // a field may be called "constructor"
  const data = new FormData(form, submitter);
  const controls = ([...form.elements] as Control[]).filter((control) => control.name && !control.matches(":disabled"));
  const silent = controls.filter((control) => isTick(control) || isMultiple(control)); // these may have nothing in `data`
  for (const name of new Set([...data.keys(), ...silent.map((control) => control.name)])) {
    const values = data.getAll(name).map((value) => (typeof value === "string" ? value : value.name));
    const named = controls.filter((control) => control.name === name);
    const ticks = named.filter(isTick).length;
    if (name.endsWith("[]") || values.length > 1 || ticks > 1 || named.some(isMultiple)) fields[name] = values;
    else fields[name] = ticks && named.length === 1 ? valueOf(named[0]) : values[0];
  }
  if (target) fields._target = target.name;
  return { ...valuesOf(form), ...fields };
}

// What an event carries: docs/protocol.md "Payloads".
import type { Control } from "./lock";

export type Fields = Record<string, unknown>;

export const isControl = (node: unknown): node is Control =>
  node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement || node instanceof HTMLSelectElement;

const isTick = (control: Element): control is HTMLInputElement => control instanceof HTMLInputElement && control.type === "checkbox";

/** The element's `lv-value-NAME` attributes. */
export function valuesOf(element: Element): Fields {
  const fields: Fields = {};
  for (const { name, value } of element.attributes) if (name.startsWith("lv-value-")) fields[name.slice(9)] = value;
  return fields;
}

export function clickPayload(element: Element): Fields | null {
  const fields = valuesOf(element);
  if (element.hasAttribute("value")) fields.value = (element as HTMLButtonElement).value ?? element.getAttribute("value");
  return Object.keys(fields).length ? fields : null;
}

function tickValue(control: HTMLInputElement): string | boolean {
  return control.hasAttribute("value") ? control.checked && control.value : control.checked;
}

const selected = (control: HTMLSelectElement): string[] => [...control.selectedOptions].map((option) => option.value);

function valueOf(control: Control): unknown {
  if (isTick(control)) return tickValue(control);
  if (control instanceof HTMLSelectElement && control.multiple) return selected(control);
  return control.value;
}

export function controlPayload(control: Control): Fields {
  return { ...valuesOf(control), value: valueOf(control), name: control.name };
}

export function keyPayload(element: Element, event: KeyboardEvent): Fields {
  const { key, altKey, ctrlKey, metaKey, shiftKey, repeat, target } = event;
  const held = { alt: altKey, ctrl: ctrlKey, meta: metaKey, shift: shiftKey, repeat };
  const fields: Fields = { ...valuesOf(element), key };
  for (const [name, on] of Object.entries(held)) if (on) fields[name] = true;
  if (isControl(target)) fields.value = valueOf(target);
  return fields;
}

export function focusPayload(element: Element, target: EventTarget | null): Fields {
  return { ...valuesOf(element), ...(isControl(target) && { value: valueOf(target) }) };
}

/** All fields of a form, as its submission would send them, but with files as their names and unticked boxes as `false`. */
export function formPayload(form: HTMLFormElement, submitter: HTMLElement | null = null, target: Control | null = null): Fields {
  const fields: Fields = Object.create(null); // a field may be called "constructor"
  const groups = groupNames(form);
  const add = (name: string, value: unknown) => {
    const known = fields[name];
    if (groups.has(name)) fields[name] = [...((known as unknown[]) ?? []), value];
    else if (known === undefined) fields[name] = value;
    else fields[name] = Array.isArray(known) ? [...known, value] : [known, value];
  };
  for (const name of groups) fields[name] = [];
  new FormData(form, submitter).forEach((value, name) => {
    const lone = groups.has(name) ? null : loneTick(form, name);
    add(name, lone ? tickValue(lone) : value instanceof File ? value.name : value);
  });
  for (const control of form.elements) {
    if (isTick(control) && control.name && !control.matches(":disabled") && !(control.name in fields)) fields[control.name] = false;
  }
  if (target) fields._target = target.name;
  return { ...valuesOf(form), ...fields };
}

const named = (form: HTMLFormElement, name: string): Element[] =>
  [...form.elements].filter((control) => (control as Control).name === name && !control.matches(":disabled"));

function loneTick(form: HTMLFormElement, name: string): HTMLInputElement | null {
  const controls = named(form, name);
  return controls.length === 1 && isTick(controls[0]) ? controls[0] : null;
}

/** Names whose value is always an array: `x[]`, several checkboxes, a multiple select. */
function groupNames(form: HTMLFormElement): Set<string> {
  const groups = new Set<string>();
  const ticks = new Set<string>();
  for (const element of form.elements) {
    const control = element as Control;
    const { name } = control;
    if (!name || control.matches(":disabled")) continue;
    if (name.endsWith("[]") || (control instanceof HTMLSelectElement && control.multiple) || (isTick(control) && ticks.has(name))) groups.add(name);
    if (isTick(control)) ticks.add(name);
  }
  return groups;
}

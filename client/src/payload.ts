// What an event carries: docs/protocol.md "Payloads".
import type { Control } from "./lock";

export type Fields = Record<string, unknown>;

export const isControl = (node: unknown): node is Control => node instanceof Element && node.matches("input,textarea,select");

const isTick = (control: Element): control is HTMLInputElement => control.matches("[type=checkbox i]");

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

function valueOf(control: Control): unknown {
  if (isTick(control)) return control.hasAttribute("value") ? control.checked && control.value : control.checked;
  return "selectedOptions" in control && control.multiple ? [...control.selectedOptions].map(({ value }) => value) : control.value;
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
  const named = new Map([...data.keys()].map((name): [string, Control[]] => [name, []]));
  for (const element of form.elements) {
    const control = element as Control;
    if (!control.name || control.matches(":disabled")) continue;
    const known = named.get(control.name);
    if (known) known.push(control);
    else if (isTick(control) || (control as HTMLSelectElement).multiple) named.set(control.name, [control]);
  }
  for (const [name, controls] of named) {
    const values = data.getAll(name).map((value) => (typeof value === "string" ? value : value.name));
    const ticks = controls.filter(isTick).length;
    if (name.endsWith("[]") || values.length > 1 || ticks > 1 || controls.some((control) => (control as HTMLSelectElement).multiple))
      fields[name] = values;
    else fields[name] = ticks && controls.length === 1 ? valueOf(controls[0]) : values[0];
  }
  if (target) fields._target = target.name;
  return { ...valuesOf(form), ...fields };
}

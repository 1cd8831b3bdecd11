// Events of the page, by delegation: one listener a type, whatever the page holds.
//
// What stays the browser's:
// * Links. A bound link is left alone when the click asks for a new tab, window or download (modifier keys, `target`, `download`), and a
//   link inside a bound element only navigates. A plain click on a bound link sends the event and then follows it, unless it leads
//   nowhere (href "" or "#"): only that is prevented. The middle button makes no click at all.
// * Checkboxes, radio buttons and labels are never prevented; a click on a label counts once, as the click on its control.
// * Keys are never prevented. `lv-key` names those that count, with spaces between: lv-key="Enter Space".
import { edited, hold, isEdited, isWriting, release, settle, type Control } from "./lock";
import { clickPayload, controlPayload, focusPayload, formPayload, isControl, keyPayload, valuesOf } from "./payload";
import type { Outgoing } from "./outbox";
import { flush, limit } from "./rate";
import { send } from "./send";

// Reasons of the edit lock.
const kComposing = 1;
const kUncommitted = 2; // typed, but the control's `change` is still to come

const closest = (target: EventTarget | null, selector: string): Element | null =>
  target instanceof Element ? target.closest(selector) : null;

/** The nearest element of a live view, from `target` outwards, that has `attribute`. */
const boundTo = (target: EventTarget | null, attribute: string) => closest(target, `[data-live-view] [${attribute}]`);

function declined(element: Element | null): boolean {
  const question = element?.getAttribute("lv-confirm") ?? null;
  return question !== null && !confirm(question);
}

function onClick(event: MouseEvent): void {
  const { target } = event;
  const bound = boundTo(target, "lv-click");
  if (!bound || closest(target, ":disabled:not(fieldset)") || leftToBrowser(event, bound)) return;
  if (declined(bound)) return event.preventDefault();
  if (bound.matches("a[href=''],a[href='#']")) event.preventDefault();
  const payload = clickPayload(bound);
  limit(bound, bound, "click", () => send(bound, "lv-click", payload, undefined, [bound]));
}

function leftToBrowser(event: MouseEvent, bound: Element): boolean {
  const { target } = event;
  const link = closest(target, "a[href]") as HTMLAnchorElement | null;
  if (link && bound.contains(link)) {
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || link.hasAttribute("download");
    return link !== bound || elsewhere || !/^(_self)?$/.test(link.target);
  }
  const control = (closest(target, "label") as HTMLLabelElement | null)?.control;
  return !!control && bound.contains(control) && !closest(target, "button,input,select,textarea");
}

/** The element whose `attribute` speaks for a control: itself, what encloses it, or its form. */
const bindingOf = (control: Control, attribute: string): Element | null =>
  boundTo(control, attribute) ?? (control.form?.hasAttribute(attribute) ? control.form : null);

type Edit = "input" | "change";

/** Sends the edit of a control. `now`: without debounce and throttle. False: it is not bound, or has no value yet. */
function sendEdit(control: Control, type: Edit, now = false): boolean {
  const bound = bindingOf(control, `lv-${type}`);
  if (!bound || control.validity.badInput) return false; // "-" on the way to a number has no value yet
  const fire = () => {
    const payload =
      bound instanceof HTMLFormElement ? formPayload(bound, null, control) : { ...valuesOf(bound), ...controlPayload(control) };
    send(bound, `lv-${type}`, payload, control);
  };
  if (now) fire();
  else limit(control, bound, type, fire);
  return true;
}

function onInput(event: Event): void {
  const control = event.target;
  if (!isControl(control)) return;
  edited.add(control);
  if ((event as InputEvent).isComposing) return;
  if (!sendEdit(control, "input")) hold(control, kUncommitted);
}

function onChange(event: Event): void {
  const control = event.target;
  if (!isControl(control)) return;
  edited.add(control);
  commit(control);
  sendEdit(control, "change");
}

/** The user has left a control: what waits is sent. */
function commit(control: Control): void {
  flush([control]);
  release(control, kUncommitted);
}

function onCompositionEnd(event: Event): void {
  release(event.target as Element, kComposing);
  onInput(event);
  settle();
}

function onSubmit(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  const { submitter } = event;
  if (event.defaultPrevented || !form.closest("[data-live-view]")) return;
  const unasked = submitter?.hasAttribute("lv-click") ? null : submitter; // else its click has asked
  if (declined(unasked) || declined(form)) return event.preventDefault();
  if (!form.hasAttribute("lv-submit")) {
    // A live form without lv-submit and without action: submitting it would only load the page again.
    if (form.matches("[lv-change],[lv-input]") && !form.hasAttribute("action")) event.preventDefault();
    return;
  }
  if (form.getAttribute("method") !== "dialog") event.preventDefault();
  const controls = [...form.elements].filter(isControl);
  flush(controls);
  send(form, "lv-submit", formPayload(form, submitter), undefined, [...form.elements]);
  for (const control of controls) edited.delete(control);
}

/** A form that is reset tells it as an edit of its reset button. */
function onReset({ target }: Event): void {
  const button = (target as Element).querySelector<Control>("[type=reset]");
  // Only then do its controls have their values.
  if (button) setTimeout(() => sendEdit(button, "change", true) || sendEdit(button, "input", true));
}

function onKey(event: KeyboardEvent): void {
  if (event.isComposing) return;
  const attribute = `lv-${event.type}`;
  const pressed = event.key === " " ? "Space" : event.key;
  for (let bound = boundTo(event.target, attribute); bound; bound = boundTo(bound.parentElement, attribute)) {
    const element = bound;
    const keys = element.getAttribute("lv-key")?.split(" ");
    if (keys && !keys.includes(pressed)) continue;
    const payload = keyPayload(element, event);
    return limit(element, element, event.type, () => send(element, attribute, payload));
  }
}

function onFocus(event: FocusEvent): void {
  if (isWriting) return;
  const { target } = event;
  const leaving = event.type === "focusout";
  if (leaving && isControl(target)) {
    commit(target);
    settle();
  }
  const attribute = leaving ? "lv-blur" : "lv-focus";
  const bound = boundTo(target, attribute);
  if (bound && !bound.contains(event.relatedTarget as Node | null)) send(bound, attribute, focusPayload(bound, target));
}

/**
 * A view that has just been mounted knows nothing of what was typed before: edited forms and controls are sent again, once each. What is
 * among `kept` is on its way already, with all edits before the newest.
 */
export function recover(root: Element, kept: readonly Outgoing[]): void {
  const done = new Set<Element | null>(
    kept.map(({ element, control }) => (control && element instanceof HTMLFormElement ? element : (control ?? null))),
  );
  for (const control of root.querySelectorAll<Control>("input,textarea,select")) {
    const type = bindingOf(control, "lv-input") ? "input" : "change";
    const bound = bindingOf(control, `lv-${type}`);
    if (done.has(bound) || done.has(control) || !isEdited(control)) continue;
    if (bound === control.form) done.add(bound);
    sendEdit(control, type, true);
  }
}

export function listen(): void {
  addEventListener("click", onClick);
  addEventListener("input", onInput);
  addEventListener("change", onChange);
  addEventListener("submit", onSubmit);
  addEventListener("reset", onReset);
  addEventListener("keydown", onKey);
  addEventListener("keyup", onKey);
  addEventListener("focusin", onFocus);
  addEventListener("focusout", onFocus);
  addEventListener("compositionstart", ({ target }) => hold(target as Element, kComposing));
  addEventListener("compositionend", onCompositionEnd);
}

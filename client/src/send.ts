// Sends the event of an element and shows on it what becomes of it.
//
//   lv-loading   an event of the element is under way
//   lv-pending   ... and waits for the connection
//   lv-error     the last one was refused
import { sentEdit, type Control } from "./lock";
import type { LiveView } from "./live_view";

const underWay = new Map<Element, number>();

function dropClass(element: Element, name: string): void {
  element.classList.remove(name);
  if (element.getAttribute("class") === "") element.removeAttribute("class");
}

function begin(element: Element): void {
  underWay.set(element, (underWay.get(element) ?? 0) + 1);
  dropClass(element, "lv-error");
  element.classList.add("lv-loading");
}

function finish(element: Element): void {
  const left = underWay.get(element)! - 1;
  if (left) underWay.set(element, left);
  else {
    underWay.delete(element);
    dropClass(element, "lv-loading");
    dropClass(element, "lv-pending");
  }
}

/** `controls`: their edits are what is sent. `disabling`: elements that may have `lv-disable-with`. */
export function send(live: LiveView, element: Element, event: string, payload: unknown, controls: Control[] = [], disabling: Element[] = []): void {
  const outgoing = live.send(event, payload);
  if (!outgoing) return element.classList.add("lv-error");
  begin(element);
  if (!live.isJoined) element.classList.add("lv-pending");
  const restore = disabling.map(disable);
  outgoing.sent = () => dropClass(element, "lv-pending");
  outgoing.applied = () => {
    finish(element);
    restore.forEach((work) => work());
  };
  outgoing.refuse = () => element.classList.add("lv-error");
  for (const control of controls) sentEdit(control, () => live.outbox.isOpen(outgoing.id));
}

type Disabled = HTMLButtonElement | HTMLInputElement;

/** Disables a control and shows `lv-disable-with` instead of its text. Returns what undoes it. */
function disable(element: Element): () => void {
  const label = element.getAttribute("lv-disable-with");
  if (label === null) return () => {};
  const control = element as Disabled;
  const focused = document.activeElement === control;
  const was = control.disabled;
  const restoreText = control instanceof HTMLInputElement ? replaceValue(control, label) : replaceText(control, label);
  control.disabled = true;
  return () => {
    restoreText();
    control.disabled = was;
    if (focused && document.activeElement === document.body) control.focus({ preventScroll: true });
  };
}

function replaceValue(control: HTMLInputElement, label: string): () => void {
  const was = control.value;
  control.value = label;
  return () => {
    if (control.value === label) control.value = was;
  };
}

/** The text's nodes are kept together aside: slots among them can still be written. */
function replaceText(element: Element, label: string): () => void {
  const aside = document.createDocumentFragment();
  aside.append(...element.childNodes);
  const shown = document.createTextNode(label);
  element.append(shown);
  return () => {
    if (shown.parentNode === element && shown.data === label) element.replaceChildren(aside); // else the server has written to it
  };
}

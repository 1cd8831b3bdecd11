// Sends the event of an element and shows on it what becomes of it.
//
//   lv-loading   an event of the element is under way
//   lv-pending   ... and waits for the connection
//   lv-error     the last one was refused
import { hold, release } from "./lock";
import { liveViewOf } from "./live_views";
import type { Outgoing } from "./outbox";
import { emit } from "./signals";

/** Sends what `attribute` says. `control`: its edit is what is sent. `disabling`: elements that may have `lv-disable-with`. */
export function send(element: Element, attribute: string, payload: unknown, control?: Element, disabling: Element[] = []): void {
  const { classList } = element;
  const live = liveViewOf(element);
  const refuse = () => classList.add("lv-error");
  if (!live) return refuse();
  let outgoing: Outgoing;
  try {
    outgoing = live.send(element.getAttribute(attribute)!, payload);
  } catch (error) {
    emit("error", { root: live.root, error });
    return refuse();
  }
  const restore = disabling.map(disable);
  classList.remove("lv-error");
  classList.add("lv-loading");
  classList.toggle("lv-pending", !live.isJoined);
  if (control) hold(control, outgoing);
  Object.assign(outgoing, {
    element,
    control,
    refuse,
    sent: () => classList.remove("lv-pending"),
    applied() {
      if (!live.outbox.kept.some((other) => other.element === element)) classList.remove("lv-loading", "lv-pending");
      if (control) release(control, outgoing);
      for (const work of restore) work();
    },
  });
}

/** Disables a control and shows `lv-disable-with` instead of its text. Returns what undoes it. */
function disable(element: Element): () => void {
  const label = element.getAttribute("lv-disable-with");
  if (label === null) return () => {};
  const control = element as HTMLButtonElement;
  const { disabled, value } = control;
  const named = control.hasAttribute("value");
  const focused = document.activeElement === control;
  const aside = document.createDocumentFragment(); // the nodes stay together: slots among them can still be written
  const isInput = control instanceof HTMLInputElement;
  if (isInput) control.value = label;
  else {
    aside.append(...control.childNodes);
    control.append(label);
  }
  control.disabled = true;
  return () => {
    // else the server has written to it meanwhile
    if (isInput && control.value === label) {
      control.value = value;
      if (!named) control.removeAttribute("value"); // the label is the browser's own
    }
    if (!isInput && control.textContent === label) control.replaceChildren(aside);
    control.disabled = disabled;
    if (focused && document.activeElement === document.body) control.focus({ preventScroll: true });
  };
}

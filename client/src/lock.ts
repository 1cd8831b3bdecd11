// The edit lock: what the user is typing is never overwritten.
//
// A control is held while it is composing (IME), while an edit waits in a debounce or for the control's `change`, and while an edit sent
// has not been answered. A value that arrives meanwhile is kept and written when the last of these ends.

export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const held = new WeakMap<Element, Set<unknown>>(); // by control: why
const deferred = new Map<Element, () => void>(); // by what is written to: a control, or one of its options

/** Edited by the user since the form was last submitted. */
export const edited = new WeakSet<Element>();

/** While the client itself writes to the page: focus events of that time are not the user's. */
export let isWriting = false;
let keepEdits = false;

export function hold(control: Element, reason: unknown): void {
  held.set(control, (held.get(control) ?? new Set()).add(reason));
}

export function release(control: Element, reason: unknown): void {
  held.get(control)?.delete(reason);
}

const controlOf = (element: Element) => element.closest("select") ?? element;

/** Writes now, or when the control is free. Of each element the last write wins. */
export function whenFree(element: Element, write: () => void): void {
  deferred.set(element, write);
  settle();
}

/** Writes what was kept back for controls that are free by now. */
export function settle(): void {
  if (!deferred.size) return;
  deferred.forEach((write, element) => {
    if (held.get(controlOf(element))?.size) return;
    deferred.delete(element);
    write();
  });
}

/** Writes to the page. `keep`: controls the user has edited are left alone, for the first frame after a join knows nothing of them. */
export function writing<A, B>(work: (a: A, b: B) => void, a: A, b: B, keep = false): void {
  isWriting = true;
  keepEdits = keep;
  try {
    work(a, b);
  } finally {
    isWriting = keepEdits = false;
  }
}

/** True if a tree that does not know the user's edits must leave this control, or option, alone. */
export const isKept = (element: Element): boolean => keepEdits && isEdited(controlOf(element) as Control);

/**
 * Differs from what the server wrote, or was edited since the form was last submitted. Inside lv-recover="off" nothing is: what steers a
 * machine must not be sent again, or go on being shown, because its page came back.
 */
export function isEdited(control: Control): boolean {
  if (control.closest("[lv-recover=off]")) return false;
  if (edited.has(control)) return true;
  if ("options" in control) {
    const { options } = control.cloneNode(true) as HTMLSelectElement; // as the markup alone selects them
    return [...control.options].some(({ selected }, i) => selected !== options[i].selected);
  }
  if (/^(checkbox|radio)$/.test(control.type))
    return (control as HTMLInputElement).checked !== (control as HTMLInputElement).defaultChecked;
  // Of buttons and hidden controls the two are one; these two have a value though none was given.
  return control.value !== control.defaultValue && !/range|color/.test(control.type);
}

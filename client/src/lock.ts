// The edit lock: what the user is typing is never overwritten.
//
// A control is locked while it is composing (IME), while an edit waits in a debounce or for the control's `change`, and while the newest
// edit sent is newer than what the server has answered. A value that arrives meanwhile is kept and written when the lock ends.

export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

let composing: EventTarget | null = null;
const waiting = new Map<Element, number>(); // edits that have not been sent, by control
const newest = new WeakMap<Element, () => boolean>(); // is the newest edit sent still unanswered?
const deferred = new Map<Element, () => void>();
const edited = new WeakSet<Element>(); // edited by the user since the form was last submitted or reset
let keepEdits = false;

export const isLocked = (control: Element): boolean => control === composing || waiting.has(control) || !!newest.get(control)?.();

/** True if a tree that does not know the user's edits must leave this control alone. */
export const isKept = (control: Element): boolean => keepEdits && isEdited(control as Control);

/** Runs `work` with the controls the user has edited left alone: the first frame after a join knows nothing of them. */
export function keepingEdits<T>(work: () => T): T {
  keepEdits = true;
  try {
    return work();
  } finally {
    keepEdits = false;
  }
}

/** Writes now, or when the lock ends. The last write wins. */
export function whenFree(control: Element, write: () => void): void {
  deferred.delete(control);
  if (isLocked(control)) deferred.set(control, write);
  else write();
}

/** Writes what was kept back for controls that are free by now. */
export function settle(): void {
  for (const [control, write] of deferred) {
    if (control.isConnected && isLocked(control)) continue;
    deferred.delete(control);
    write();
  }
}

export function setComposing(target: EventTarget | null): void {
  composing = target;
}
export const isComposing = (target: EventTarget | null): boolean => target === composing && composing !== null;

/** An edit of the control waits to be sent. `reason` bits are independent of each other. */
export function hold(control: Element, reason: number): void {
  waiting.set(control, (waiting.get(control) ?? 0) | reason);
}
export function release(control: Element, reason: number): void {
  const left = (waiting.get(control) ?? 0) & ~reason;
  left ? waiting.set(control, left) : waiting.delete(control);
}

/** The newest edit of the control has been sent; `open` tells whether it is still unanswered. */
export function sentEdit(control: Element, open: () => boolean): void {
  newest.set(control, open);
}

export function markEdited(control: Element): void {
  edited.add(control);
}
export function markSaved(control: Element): void {
  edited.delete(control);
}

/** Differs from what the server wrote, or was edited since the form was last submitted. */
export function isEdited(control: Control): boolean {
  if (edited.has(control)) return true;
  if ("options" in control) {
    const options = [...control.options];
    const first = control.multiple || options.some((option) => option.defaultSelected) ? -1 : 0; // shown if none is selected
    return options.some((option, i) => option.selected !== (option.defaultSelected || i === first));
  }
  if (/^(checkbox|radio)$/.test(control.type)) return (control as HTMLInputElement).checked !== (control as HTMLInputElement).defaultChecked;
  return !/^(hidden|submit|button|reset|image|file)$/.test(control.type) && control.value !== control.defaultValue;
}

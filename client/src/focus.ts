// Keeps focus and selection over DOM operations that would lose them, and tells whether a patch is being written.

let depth = 0;

/** True while the client itself writes to the page: focus events of that time are not the user's. */
export const isWriting = (): boolean => depth > 0;

export function writing<T>(work: () => T): T {
  depth++;
  try {
    return work();
  } finally {
    depth--;
  }
}

type TextControl = HTMLInputElement | HTMLTextAreaElement;

/** Runs `work`, which takes `nodes` out of the page and puts them back. */
export function keepingFocus(nodes: Node[], work: () => void): void {
  const active = document.activeElement as HTMLElement | null;
  const selection = getSelection();
  const inside = (node: Node | null | undefined) => !!node && nodes.some((moved) => moved.contains(node));
  const { anchorNode, anchorOffset = 0, focusNode, focusOffset = 0 } = selection ?? {};
  const [from, to, direction] = caret(active);
  work();
  if (active && inside(active) && document.activeElement !== active) {
    active.focus({ preventScroll: true });
    if (from !== null) (active as TextControl).setSelectionRange(from, to, direction);
  }
  if (from === null && inside(anchorNode) && inside(focusNode)) selection!.setBaseAndExtent(anchorNode!, anchorOffset, focusNode!, focusOffset);
}

type Caret = [number | null, number | null, "forward" | "backward" | "none"];

function caret(element: Element | null): Caret {
  const { selectionStart = null, selectionEnd = null, selectionDirection } = (element ?? {}) as Partial<TextControl>;
  return [selectionStart, selectionEnd, selectionDirection ?? "none"];
}

/** Writes the text of a control; a caret at the end stays at the end, any other stays where it is. */
export function writeValue(control: TextControl, value: string): void {
  if (control.value === value) return;
  const [from, to, direction] = control === document.activeElement ? caret(control) : ([null, null, "none"] as Caret);
  const end = control.value.length;
  control.value = value;
  if (from === null || to === null) return;
  if (from === end) control.setSelectionRange(value.length, value.length);
  else control.setSelectionRange(from, to, direction);
}

// Keeps focus and selection over DOM operations that would lose them.

type TextControl = HTMLInputElement | HTMLTextAreaElement;

/** Runs `work`, which takes `nodes` out of the page and puts them back. */
export function keepingFocus(nodes: Node[], work: () => void): void {
  const active = document.activeElement as TextControl | null;
  const inside = active && nodes.some((node) => node.contains(active));
  const { selectionStart = null, selectionEnd = null } = active ?? {};
  work();
  if (!inside || document.activeElement === active) return;
  active.focus({ preventScroll: true });
  if (selectionStart !== null) active.setSelectionRange(selectionStart, selectionEnd);
}

/** Writes the text of a control; a caret at the end stays at the end, any other stays where it is. */
export function writeValue(control: TextControl, value: string): void {
  const { selectionStart, selectionEnd, value: was } = control;
  if (was === value) return;
  control.value = value;
  if (control !== document.activeElement || selectionStart === null) return;
  if (selectionStart === was.length) control.setSelectionRange(value.length, value.length);
  else control.setSelectionRange(selectionStart, selectionEnd);
}

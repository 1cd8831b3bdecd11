// The card at the foot of the window that a notice stands on. In a shadow root: neither its style nor the page's reaches the other. It takes
// no room in the page, no focus, and nothing that a Content-Security-Policy has to allow. Pages restyle it as `::part(notice)`.

// One string: line breaks would cost every page some bytes.
const kStyle =
  ":host{all:initial!important;display:contents!important}" +
  "div{position:fixed;overflow:visible;inset:auto 0 max(1rem,env(safe-area-inset-bottom));z-index:2147483647;box-sizing:border-box;width:fit-content;" +
  "max-width:min(30rem,100vw - 2rem);margin:0 auto;padding:.7rem .8rem .7rem 1rem;display:flex;align-items:center;gap:.8rem;" +
  "font:15px/1.4 system-ui,sans-serif;color:#fff;background:#20242e;border:1px solid #ffffff30;border-radius:.7rem;" +
  "box-shadow:0 .4rem 1.6rem #0007;animation:in .2s}" +
  "i{flex:none;width:.6rem;height:.6rem;border-radius:50%;background:#ffb224;animation:pulse 1.2s infinite alternate}" +
  "div:has([role=alert]) i{background:#ff6b6b;animation:none}" +
  "p{margin:0}" +
  "p+p{color:#c6cad4;font-size:13px;font-variant-numeric:tabular-nums}" +
  "p:empty,button:empty{display:none}" +
  "button{flex:none;font:inherit;font-weight:600;color:#20242e;background:#fff;border:1px solid #fff;border-radius:.45rem;padding:.3rem .7rem;cursor:pointer}" +
  "button:hover{background:#dfe3ec}" +
  "button:focus-visible{outline:3px solid #7ab7ff;outline-offset:2px}" +
  "@keyframes in{from{opacity:0;transform:translateY(.5rem)}}" +
  "@keyframes pulse{to{opacity:.3}}" +
  "@media(prefers-reduced-motion){div,i{animation:none}}" +
  "@media(forced-colors:active){i{background:Highlight;forced-color-adjust:none}}" +
  "@media print{div{display:none}}";

export interface Card {
  /** Said once by screen readers, however long it stands there. */
  say(text: string, role: "status" | "alert"): void;
  /** A second, silent line. */
  detail(text: string): void;
  /** "": no button. */
  button(label: string, work: () => void): void;
  remove(): void;
}

export function makeCard(): Card {
  const host = document.createElement("live-notice");
  const shadow = host.attachShadow({ mode: "open" });
  const style = new CSSStyleSheet();
  style.replaceSync(kStyle);
  shadow.adoptedStyleSheets = [style];
  const make = (name: string, parent: Node) => parent.appendChild(document.createElement(name));
  const box = make("div", shadow);
  box.setAttribute("part", "notice");
  box.popover = "manual"; // above dialogs
  make("i", box);
  const lines = make("span", box);
  const first = make("p", lines);
  const second = make("p", lines);
  second.ariaHidden = "true"; // it changes every second
  const button = make("button", box) as HTMLButtonElement;
  let before: HTMLElement | null = null; // had the focus before the button
  button.onfocus = ({ relatedTarget }) => (before = relatedTarget as HTMLElement | null);
  document.documentElement.append(host); // behind the body, where no style of the page counts its children
  box.showPopover?.();
  const write = (element: Element, text: string) => element.textContent === text || (element.textContent = text);
  return {
    say(text, role) {
      first.role = role;
      requestAnimationFrame(() => write(first, text)); // an empty region that is filled is read, one that comes filled is not
    },
    detail: (text) => void write(second, text),
    button(label, work) {
      write(button, label);
      button.onclick = work;
    },
    remove() {
      const focused = shadow.activeElement;
      host.remove();
      if (focused) before?.focus({ preventScroll: true });
    },
  };
}

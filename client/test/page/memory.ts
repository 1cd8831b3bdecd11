// Runs in the browser: a live view whose server is in the same page.
import "../../src/main";
import type { Api } from "../../src/api";

const kRows = 5;
const kAtOnce = 100; // updates between two frames of the browser

const keys = Array.from({ length: kRows }, (_, key) => key);
const kItems = keys.map((key) => `<li lv-hook="H">${key}</li>`).join("");
const kHtml = `<p class="a">0</p><ul><!--$-->${kItems}<!--/--></ul><div><!--$--><!--/--></div>`;
const kSkeleton = {
  v: ["t", { 2: { l: "r", k: keys } }],
  t: {
    t: '<p lv-s="class 0"><!--1--></p><ul><!--$2--></ul><div><!--$3--></div>',
    r: '<li lv-hook="H"><!--0--></li>',
    b: "<b><!--0--> <i><!--1--></i></b>",
  },
};

let seq = 0;
let events = 0;
let confirmed = 0;
let socket: Socket;

class Socket {
  onopen?(): void;
  onmessage?(message: { data: string }): void;

  constructor() {
    socket = this;
    queueMicrotask(() => this.onopen!());
  }

  send(text: string): void {
    const [id, event] = JSON.parse(text) as [number, string];
    if (id) events = id;
    else if (event === "join") queueMicrotask(() => this.frame("s", kSkeleton));
    else if (event === "ack") confirmed++;
  }

  frame(kind: string, payload: object): void {
    this.onmessage!({ data: JSON.stringify([++seq, events, kind, payload]) });
  }

  close(): void {}
}

const liveView = (window as unknown as { liveView: Api }).liveView;
const painted = () => new Promise(requestAnimationFrame);

/** A row comes, one goes, one changes; a class, a text and a part change; an event is answered, hooks are told, the page confirms. */
function update(n: number): void {
  const key = n + kRows;
  const rows = { o: [["+", null, [key, key]], ["-", n]], u: { [key - 1]: { 0: `${n}` } } };
  void liveView.pushEvent("x", n);
  socket.frame("d", { d: { 0: `c${n % 3}`, 1: n, 2: rows, 3: n % 2 ? ["b", n, n] : null }, e: [["news", n]], r: { [events]: n }, a: 1 });
}

const memory = {
  async open(): Promise<void> {
    Object.assign(window, { WebSocket: Socket });
    document.body.innerHTML = `<div data-live-view="test" id="lv-0-abc" data-token="T">${kHtml}</div>`;
    liveView.registerHook("H", {
      mounted() {
        this.handleEvent("news", (n) => (this.el.title = `${n}`));
      },
      updated() {},
      destroyed() {},
    });
    liveView.connect();
    while (!document.querySelector(".lv-connected")) await painted();
  },
  /** Updates `begin` up to `end`; what the page shows then. */
  async run(begin: number, end: number): Promise<string[]> {
    for (let n = begin; n < end; n++) {
      update(n);
      if (n % kAtOnce === 0) await painted();
    }
    await painted();
    await painted();
    if (!confirmed) throw Error("nothing was confirmed");
    return [...document.querySelectorAll("p, li:last-child")].map(({ textContent }) => textContent!);
  },
};

Object.assign(window, { memory });

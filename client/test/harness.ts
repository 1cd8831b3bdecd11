// A page with one live view and a server made of routes: the test sees every message and says what comes back.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, type Page, type WebSocketRoute } from "@playwright/test";
import { bundle } from "./bundle";

const dist = (name: string) => readFileSync(fileURLToPath(new URL(`../dist/${name}`, import.meta.url)), "utf8");

export type Message = [id: number, event: string, payload: any, seq: number];

export interface Setup {
  /** Served inside the view's root. */
  html: string;
  /** The payload that answers a join; a function gets the join's payload and the number of joins before. */
  join?: object | ((payload: any, times: number) => object);
  kind?: "s" | "f";
  /** Beside the root. */
  outside?: string;
  /** In the head, before the client. */
  head?: string;
  csp?: string;
  debug?: boolean;
  options?: object; // for liveView.configure()
}

export class Server {
  received: Message[] = [];
  joins: any[] = [];
  urls: string[] = [];
  socket: WebSocketRoute | null = null;
  seq = 0;
  ack = 0;
  refuse = false; // connections
  silent = false; // answers nothing
  resume: ((join: any) => void) | null = null; // answers the join of a view that is still there

  constructor(
    readonly page: Page,
    private setup: Setup,
  ) {}

  get events(): Message[] {
    return this.received.filter(([id]) => id > 0);
  }

  control(name: string): Message[] {
    return this.received.filter(([id, event]) => id === 0 && event === name);
  }

  accept(socket: WebSocketRoute): void {
    this.urls.push(socket.url());
    if (this.refuse) {
      void socket.close({ code: 1013 });
      return;
    }
    this.socket = socket;
    socket.onMessage((text) => this.receive(JSON.parse(String(text)) as Message));
  }

  private receive(message: Message): void {
    const [id, event, payload] = message;
    this.received.push(message);
    if (this.silent) return;
    if (event === "join" && id === 0) {
      const { join = { v: ["t"], t: { t: this.setup.html } }, kind = "s" } = this.setup;
      this.joins.push(payload);
      const answer = typeof join === "function" ? join(payload, this.joins.length - 1) : join;
      if (this.resume && payload.seq) return this.resume(payload);
      this.seq = 1; // mounted afresh
      this.raw([this.seq, payload.ack, kind, answer]);
    } else if (event === "ping" && id === 0) this.raw([0, this.ack, "p", null]);
  }

  raw(frame: unknown[]): void {
    this.socket!.send(JSON.stringify(frame));
  }

  /** A frame with the next seq that answers all events so far, or up to `ack`. */
  send(kind: string, payload: object | null, ack = Math.max(0, ...this.events.map(([id]) => id))): void {
    this.ack = ack;
    this.raw([++this.seq, ack, kind, payload]);
  }

  diff(d: object, more: object = {}, ack?: number): void {
    this.send("d", { d, ...more }, ack);
  }

  async drop(): Promise<void> {
    await this.socket!.close({ code: 1001 });
  }

  async event(count: number): Promise<Message> {
    await expect.poll(() => this.events.length).toBeGreaterThanOrEqual(count);
    return this.events[count - 1];
  }
}

export const kOrigin = "http://golive.test";

export async function open(page: Page, setup: Setup): Promise<Server> {
  const server = new Server(page, setup);
  await page.routeWebSocket(/\/live\/websocket/, (socket) => server.accept(socket));
  await page.route(`${kOrigin}/**`, (route) => {
    const path = new URL(route.request().url()).pathname;
    if (/^\/golive(-debug)?\.js$/.test(path)) return route.fulfill({ contentType: "text/javascript", body: dist(path.slice(1)) });
    if (path === "/favicon.ico") return route.fulfill({ status: 204 });
    const headers: Record<string, string> = setup.csp ? { "content-security-policy": setup.csp } : {};
    return route.fulfill({ contentType: "text/html", headers, body: pageOf(setup) });
  });
  await page.goto(`${kOrigin}/page?a=1`);
  return server;
}

function pageOf({ html, outside = "", head = "", debug, options }: Setup): string {
  const queued = `(window.liveView ??= []).push((liveView) => liveView.configure(${JSON.stringify(options)}))`;
  return `<!doctype html><html lang="en"><head><title>test</title>${head}${options ? `<script>${queued}</script>` : ""}
${debug ? '<script src="/golive-debug.js" defer></script>' : ""}<script src="/golive.js" defer></script></head>
<body><div data-live-view="test" id="lv-0-abc" data-token="T">${html}</div>${outside}</body></html>`;
}

/** The page once its view has joined. */
export async function joined(page: Page, setup: Setup): Promise<Server> {
  const server = await open(page, setup);
  await expect(page.locator(".lv-connected")).toBeAttached();
  return server;
}

export const kRoot = "[data-live-view]";

/** A page with one of the programs of test/page/ in it, whose clock is as fine as the browser has it. */
export async function load(page: Page, program: "fuzz" | "memory" | "speed"): Promise<void> {
  const headers = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
  const body = "<!doctype html><title>test</title>";
  await page.route("https://golive.test/", (route) => route.fulfill({ contentType: "text/html", headers, body }));
  await page.goto("https://golive.test/");
  await page.addScriptTag({ content: await bundle(program) });
}

/** Another tab is in front of the page, or the page is in front. */
export const look = (page: Page, hidden: boolean): Promise<void> =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);

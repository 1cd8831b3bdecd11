// A TCP proxy between browser and server, which the test cuts, stalls and stops.
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import type { Program } from "./program";

export type Way = "up" | "down";

interface Pair {
  browser: Socket;
  server: Socket;
  live: boolean; // carries a WebSocket
  stalled: boolean;
}

export class Proxy {
  /** Connections that asked for a WebSocket. */
  attempts = 0;
  private pairs_ = new Set<Pair>();
  private cut_: { way: Way; left: number } | null = null;
  private held_: (() => void)[] | null = null;
  private listener_: Server | null = null;
  private port_ = 0;

  constructor(private target_: number) {}

  /** Listens; after stop() on the same port again. */
  async start(): Promise<this> {
    const listener = createServer((browser) => this.accept_(browser));
    await new Promise<void>((ready) => listener.listen(this.port_, "127.0.0.1", ready));
    this.port_ = (listener.address() as AddressInfo).port;
    this.listener_ = listener;
    return this;
  }

  /** Ends all connections and refuses new ones. */
  async stop(): Promise<void> {
    const closed = new Promise((done) => this.listener_!.close(done));
    for (const pair of this.pairs_) this.end_(pair);
    await closed;
  }

  get url(): string {
    return `http://localhost:${this.port_}`;
  }

  /** Ends what carries a WebSocket. */
  cut(): void {
    for (const pair of this.pairs_) if (pair.live) this.end_(pair);
  }

  /** The WebSocket ends after so many bytes more have passed on this way, and takes none that follow along. */
  cutAfter(way: Way, bytes: number): void {
    this.cut_ = { way, left: bytes };
  }

  /** Takes the order back; false: it has been carried out. */
  disarm(): boolean {
    const armed = this.cut_ !== null;
    this.cut_ = null;
    return armed;
  }

  /** What WebSockets bring waits here until release(). */
  hold(): void {
    this.held_ = [];
  }
  release(): void {
    const held = this.held_ ?? [];
    this.held_ = null;
    for (const pass of held) pass();
  }

  /** Nothing passes on the connections that are open now, and they stay open. */
  stall(): void {
    for (const pair of this.pairs_) pair.stalled = true;
  }

  private accept_(browser: Socket): void {
    const pair: Pair = { browser, server: connect(this.target_, "127.0.0.1"), live: false, stalled: false };
    this.pairs_.add(pair);
    for (const [from, way] of [
      [browser, "up"],
      [pair.server, "down"],
    ] as const) {
      from.setNoDelay(true);
      from.on("data", (chunk: Buffer) => this.pass_(pair, way, chunk));
      from.on("error", () => this.end_(pair));
      from.on("close", () => pair.stalled || this.end_(pair));
    }
  }

  private pass_(pair: Pair, way: Way, chunk: Buffer): void {
    const [from, to] = way === "up" ? [pair.browser, pair.server] : [pair.server, pair.browser];
    if (pair.stalled) return;
    if (way === "up" && chunk.toString("latin1").startsWith("GET /live/websocket")) {
      if (!pair.live) this.attempts++;
      pair.live = true;
    }
    if (pair.live && this.held_) return void this.held_.push(() => this.pass_(pair, way, chunk));
    const cut = this.cut_;
    if (!pair.live || cut?.way !== way) return void to.write(chunk);
    if (chunk.length < cut.left) {
      cut.left -= chunk.length;
      to.write(chunk);
      return;
    }
    this.cut_ = null;
    pair.stalled = true; // of what comes yet nothing passes
    to.end(chunk.subarray(0, cut.left));
    from.destroy();
    this.pairs_.delete(pair);
  }

  private end_(pair: Pair): void {
    pair.browser.destroy();
    pair.server.destroy();
    this.pairs_.delete(pair);
  }
}

export const proxyTo = (program: Program): Promise<Proxy> => new Proxy(Number(new URL(program.url).port)).start();

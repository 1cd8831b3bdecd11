// MessagePack by npm's stock library, without a browser: what the server writes is what the library reads, and a client of a dozen lines.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { decode, encode } from "@msgpack/msgpack";
import type { RawData, WebSocket } from "ws";
import { expect, start, stop, test, type Program } from "./program";

// Node 20 has no WebSocket of its own.
const { WebSocket: Socket } = createRequire(join(__dirname, "../../client/package.json"))("ws") as typeof import("ws");
const kGolden = join(__dirname, "../golden");

test("the stock library reads every golden frame", () => {
  const values = readFileSync(join(kGolden, "patches.json"), "utf8").split("\n").filter((line) => line.startsWith("{"));
  const packed = readFileSync(join(kGolden, "message_pack.txt"), "utf8").trim().split("\n");
  expect(packed.length).toBe(values.length);
  expect(packed.length).toBeGreaterThan(20);
  let read = 0;
  values.forEach((line, i) => {
    const bytes = Buffer.from(packed[i]!, "hex");
    const value = JSON.parse(line.replace(/,$/, ""));
    // The library refuses this name, which a row may have as its key.
    if (/"__proto__":/.test(line)) return expect(() => decode(bytes)).toThrow("__proto__");
    expect(decode(bytes)).toEqual(value);
    read++;
  });
  expect(read).toBeGreaterThan(values.length - 3);
});

class Client {
  closed = 0;
  private readonly frames: unknown[] = [];
  private wake = () => {};
  private constructor(private readonly socket: WebSocket) {
    socket.on("message", (data: RawData, binary: boolean) => {
      this.frames.push(binary ? decode(data as Buffer) : `text: ${String(data)}`);
      this.wake();
    });
    socket.on("close", (code: number) => {
      this.closed = code;
      this.wake();
    });
  }

  static async join(program: Program): Promise<Client> {
    const answer = await fetch(`${program.url}/`);
    const page = await answer.text();
    const cookie = answer.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");
    const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(page)![1]!;
    const view = /data-live-view="[^"]*" id="([^"]*)"/.exec(page)![1]!;
    const socket = new Socket(`${program.url.replace("http", "ws")}/live/websocket?vsn=golive1&format=msgpack&view=${view}`, {
      headers: { cookie },
    });
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    const client = new Client(socket);
    client.send([0, "join", { token: attribute("data-token"), url: "/", seq: 0, ack: 0 }, 0]);
    return client;
  }

  send(message: unknown): void {
    this.socket.send(encode(message));
  }
  sendText(text: string): void {
    this.socket.send(text);
  }
  async next(): Promise<any> {
    while (this.frames.length === 0 && this.closed === 0) await new Promise<void>((resolve) => (this.wake = resolve));
    return this.frames.shift() ?? ["closed", this.closed];
  }
  close(): void {
    this.socket.close();
  }
}

let counter: Program;
test.beforeAll(async () => {
  counter = await start("counter");
});
test.afterAll(() => stop(counter));

test("a client with it joins, clicks and gets diffs", async () => {
  const client = await Client.join(counter);
  const [seq, ack, kind, { v }] = await client.next();
  expect([seq, ack, kind]).toEqual([1, 0, "s"]);
  expect(v[0]).toMatch(/^[\w-]{8}$/);
  for (let id = 1; id <= 3; id++) {
    client.send([id, "add(1)", null, id]);
    const [next, answered, diff, { d }] = await client.next();
    expect([next, answered, diff]).toEqual([id + 1, id, "d"]);
    expect(Object.values(d)).toContain(id);
  }
  client.send([0, "ping", null, 4]);
  expect(await client.next()).toEqual([0, 0, "p", null]);
  client.send([4, "add(1)", { value: "x".repeat(70_000), list: [1.5, -7, 2 ** 40, true, { "": null }] }, 4]);
  expect((await client.next()).slice(0, 3)).toEqual([5, 4, "d"]);
  client.send([0, "leave", null, 5]);
  expect(await client.next()).toEqual(["closed", 1000]);
});

test("bytes, dates and text are answered with an error and closed", async () => {
  for (const [send, code] of [
    [(client: Client) => client.send([1, "add(1)", new Uint8Array([1, 2, 3]), 1]), 1002],
    [(client: Client) => client.send([1, "add(1)", new Date(), 1]), 1002],
    [(client: Client) => client.sendText('[1,"add(1)",null,1]'), 1003],
  ] as const) {
    const client = await Client.join(counter);
    await client.next();
    send(client);
    expect((await client.next())[2]).toBe("e");
    expect(await client.next()).toEqual(["closed", code]);
  }
});

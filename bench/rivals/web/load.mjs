// What many pages cost a server: node load.mjs MODE PROTOCOL PORT PID CLIENTS SECONDS      prints {"figure":N,"count":N}
// event: CPU microseconds per click on /counter. broadcast: per number that comes to a viewer of /feed. idle: KiB of private memory for each
// further viewer of /feed. CPU is of the server's process alone, with all its threads, as the kernel counts it; this reader has another core.
import { readFileSync, readdirSync } from "node:fs";
import { protocols } from "./visitors.mjs";
import { Http } from "./wire.mjs";

const kClicks = 10_000; // a second, by all pages
const kNumbers = 50; // published a second

const [mode, protocol, port, pid, clients, seconds] = process.argv.slice(2).map((word, i) => (i < 2 ? word : Number(word)));
const { counter, viewer } = protocols[protocol];

const read = (file) => readFileSync(`/proc/${pid}/${file}`, "utf8");
const threadSeconds = (thread) => Number(read(`task/${thread}/schedstat`).split(" ")[0]) / 1e9;
const cpuSeconds = () => readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => sum + threadSeconds(thread), 0);
const privateKib = () => Number(/^Private_Dirty:\s*(\d+)/m.exec(read("smaps_rollup"))[1]);
const wait = (milliseconds) => new Promise((over) => setTimeout(over, milliseconds));
const post = (path) => fetch(`http://localhost:${port}${path}`, { method: "POST" });

/** Visitors that are ready, a few at a time, as listen queues are short. */
async function open(make, count, answered) {
  const visitors = [];
  while (visitors.length < count) {
    const some = Array.from({ length: Math.min(50, count - visitors.length) }, async () => {
      const visitor = {};
      let ready;
      const isReady = new Promise((come) => (ready = come));
      Object.assign(visitor, await make(port, { ready, answered: () => answered(visitor) }));
      await isReady;
      return visitor;
    });
    visitors.push(...(await Promise.all(some)));
  }
  return visitors;
}

/** Of the time after a beginning in which everything is compiled. */
async function perCount(work) {
  let counted = 0;
  let before = { counted: 0, cpu: cpuSeconds() };
  const over = work(() => counted++);
  await wait(seconds * 500);
  before = { counted, cpu: cpuSeconds() };
  await wait(seconds * 1000);
  const cpu = cpuSeconds() - before.cpu;
  const done = counted - before.counted;
  over();
  return { figure: (cpu * 1e6) / done, count: done };
}

/** Calls work(i), i counting up, so many times a second. Returns what ends it. */
function atRate(rate, work) {
  const begin = performance.now();
  let done = 0;
  const timer = setInterval(() => {
    const due = ((performance.now() - begin) / 1000) * rate;
    while (done < due) work(done++);
  }, 1);
  return () => clearInterval(timer);
}

const modes = {
  /** Pages press in turn, those that wait for an answer left out. */
  async event() {
    let count = () => {};
    const visitors = await open(counter, clients, (visitor) => {
      visitor.waits = false;
      count();
    });
    return perCount((counts) => {
      count = counts;
      return atRate(kClicks, (i) => {
        const visitor = visitors[i % clients];
        if (visitor.waits) return;
        visitor.waits = true;
        visitor.press();
      });
    });
  },

  async broadcast() {
    let count = () => {};
    await open(viewer, clients, () => count());
    const server = new Http(port);
    const bump = `POST /bump HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Length: 0\r\n\r\n`;
    return perCount((counts) => {
      count = counts;
      return atRate(kNumbers, () => server.ask(bump));
    });
  },

  async idle() {
    const settled = async () => {
      if (protocol !== "golive") await post("/gc");
      await wait(300);
      return privateKib();
    };
    const first = Math.ceil(clients / 5);
    await open(viewer, first, () => {});
    const before = await settled();
    await open(viewer, clients - first, () => {});
    return { figure: ((await settled()) - before) / (clients - first), count: clients };
  },
};

console.log(JSON.stringify(await modes[mode]()));
process.exit(0);

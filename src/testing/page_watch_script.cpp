#include "testing/page_scripts.h"

namespace golive::testing {

// Frames are those of docs/protocol.md: [ID,EVENT,...] up, [SEQ,ACK,KIND,PAYLOAD] down.
const std::string_view kWatchScript = R"js(
(() => {
  window.goliveInjected = (...words) => window.goliveInjectedText(words.length ? String(words[0]) : "called");

  // Timers go by the real time and, ahead of it, by what pass() was told.
  const nativeTimeout = window.setTimeout.bind(window);
  const nativeClear = window.clearTimeout.bind(window);
  const nativeFrame = window.requestAnimationFrame.bind(window);
  const realNow = performance.now.bind(performance);
  const realDate = Date.now;
  const timers = new Map(); // by id
  let newest = 0;
  let ahead = 0;
  const now = () => realNow() + ahead;

  function arm(timer) {
    nativeClear(timer.native);
    timer.native = nativeTimeout(() => fire(timer), timer.due - now());
  }

  function fire(timer) {
    if (timer.every === null) timers.delete(timer.id);
    else {
      timer.due += timer.every;
      arm(timer);
    }
    try {
      timer.work();
    } catch (error) {
      reportError(error);
    }
  }

  function begin(work, delay, repeats, words) {
    const wait = Math.max(+delay || 0, repeats ? 4 : 0);
    const run = typeof work === "function" ? () => work(...words) : () => (0, eval)(work);
    const timer = { id: ++newest, work: run, due: now() + wait, every: repeats ? wait : null };
    timers.set(timer.id, timer);
    arm(timer);
    return timer.id;
  }

  function end(id) {
    nativeClear(timers.get(id)?.native);
    timers.delete(id);
  }

  const nextTimer = () => [...timers.values()].reduce((first, each) => (first && first.due <= each.due ? first : each), null);
  // Milliseconds until the next timer; null: there is none.
  function due() {
    const next = nextTimer();
    return next && Math.max(0, next.due - now());
  }

  // What has been begun on sockets and waits for the server: an answer that the time would overtake.
  function waits() {
    if (offline) return false;
    return [...unanswered].some(([socket, events]) => socket.readyState === 0 || (socket.readyState === 1 && (events.size || pinged.has(socket))));
  }

  // The time goes on by so many milliseconds. Returns due().
  async function pass(time) {
    const until = ahead + time;
    for (let next = nextTimer(); next && next.due <= realNow() + until; next = nextTimer()) {
      ahead = Math.max(ahead, Math.min(until, next.due - realNow()));
      nativeClear(next.native);
      fire(next);
      await null; // what follows from it
      for (const end = realNow() + 1000; waits() && realNow() < end; ) await Promise.race([frame(), applied()]);
    }
    ahead = until;
    for (const timer of timers.values()) arm(timer);
    return due();
  }

  window.setTimeout = (work, delay, ...words) => begin(work, delay, false, words);
  window.setInterval = (work, delay, ...words) => begin(work, delay, true, words);
  window.clearTimeout = window.clearInterval = end;
  window.requestAnimationFrame = (work) => nativeFrame((time) => work(time + ahead));
  performance.now = now;
  Date.now = () => realDate() + ahead;

  const unanswered = new Map(); // by socket: events by id
  const pinged = new Set(); // sockets that have heard nothing since they asked
  let posting = 0; // sessions on their way
  let offline = false;
  let heardOf = fresh(); // since the last news()
  const kSent = "golive:testing:sent"; // in sessionStorage: places that the server sent the page to; the next document tells

  function fresh() {
    return { events: [], refusals: [], crashes: 0, submits: 0, invalid: [] };
  }

  function said(socket, text) {
    if (text.startsWith('[0,"ping"')) pinged.add(socket);
    const event = /^\[([1-9]\d*),("(?:[^"\\]|\\.)*")/.exec(text);
    if (event) unanswered.get(socket)?.set(+event[1], JSON.parse(event[2]));
  }

  // Of an event, or of a message that the server could not read.
  function refused(event, { code = "", message = "" }) {
    heardOf.refusals.push([event ?? "", message ? `${code}: ${message}` : code]);
  }

  function heard(socket, text) {
    pinged.delete(socket);
    const [seq, ack, kind, payload] = JSON.parse(text);
    const events = unanswered.get(socket);
    for (const [id, what] of Object.entries((kind !== "x" && payload?.x) || {})) refused(events.get(+id), what);
    if (kind === "e") refused(events.get(payload.id), payload);
    for (const id of events.keys()) if (id <= ack || (kind === "e" && payload?.id === id)) events.delete(id);
    if (kind === "x" && payload?.reason === "crash") heardOf.crashes++;
    if (Array.isArray(payload?.e)) heardOf.events.push(...payload.e);
    if (kind === "n") sessionStorage[kSent] = JSON.stringify([...JSON.parse(sessionStorage[kSent] ?? "[]"), payload.to]);
    nativeTimeout(() => tell()); // the client hears it after this
  }

  const NativeSocket = window.WebSocket;
  window.WebSocket = class WebSocket extends NativeSocket {
    constructor(url, ...rest) {
      super(offline ? Object.assign(new URL(url, location.href), { port: 1 }) : url, ...rest);
      if (!new URL(this.url).searchParams.has("view")) return;
      unanswered.set(this, new Map());
      this.addEventListener("message", ({ data }) => heard(this, data));
      this.addEventListener("close", () => unanswered.delete(this));
    }
    send(data) {
      super.send(data);
      said(this, data);
    }
  };

  const nativeFetch = window.fetch;
  window.fetch = function (...words) {
    const answer = nativeFetch.apply(this, words);
    if (/\/live\/session$/.test(words[0]?.url ?? words[0])) {
      posting++;
      const done = () => posting--;
      answer.then(done, done);
    }
    return answer;
  };

  function missing() {
    if (document.readyState === "loading") return "the page is loading";
    if (offline) return "";
    for (const root of document.querySelectorAll("[data-live-view]"))
      if (!root.classList.contains("lv-connected"))
        return `the view ${root.id} is not joined (${root.className || "it has no class: does the page load its script?"})`;
    const events = [...unanswered].flatMap(([socket, those]) => (socket.readyState === 1 ? [...those.values()] : []));
    if (events.length) return `no answer has come to ${events.slice(0, 5).join(", ")}${events.length > 5 ? ` and ${events.length - 5} more` : ""}`;
    return posting ? "the session is being stored" : "";
  }

  const frame = () => new Promise(nativeFrame);
  let tell = () => {};
  const applied = () => new Promise((done) => (tell = done)); // a message

  // What is begun now is shown by the next frame.
  async function quiet(limit) {
    const end = realNow() + limit;
    for (;;) {
      const why = missing();
      if (!why) await frame();
      if (!why && !missing()) return "";
      if (realNow() > end) return why || "it changes all the time";
      if (why) await Promise.race([frame(), applied()]);
    }
  }

  // Browsers leave sockets that are open alone.
  function cut(off) {
    offline = off;
    if (off) for (const socket of unanswered.keys()) socket.close();
  }

  // What the browser does not tell of: forms that are sent, and those that are not valid.
  addEventListener("submit", () => heardOf.submits++, true);
  addEventListener("invalid", ({ target }) => heardOf.invalid.push(target.validationMessage), true);

  // Where it is, and what has come since the last call.
  function news() {
    let sent = "[]";
    try {
      sent = sessionStorage[kSent] ?? sent;
      delete sessionStorage[kSent];
    } catch {} // of a page without a site
    const known = heardOf;
    heardOf = fresh();
    known.events = known.events.map(([name, payload]) => [name, JSON.stringify(payload)]);
    const status = performance.getEntriesByType("navigation")[0]?.responseStatus ?? 0;
    return { ...known, redirects: JSON.parse(sent), status, origin: location.origin, path: location.pathname + location.search, url: location.href, due: due() };
  }

  window[Symbol.for("golive.testing")] = { quiet, cut, news, pass };
})();
)js";

}  // namespace golive::testing

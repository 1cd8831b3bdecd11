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
    return [...sockets].some(([{ readyState }, { events, pinged }]) => readyState === 0 || (readyState === 1 && (events.size || pinged)));
  }

  // The time goes on by so many milliseconds; `rough`: the network takes its own. Returns due().
  async function pass(time, rough) {
    const until = ahead + time;
    for (let next = nextTimer(); next && next.due <= realNow() + until; next = nextTimer()) {
      ahead = Math.max(ahead, Math.min(until, next.due - realNow()));
      nativeClear(next.native);
      fire(next);
      await null; // what follows from it
      for (const end = realNow() + 1000; !rough && waits() && realNow() < end; ) await Promise.race([frame(), applied()]);
    }
    ahead = until;
    for (const timer of timers.values()) arm(timer);
    return due();
  }

  window.setTimeout = (work, delay, ...words) => begin(work, delay, false, words);
  window.setInterval = (work, delay, ...words) => begin(work, delay, true, words);
  window.clearTimeout = window.clearInterval = end;
  // A page that is hidden is painted by nobody: its frames wait. Browsers have no switch for that without a window, so it is done here.
  const kHidden = "golive:testing:hidden"; // in sessionStorage: the next document is hidden, too
  const waiting = new Map(); // frames, by numbers below zero
  const nativeCancel = window.cancelAnimationFrame.bind(window);
  const paint = (work) => nativeFrame((time) => work(time + ahead));
  let hidden = false;
  try {
    hidden = sessionStorage[kHidden] === "1";
  } catch {} // of a page without a site
  let frames = 0;
  window.requestAnimationFrame = (work) => {
    if (!hidden) return paint(work);
    waiting.set(--frames, work);
    return frames;
  };
  window.cancelAnimationFrame = (id) => waiting.delete(id) || nativeCancel(id);
  Object.defineProperty(Document.prototype, "hidden", { configurable: true, get: () => hidden });
  Object.defineProperty(Document.prototype, "visibilityState", { configurable: true, get: () => (hidden ? "hidden" : "visible") });

  function hide(on) {
    hidden = on;
    sessionStorage[kHidden] = on ? "1" : "";
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    if (on) return;
    for (const work of waiting.values()) paint(work);
    waiting.clear();
  }
  performance.now = now;
  Date.now = () => realDate() + ahead;

  // Of live views: events without an answer by id; messages; whether it has heard nothing since it asked, and only that the view crashed.
  const sockets = new Map();
  let page = null; // its number, if its sockets are to name it
  let posting = 0; // sessions on their way
  let offline = false;
  let heardOf = fresh(); // since the last news()
  const kSent = "golive:testing:sent"; // in sessionStorage: places that the server sent the page to; the next document tells

  function fresh() {
    return { events: [], refusals: [], unsent: [], crashes: 0, submits: 0, invalid: [] };
  }

  function said(socket, text) {
    const about = sockets.get(socket);
    if (!about || socket.readyState !== 1) return;
    about.sent++;
    about.pinged ||= text.startsWith('[0,"ping"');
    const event = /^\[([1-9]\d*),("(?:[^"\\]|\\.)*")/.exec(text);
    if (event) about.events.set(+event[1], JSON.parse(event[2]));
  }

  // Of an event, or of a message that the server could not read.
  function refused(event, { code = "", message = "" }) {
    heardOf.refusals.push([event ?? "", message ? `${code}: ${message}` : code]);
  }

  function heard(socket, text) {
    const [seq, ack, kind, payload] = JSON.parse(text);
    const about = sockets.get(socket);
    const { events } = about;
    about.heard++;
    about.pinged = false;
    for (const [id, what] of Object.entries((kind !== "x" && payload?.x) || {})) refused(events.get(+id), what);
    if (kind === "e") refused(events.get(payload.id), payload);
    for (const id of events.keys()) if (id <= ack || (kind === "e" && payload?.id === id)) events.delete(id);
    const crashed = kind === "x" && payload?.reason === "crash";
    if (crashed && !about.crashed) heardOf.crashes++; // a bad network says it twice
    about.crashed = crashed;
    if (Array.isArray(payload?.e)) heardOf.events.push(...payload.e);
    if (kind === "n") sessionStorage[kSent] = JSON.stringify([...JSON.parse(sessionStorage[kSent] ?? "[]"), payload.to]);
    nativeTimeout(() => tell()); // the client hears it after this
  }

  const NativeSocket = window.WebSocket;
  let lines = 0;
  window.WebSocket = class WebSocket extends NativeSocket {
    constructor(url, ...rest) {
      const to = new URL(url, location.href);
      const view = to.searchParams.get("view");
      const line = `${page}.${performance.timeOrigin}-${++lines}`;
      if (view && page !== null) to.searchParams.append("golive-line", line);
      if (offline && page === null) to.port = 1;
      super(to, ...rest);
      if (!view) return;
      sockets.set(this, { view, line, events: new Map(), sent: 0, heard: 0, pinged: false, crashed: false });
      this.addEventListener("message", ({ data }) => heard(this, data));
      this.addEventListener("close", ({ code }) => {
        if (code === 4409) elsewhere.add(view);
        sockets.delete(this);
      });
    }
    send(data) {
      super.send(data);
      said(this, data);
    }
  };

  // The client stops after too many beginnings, and says so here.
  const nativeError = console.error;
  let stopped = false;
  const elsewhere = new Set(); // views that another page has joined as
  console.error = (...words) => {
    const [, text] = /^golive: (this page began afresh .* it stops now)/.exec(words[0]) ?? [];
    if (text) heardOf.unsent.push(text);
    stopped ||= !!text;
    nativeError.apply(console, words);
  };

  const answers = new Map(); // to push()
  const pushes = new WeakMap(); // by root of a view
  let pushed = 0;

  // The client gives a view's pushEvent to hooks alone: to one that is there for that, and gone at once. Of views around each other the inner
  // one comes last.
  function pushOf(root) {
    if (pushes.has(root)) return pushes.get(root);
    const kName = "golive-testing";
    const place = document.createElement("span");
    place.setAttribute("lv-hook", kName);
    root.append(place);
    liveView.registerHook(kName, {
      mounted() {
        pushes.set(root, this.pushEvent);
      },
    });
    place.remove();
    return pushes.get(root);
  }

  // What a hook in the view of this id does, or the page: a number for answerOf(). null: it is not there, or not joined.
  function push(view, event, payload) {
    if (!roots().length) return null;
    const call = view === null ? liveView.pushEvent : pushOf(document.getElementById(view));
    if (!call) return null;
    const id = ++pushed;
    const refused = ({ code = "", message }) => answers.set(id, { code, message });
    call(event, payload).then((value) => answers.set(id, { reply: value ?? null }), refused);
    return id;
  }

  function answerOf(id) {
    const answer = answers.get(id) ?? null;
    answers.delete(id);
    return answer;
  }

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

  const roots = () => [...document.querySelectorAll("[data-live-view]")];
  // Or has stopped, so that it is not to be waited for.
  const isJoined = ({ id, classList }) =>
    classList.contains("lv-connected") || (hidden && elsewhere.has(id)) || (stopped && (classList.contains("lv-error") || elsewhere.has(id)));

  // A view waits until its time to join again has come.
  function isAway(root) {
    const { id, classList } = root;
    if (isJoined(root) || !classList.contains("lv-disconnected")) return false;
    return classList.contains("lv-error") || ![...sockets].some(([{ readyState }, { view }]) => view === id && readyState < 2);
  }

  function missing() {
    if (document.readyState === "loading") return "the page is loading";
    if (offline) return [...sockets.keys()].some(({ readyState }) => readyState === 2) ? "a socket is being closed" : "";
    for (const root of roots())
      if (!isJoined(root))
        return `the view ${root.id} is not joined (${root.className || "it has no class: does the page load its script?"})`;
    const events = [...sockets].flatMap(([{ readyState }, { events }]) => (readyState === 1 ? [...events.values()] : []));
    if (events.length) return `no answer has come to ${events.slice(0, 5).join(", ")}${events.length > 5 ? ` and ${events.length - 5} more` : ""}`;
    return posting ? "the session is being stored" : "";
  }

  const frame = () => new Promise(nativeFrame);
  let tell = () => {};
  const applied = () => new Promise((done) => (tell = done)); // a message

  // What is begun now is shown by the next frame. null, if that is asked for: a view is away.
  async function quiet(limit, tellsAway) {
    const end = realNow() + limit;
    for (;;) {
      if (tellsAway && !offline && roots().some(isAway)) return null;
      const why = missing();
      if (!why) await frame();
      if (!why && !missing()) return "";
      if (realNow() > end) return why || "it changes all the time";
      if (why) await Promise.race([frame(), applied()]);
    }
  }

  // What is under way as the page knows it, after a frame.
  async function traffic() {
    await frame();
    return {
      loading: document.readyState === "loading" || posting > 0,
      quiet: !missing(),
      joined: roots().every(isJoined),
      sockets: [...sockets].map(([{ readyState }, { line, sent, heard }]) => [line, readyState, sent, heard]),
    };
  }

  // What open sockets have sent, and what timers that are due have still to say: [line, messages].
  async function spoken() {
    await new Promise((done) => nativeTimeout(done));
    return [...sockets].flatMap(([{ readyState }, { line, sent }]) => (readyState === 1 ? [[line, sent]] : []));
  }

  // Browsers leave sockets that are open alone.
  function cut(off) {
    offline = off;
    if (off) for (const socket of sockets.keys()) socket.close();
  }

  // An event that the client has kept to itself, or gives up; refusals of the server name theirs.
  (window.liveView ??= []).push((liveView) =>
    liveView.on("error", ({ error, event }) => {
      if (!event && /^(too_big|offline)$/.test(error.code)) heardOf.unsent.push(error.message);
      else if (error.code === "too_big") refused(event, error); // the connection ended by it
    }),
  );

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

  window[Symbol.for("golive.testing")] = {
    quiet,
    traffic,
    spoken,
    cut,
    hide,
    news,
    pass,
    push,
    answerOf,
    name: (number) => (page = number),
  };
})();
)js";

}  // namespace golive::testing

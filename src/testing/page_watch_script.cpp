#include "testing/page_scripts.h"

namespace golive::testing {

// Frames are those of docs/protocol.md: [ID,EVENT,...] up, [SEQ,ACK,KIND,PAYLOAD] down.
const std::string_view kWatchScript = R"js(
(() => {
  window.goliveInjected = (...words) => window.goliveInjectedText(words.length ? String(words[0]) : "called");

  const unanswered = new Map(); // by socket: events by id
  let posting = 0; // sessions on their way
  let offline = false;
  const pushed = []; // page events that came
  const kSent = "golive:testing:sent"; // in sessionStorage: places that the server sent the page to; the next document tells

  function said(socket, text) {
    const event = /^\[([1-9]\d*),("(?:[^"\\]|\\.)*")/.exec(text);
    if (event) unanswered.get(socket)?.set(+event[1], JSON.parse(event[2]));
  }

  function heard(socket, text) {
    const [, ack, kind, payload] = JSON.parse(text);
    const events = unanswered.get(socket);
    for (const id of events.keys()) if (id <= ack || (kind === "e" && payload?.id === id)) events.delete(id);
    if (Array.isArray(payload?.e)) pushed.push(...payload.e);
    if (kind === "n") sessionStorage[kSent] = JSON.stringify([...JSON.parse(sessionStorage[kSent] ?? "[]"), payload.to]);
    setTimeout(() => tell()); // the client hears it after this
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
    for (const root of document.querySelectorAll("[data-live-view]"))
      if (!root.classList.contains("lv-connected"))
        return `the view ${root.id} is not joined (${root.className || "it has no class: does the page load its script?"})`;
    const events = [...unanswered].flatMap(([socket, those]) => (socket.readyState === 1 ? [...those.values()] : []));
    if (events.length) return `no answer has come to ${events.slice(0, 5).join(", ")}${events.length > 5 ? ` and ${events.length - 5} more` : ""}`;
    return posting ? "the session is being stored" : "";
  }

  const frame = () => new Promise(requestAnimationFrame);
  let tell = () => {};
  const news = () => new Promise((done) => (tell = done)); // a message has been applied

  // What is begun now is shown by the next frame.
  async function quiet(limit) {
    const end = performance.now() + limit;
    for (;;) {
      const why = missing();
      if (!why) await frame();
      if (!why && !missing()) return "";
      if (performance.now() > end) return why || "it changes all the time";
      if (why) await Promise.race([frame(), news()]);
    }
  }

  // Browsers leave sockets that are open alone.
  function cut(off) {
    offline = off;
    if (off) for (const socket of unanswered.keys()) socket.close();
  }

  // Page events and redirects since the last call.
  function news() {
    const redirects = JSON.parse(sessionStorage[kSent] ?? "[]");
    delete sessionStorage[kSent];
    return { events: pushed.splice(0).map(([name, payload]) => [name, JSON.stringify(payload)]), redirects };
  }

  window[Symbol.for("golive.testing")] = { quiet, cut, news };
})();
)js";

}  // namespace golive::testing

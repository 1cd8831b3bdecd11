#include "testing/page_scripts.h"

namespace golive::testing {

// Frames are those of docs/protocol.md: [ID,EVENT,...] up, [SEQ,ACK,KIND,PAYLOAD] down.
const std::string_view kWatchScript = R"js(
(() => {
  window.goliveInjected = (...words) => window.goliveInjectedText(words.length ? String(words[0]) : "called");

  const unanswered = new Map(); // by socket: events by id
  let leaving = 0; // a frame said where to go: so long the page is expected to leave
  let posting = 0; // sessions on their way
  let offline = false;

  function said(socket, text) {
    const event = /^\[([1-9]\d*),("(?:[^"\\]|\\.)*")/.exec(text);
    if (event) unanswered.get(socket)?.set(+event[1], JSON.parse(event[2]));
  }

  function heard(socket, text) {
    const [, ack, kind, payload] = JSON.parse(text);
    const events = unanswered.get(socket);
    for (const id of events.keys()) if (id <= ack || (kind === "e" && payload?.id === id)) events.delete(id);
    if (kind === "n") leaving = performance.now() + 6000;
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
  for (const event of ["popstate", "hashchange"]) addEventListener(event, () => (leaving = 0));

  function missing() {
    if (document.readyState === "loading") return "the page is loading";
    for (const root of document.querySelectorAll("[data-live-view]"))
      if (!root.classList.contains("lv-connected"))
        return `the view ${root.id} is not joined (${root.className || "it has no class: does the page load its script?"})`;
    const events = [...unanswered].flatMap(([socket, those]) => (socket.readyState === 1 ? [...those.values()] : []));
    if (events.length) return `no answer has come to ${events.slice(0, 5).join(", ")}${events.length > 5 ? ` and ${events.length - 5} more` : ""}`;
    if (performance.now() < leaving) return "the server said to go to another page";
    return posting ? "the session is being stored" : "";
  }

  // What is shown now was begun before the frame that is painted next.
  const quiet = (limit) =>
    new Promise((done) => {
      const end = performance.now() + limit;
      let calm = false;
      const look = () => {
        const why = missing();
        if (calm && !why) return done("");
        if (performance.now() > end) return done(why || "it changes all the time");
        calm = !why;
        requestAnimationFrame(look);
      };
      look();
    });

  // Browsers leave sockets that are open alone.
  function cut(off) {
    offline = off;
    if (off) for (const socket of unanswered.keys()) socket.close();
  }

  window[Symbol.for("golive.testing")] = { quiet, cut };
})();
)js";

}  // namespace golive::testing

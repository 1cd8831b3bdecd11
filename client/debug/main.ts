// Development only: loaded before the client, never by production pages.
//
//   liveView.debug.latency(300)   simulates a round trip of 300 ms
//   liveView.debug.log(true)      events and patches on the console
//   liveView.debug.history()      the last 1,000 of them
import { history, log } from "./log";
import { install, latency } from "./socket";

type Queue = { push(call: (liveView: object) => void): void };

install();
const host = window as { liveView?: Queue };
(host.liveView ??= [] as unknown as Queue).push((liveView) => Object.assign(liveView, { debug: { latency, log, history } }));

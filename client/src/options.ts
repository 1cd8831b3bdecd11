// Options of the page. A script that runs before the client leaves them in its queue:
//
//   (window.liveView ??= []).push((liveView) => liveView.configure({ url: "/app/live/websocket", heartbeatMs: 10000 }));

import type { Words } from "./words";

export interface Options {
  /** Where the socket connects; relative to the page. */
  url: string;
  /** Silence after which the connection is probed. It is given up when nothing comes for 4 s more, or for the same time again if that is less. */
  heartbeatMs: number;
  /** Bound of the first, random wait before a reconnect; doubles up to 10 s. */
  reconnectMs: number;
  /** Sent with every join, beside `_tz` (time zone) and `_locale`; the server reads them as Socket::connect_params(). */
  params: object | (() => object) | undefined;
  /** Words of the notice that the connection is away; false: the page shows none, or its own (signals, `lv-disconnected`). */
  notice: Partial<Words> | boolean;
}

export const options: Options = { url: "/live/websocket", heartbeatMs: 15_000, reconnectMs: 250, params: undefined, notice: true };

export function configure(changes: Partial<Options>): void {
  Object.assign(options, changes);
}

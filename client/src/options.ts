// Options of the page: `window.liveViewOptions` set before this script, data attributes of its <script> tag, or liveView.configure().
//
//   <script src="/_golive/golive-HASH.js" data-url="/app/live/websocket" data-heartbeat-ms="10000" defer></script>

export interface Options {
  /** Where the socket connects; relative to the page. */
  url: string;
  /** Silence after which the connection is probed. It is given up after the same time again. */
  heartbeatMs: number;
  /** First wait before a reconnect; doubles up to 30 s. */
  reconnectMs: number;
  /** Sent with every join; the server reads them as Socket::connect_params(). */
  params: object | (() => object) | undefined;
}

export const options: Options = { url: "/live/websocket", heartbeatMs: 15_000, reconnectMs: 250, params: undefined };

export function configure(changes: Partial<Options>): void {
  Object.assign(options, changes);
}

export function readOptions(script: HTMLOrSVGElement | null): void {
  for (const [name, value] of Object.entries({ ...script?.dataset })) {
    if (name in options) configure({ [name]: name === "url" ? value : JSON.parse(value!) });
  }
  configure((window as { liveViewOptions?: Partial<Options> }).liveViewOptions ?? {});
}

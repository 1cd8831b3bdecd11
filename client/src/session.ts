// What a live handler puts into the session: sealed by the server, and stored by it when the browser posts it back.
import { options } from "./options";

const kTries = 4;
const kStep = 500;
const kLongest = 5000; // so long a navigation waits for it

let posted: Promise<unknown> = Promise.resolve(); // of the newest one, which comes after the one before

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Beside the socket, wherever that is mounted. */
function sessionUrl(): URL {
  const url = new URL(options.url, location.href);
  const [mount] = /^.*(?=\/live\/websocket$)/.exec(url.pathname) ?? [""];
  return new URL(`${mount}/live/session`, url);
}

async function post(body: string): Promise<void> {
  const url = sessionUrl();
  let status = 0; // no network
  for (let tries = 1; tries <= kTries && (!status || status >= 500); tries++) {
    if (tries > 1) await pause(kStep * 2 ** tries * Math.random());
    const headers = { "content-type": "text/plain" };
    const sent = fetch(url, { method: "POST", body, headers, credentials: "same-origin", keepalive: true });
    status = await sent.then(
      (response) => response.status,
      () => 0,
    );
  }
  if (status < 200 || status >= 300)
    console.warn(`golive: POST ${url.pathname} gave ${status || "no answer"}   the session is not stored; does a proxy let it through?`);
}

export function storeSession(sealed: string): void {
  posted = posted.then(() => post(sealed));
}

/** Resolves when all is stored, or has taken too long. */
export const sessionStored = (): Promise<unknown> => Promise.race([posted, pause(kLongest)]);

// The client of GoliveKit: takes over the live views of the page that loads it.
import { api, publish } from "./api";
import { listen } from "./events";

function start(): void {
  listen();
  publish();
  api.connect();
}

if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
else start();

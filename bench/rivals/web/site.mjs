// What the servers of all rivals have in common: pages with a view each, and the doors by which a measurement changes them.
//   POST /stage/0/ACT changes all pages that are open, POST /bump the number that all viewers of /feed see. GET /open tells how many pages
//   can be pushed to, POST /gc collects garbage, so that memory is compared without it.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { Feed, stateOf } from "./state.mjs";

const option = (name) => process.argv[process.argv.indexOf(name) + 1];
export const flag = (name) => process.argv.includes(name);

/** A page that somebody has loaded. */
class View {
  constructor(id, state) {
    Object.assign(this, { id, state, push: undefined });
  }
}

export class Site {
  views = new Map();
  open = new Set(); // views that can be pushed to
  nextId = 1;

  /**
   * rival.page(view): the whole document. rival.changed(view, act, item): tells the browser. rival.published(number, views): tells all viewers.
   * rival.scripts: paths and their files. rival.answer(request, response, url): true if it has.
   */
  constructor(rival) {
    this.rival = rival;
    this.scripts = new Map(Object.entries(rival.scripts).map(([path, file]) => [path, readFileSync(file)]));
    this.server = createServer((request, response) => this.answer(request, response));
  }

  listen() {
    this.server.listen(Number(option("--port") ?? 0), "127.0.0.1", () => console.log(`listening on localhost:${this.server.address().port}`));
  }

  make(state) {
    const view = new View(this.nextId++, state);
    this.views.set(view.id, view);
    return view;
  }

  /** The page's own connection is there: push(message) sends by it. */
  attach(view, push) {
    view.push = push;
    this.open.add(view);
  }

  detach(view) {
    this.open.delete(view);
    this.views.delete(view.id);
  }

  act(view, act) {
    const item = view.state[act]();
    this.rival.changed(view, act, item);
  }

  answer(request, response) {
    const url = new URL(request.url, "http://localhost");
    if (this.rival.answer?.(request, response, url)) return;
    if (request.method === "POST") return this.post(url.pathname, response);
    const script = this.scripts.get(url.pathname);
    if (script) return response.writeHead(200, { "Content-Type": "text/javascript" }).end(script);
    if (url.pathname === "/open") return response.end(`${this.open.size}`);
    const state = stateOf(url);
    if (!state) return response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(this.rival.page(this.make(state), url));
  }

  post(path, response) {
    if (path === "/bump") this.rival.published(++Feed.newest, this.open);
    else if (path === "/gc") globalThis.gc();
    else for (const view of this.open) this.act(view, path.split("/").at(-1));
    response.end();
  }
}

export const html = (head, body) => `<!DOCTYPE html><html><head><meta charset="utf-8"><title>rival</title>${head}</head><body>${body}</body></html>`;
export const inPackage = (path) => new URL(`node_modules/${path}`, import.meta.url);
/** What bundle.mjs made. */
export const bundled = (name) => `${option("--bundles")}/${name}`;

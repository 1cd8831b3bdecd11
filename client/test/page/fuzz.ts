// Runs in the browser: the client's renderer against the model, page by page, step by step.
import { define } from "../../src/templates";
import { View } from "../../src/view";
import { Maker, Random, type Instance } from "./model";
import { diff, forms, served, skeleton, wireValue } from "./wire";

/** What a reader sees: without marks, adjacent texts as one. */
function seen(element: Element): Element {
  const copy = element.cloneNode(true) as Element;
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT);
  const comments: Comment[] = [];
  while (walker.nextNode()) comments.push(walker.currentNode as Comment);
  comments.forEach((comment) => comment.remove());
  copy.querySelectorAll(".foreign").forEach((node) => node.remove());
  copy.querySelectorAll('[class=""]').forEach((node) => node.removeAttribute("class"));
  copy.normalize();
  return copy;
}

const check = (root: Element, state: Instance, what: string): void => checkHtml(root, served(state), what);

function checkHtml(root: Element, html: string, what: string): void {
  const fresh = document.createElement("div");
  fresh.innerHTML = html;
  const [page, wanted] = [seen(root), seen(fresh)];
  if (!page.isEqualNode(wanted)) throw new Error(`${what}\n page: ${page.innerHTML}\nfresh: ${wanted.innerHTML}\n live: ${root.innerHTML}`);
}

const full = (state: Instance) => wireValue({ instance: state });

export interface Result {
  pages: number;
  steps: number;
  incomplete: number;
  damaged: number;
}

function inject(root: Element, random: Random): void {
  const places = [root, ...root.querySelectorAll("div,span,ul,tbody")];
  for (let n = 0; n < 2; n++) {
    const foreign = document.createElement(random.pick(["div", "span", "grammarly-popup"]));
    foreign.className = "foreign";
    foreign.textContent = random.pick(["", "Ad"]);
    const parent = random.pick(places);
    parent.insertBefore(foreign, random.pick([null, ...parent.childNodes]));
  }
}

/** Adopts one random page and applies `steps` random changes. */
function onePage(seed: number, steps: number, foreign: boolean, result: Result): void {
  const random = new Random(seed);
  const maker = new Maker(random);
  const template = maker.template(3);
  define(forms(template));
  let state = maker.instance(template);
  const root = document.createElement("div");
  document.body.append(root);
  root.innerHTML = served(state);
  if (foreign) inject(root, random);
  const view = new View(root);
  if (random.chance(0.3)) view.showTree(full(state), true);
  else if (!view.adopt(skeleton({ instance: state }))) {
    result.incomplete++;
    view.showTree(full(state), true);
  }
  check(root, state, `seed ${seed}: adopted`);
  for (let step = 0; step < steps; step++) {
    const next = maker.change(state);
    const change = diff(state, next);
    const describe = () => `seed ${seed} step ${step}: ${JSON.stringify(change)}`;
    try {
      if (random.chance(0.1)) view.showTree(full(next), false);
      else view.patch(change);
    } catch (error) {
      if (!foreign) throw new Error(`${describe()}: ${String(error)}\n${root.innerHTML}`);
      result.damaged++;
      view.showTree(full(next), false);
    }
    state = next;
    check(root, state, describe());
    result.steps++;
  }
  result.pages++;
  root.remove();
}

export function run(first: number, pages: number, steps: number, foreign: boolean): Result {
  const result: Result = { pages: 0, steps: 0, incomplete: 0, damaged: 0 };
  for (let seed = first; seed < first + pages; seed++) onePage(seed, steps, foreign, result);
  return result;
}

/** One page with its renderer, for tests that look closer. */
export function page(html: string, templates: Record<string, string>): View {
  define(templates);
  const root = document.createElement("div");
  document.body.append(root);
  root.innerHTML = html;
  return new View(root);
}

interface Vector {
  name: string;
  templates: Record<string, string>;
  html: string;
  skeleton?: any; // none: the page is behind, the first step joins it by a full tree
  steps: { frame: [number, number, string, any]; html: string }[];
}

/** One vector, step by step. `foreign`: a seed for nodes that others inject first. Returns how many steps were compared. */
export function golden({ name, templates, html, skeleton, steps }: Vector, foreign = 0): number {
  const view = page(html, templates);
  if (foreign) inject(view.root, new Random(foreign));
  if (skeleton) {
    if (!view.adopt(skeleton)) throw new Error(`${name}: not adopted`);
    checkHtml(view.root, html, `${name}: adopted`);
  }
  steps.forEach(({ frame: [, , kind, payload], html: wanted }, step) => {
    define(payload?.t);
    if (kind === "d") view.patch(payload.d);
    else if (kind === "f") view.showTree(payload.v, !view.instance);
    else if (kind !== "r") throw new Error(`${name}: frame of kind ${kind}`);
    checkHtml(view.root, wanted, `${name}, step ${step}`);
  });
  view.root.remove();
  return steps.length;
}

Object.assign(window, { golive: { run, page, golden } });

// The live views of this page.
import { LiveView } from "./live_view";

export const liveViews = new Map<Element, LiveView>();

const kRoot = "[data-live-view]";

/** Finds the views of the page; those known already stay. */
export function findLiveViews(): void {
  document.querySelectorAll<HTMLElement>(kRoot).forEach((root) => {
    if (!liveViews.has(root)) liveViews.set(root, new LiveView(root));
  });
}

export const liveViewOf = (element: Element): LiveView | undefined => liveViews.get(element.closest(kRoot)!);

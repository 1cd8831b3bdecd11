// The part of the page that one live view owns.
import { adopt } from "./adopt";
import { create, patch, tryReset, type Instance } from "./instance";
import { writing } from "./lock";
import { template } from "./templates";
import type { Diff, InstanceValue } from "./tree";

export class View {
  instance: Instance | null = null;

  constructor(readonly root: HTMLElement) {}

  /** The page shows this state already. False: something did not match, a full tree is needed. */
  adopt(skeleton: InstanceValue): boolean {
    if (this.instance) return true;
    const { instance, complete } = adopt(this.root, skeleton, true);
    this.instance = instance;
    return complete;
  }

  /** Everything, over whatever the page shows; what still fits stays. `joining`: controls the user has edited are left alone. */
  showTree(tree: InstanceValue, joining: boolean): void {
    writing(show, this, tree, joining);
  }

  /** Throws if page and server do not agree. */
  patch(diff: Diff): void {
    writing(patch, this.instance, diff);
  }
}

function show(view: View, tree: InstanceValue): void {
  const { instance } = view;
  const wanted = template(tree[0]);
  view.instance ??= adopt(view.root, tree, false).instance;
  if (instance ? tryReset(instance, wanted, tree, 1) : view.instance) return;
  const [made, nodes] = create(wanted, tree, 1);
  view.root.replaceChildren(nodes);
  view.instance = made;
}

#include "testing/page_scripts.h"

namespace golive::testing {

const std::string_view kPersonScript = R"js(
globalThis.page = (() => {
  let nodes = []; // of the last snapshot

  class Refusal extends Error {}
  const refuse = (why) => {
    throw new Refusal(why);
  };

  function named(node) {
    const text = node.cloneNode(false).outerHTML.replace(/<\/[^>]*>$/, "");
    return text.length > 100 ? `${text.slice(0, 97)}...` : text;
  }

  function element(index) {
    const node = nodes[index];
    if (!node) refuse(`there is no element ${index} in the last snapshot of this page: was the page loaded anew?`);
    if (!node.isConnected) refuse(`${named(node)} has left the page`);
    return node;
  }

  function seen(index) {
    const node = element(index);
    if (!node.checkVisibility({ visibilityProperty: true })) refuse(`${named(node)} is not visible`);
    return node;
  }

  // What the boxes around `node` let show of a box of its own.
  function shown(node, { left, top, right, bottom }) {
    let { position } = getComputedStyle(node);
    for (let around = node.parentElement; around && around !== document.body && position !== "fixed"; around = around.parentElement) {
      const style = getComputedStyle(around);
      if (position === "absolute" && style.position === "static") continue;
      position = style.position;
      if (style.overflowX === "visible" && style.overflowY === "visible") continue;
      const box = around.getBoundingClientRect();
      const scrolls = /auto|scroll/.test(style.overflowX + style.overflowY); // to any part of it
      left = scrolls ? box.left : Math.max(left, box.left);
      top = scrolls ? box.top : Math.max(top, box.top);
      right = scrolls ? box.right : Math.min(right, box.right);
      bottom = scrolls ? box.bottom : Math.min(bottom, box.bottom);
    }
    return { left, top, right, bottom };
  }

  // More than a pixel, where the window can be scrolled to.
  function hasArea(node, box) {
    if (!box.width || !box.height) return false;
    const { left, top, right, bottom } = shown(node, box);
    return right > left && bottom > top && (right - left) * (bottom - top) > 1 && right + scrollX > 0 && bottom + scrollY > 0;
  }

  function isRendered(node) {
    const { display, visibility } = getComputedStyle(node);
    return display === "contents" ? visibility === "visible" : node.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  }

  // Whether there is anything of it to see: a box of its own, or what is in it.
  function visible(index) {
    const node = element(index);
    if (!isRendered(node)) return false;
    const range = document.createRange();
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let each = node; each; each = walker.nextNode()) {
      if (each.nodeType === Node.ELEMENT_NODE) {
        if (isRendered(each) && [...each.getClientRects()].some((box) => hasArea(each, box))) return true;
      } else if (each.data.trim() && isRendered(each.parentElement)) {
        range.selectNode(each);
        const { parentElement } = each;
        const isCut = getComputedStyle(parentElement).overflow !== "visible";
        if (!isCut && [...range.getClientRects()].some((box) => hasArea(parentElement, box))) return true;
      }
    }
    return false;
  }

  function usable(index) {
    const node = seen(index);
    const disabled = node.closest(":disabled:not(fieldset)");
    if (disabled) refuse(`${named(disabled)} is disabled`);
    if (node.closest("[inert]")) refuse(`${named(node)} is inert`);
    return node;
  }

  const live = {
    value: (node) => (node.matches("input,textarea,select") ? node.value : null),
    checked: (node) => (node.matches("input:checked") ? "" : null),
    indeterminate: (node) => (node.matches("input:indeterminate") ? "" : null),
    selected: (node) => (node.matches("option:checked") ? "" : null),
    open: (node) => (node.matches("details[open],dialog[open],:popover-open") ? "" : null),
    modal: (node) => (node.matches(":modal") ? "" : null),
    focused: (node) => (node === document.activeElement && node !== document.body ? "" : null),
    unseen: (node) => (node.matches("option,optgroup") || node.checkVisibility({ visibilityProperty: true }) ? null : ""),
  };

  function mark(copy, node, index) {
    copy.setAttribute("golive-index", index);
    for (const [name, of] of Object.entries(live)) {
      const value = of(node);
      if (value !== null) copy.setAttribute(`golive-${name}`, value);
    }
    // Text, for scripts run; the copy's document has none, and would write it as markup.
    if (node.localName === "noscript") copy.replaceChildren();
  }

  const all = (top) => [top, ...top.querySelectorAll("*")];

  // The copy belongs to a document without a window: nothing in it loads or runs, and the page's own observers see no change.
  function snapshot() {
    const root = document.documentElement;
    const copy = document.implementation.createHTMLDocument("").importNode(root, true);
    const copies = all(copy);
    nodes = all(root);
    nodes.forEach((node, index) => mark(copies[index], node, index));
    const markup = { 8: ({ data }) => `<!--${data}-->`, 10: ({ name }) => `<!DOCTYPE ${name}>`, 1: () => copy.outerHTML };
    return [...document.childNodes].map((node) => markup[node.nodeType]?.(node) ?? "").join("");
  }

  // Where a person would click: the middle of its first box, in view, unless something else is there.
  function point(index) {
    const node = usable(index);
    const labelled = node.closest("label")?.control;
    if (labelled?.matches(":disabled") && !labelled.contains(node)) refuse(`the control of its label, ${named(labelled)}, is disabled`);
    node.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const box = [...node.getClientRects()].find(({ width, height }) => width && height);
    if (!box) refuse(`${named(node)} has no size`);
    const x = (Math.max(0, box.left) + Math.min(innerWidth, box.right)) / 2;
    const y = (Math.max(0, box.top) + Math.min(innerHeight, box.bottom)) / 2;
    const hit = document.elementFromPoint(x, y);
    if (!hit) refuse(`${named(node)} is outside of the window`);
    if (!node.contains(hit) && hit.closest("label")?.control !== node) refuse(`${named(node)} is covered by ${named(hit)}`);
    return [x, y];
  }

  // The caret of a text goes to its end.
  function focus(index) {
    const node = usable(index);
    if (document.activeElement !== node && node.localName !== "label") node.focus(); // it would give the focus to its control
    if (document.activeElement !== node) refuse(`${named(node)} cannot have the focus`);
    if (/^(textarea|text|search|tel|url|email|password|number)$/.test(node.type)) getSelection().modify("move", "forward", "documentboundary");
    return node;
  }

  const edited = (node) => {
    node.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    node.dispatchEvent(new Event("change", { bubbles: true }));
  };

  // True if the text is to be typed over what is selected now. Controls without a caret have it at once, and nothing is not typed.
  function prepare(index, text) {
    const node = usable(index);
    const typed = node.matches("textarea,input") && !/^(checkbox|radio|button|submit|reset|image|file|hidden)$/.test(node.type);
    if (!typed && !node.isContentEditable) refuse(`${named(node)} takes no text`);
    if (node.readOnly) refuse(`${named(node)} is read-only`);
    if (/^(color|date|datetime-local|month|range|time|week)$/.test(node.type)) {
      const copy = node.cloneNode();
      copy.value = text;
      const made = copy.value;
      if (made.toLowerCase() !== text.toLowerCase()) refuse(`'${text}' is no value of ${named(node)}, which makes '${made}' of it`);
      focus(index);
      if (node.value === made) return false;
      node.value = made;
      edited(node);
      return false;
    }
    focus(index);
    if (typed) node.select();
    else getSelection().selectAllChildren(node);
    if (!text) document.execCommand("delete");
    return !!text;
  }

  function choose(index, wanted) {
    const node = usable(index);
    if (node.localName !== "select") refuse(`${named(node)} is no <select>`);
    const options = [...node.options];
    const chosen = wanted.map((word) => {
      const option = options.find(({ value }) => value === word) ?? options.find(({ label }) => label.trim() === word);
      if (!option) refuse(`${named(node)} has no option '${word}', but ${options.map(({ value }) => `'${value}'`).join(", ") || "none"}`);
      if (option.matches(":disabled")) refuse(`the option '${word}' of ${named(node)} is disabled`);
      return option;
    });
    if (!node.multiple && chosen.length !== 1) refuse(`${named(node)} takes one option`);
    focus(index);
    if (options.every((option) => option.selected === chosen.includes(option))) return;
    // Of a list, a person's choice is one for each option: their attributes say nothing from then on.
    if (node.multiple) for (const option of options) option.selected = !option.selected;
    for (const option of options) option.selected = chosen.includes(option);
    edited(node);
  }

  function checked(index) {
    const node = usable(index);
    if (!/^(checkbox|radio)$/.test(node.type)) refuse(`${named(node)} is no check box or radio button`);
    return node.checked;
  }

  const calls = {
    snapshot,
    visible,
    usable: (index) => void usable(index),
    point,
    prepare,
    choose,
    checked,
    focus: (index) => void focus(index),
    blur: (index) => element(index).blur(),
  };

  function ask(name, ...words) {
    try {
      return { value: calls[name](...words) ?? null };
    } catch (error) {
      if (error instanceof Refusal) return { refused: error.message };
      throw error;
    }
  }
  return { ask };
})();
)js";

}  // namespace golive::testing

// The only place where text becomes markup: template sources and raw slots, both from the server.

interface TrustedPolicy {
  createHTML(text: string): string;
}

function makePolicy(): TrustedPolicy | undefined {
  const types = (window as { trustedTypes?: { createPolicy(name: string, rules: TrustedPolicy): TrustedPolicy } }).trustedTypes;
  try {
    return types?.createPolicy("golive", { createHTML: (text) => text });
  } catch {
    return undefined;  // the page's trusted-types list lacks "golive"; works unless the page also enforces them
  }
}

const policy = makePolicy();

/** Parses markup; `space` is "svg" or "math" when it belongs into that namespace. */
export function parse(html: string, space = ""): DocumentFragment {
  const holder = document.createElement("template");
  const text = space ? `<${space}>${html}</${space}>` : html;
  holder.innerHTML = policy ? policy.createHTML(text) : text;
  const fragment = holder.content;
  if (space) {
    const wrapper = fragment.firstChild as Element;
    wrapper.replaceWith(...wrapper.childNodes);
  }
  return fragment;
}

/** The namespace that markup put under `parent` belongs into, as parse() wants it. */
export function spaceOf(parent: Node | null): string {
  const { namespaceURI = "", localName = "" } = (parent ?? {}) as Partial<Element>;
  if (/svg$/.test(namespaceURI!)) return /^(foreignObject|title|desc)$/.test(localName) ? "" : "svg";
  return /MathML$/.test(namespaceURI!) ? "math" : "";
}

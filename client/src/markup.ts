// The only place where text becomes markup: template sources and raw slots, both from the server.

interface TrustedPolicy {
  createHTML(text: string): string;
}

function makePolicy(): TrustedPolicy | undefined {
  try {
    return (window as { trustedTypes?: { createPolicy(name: string, rules: TrustedPolicy): TrustedPolicy } }).trustedTypes?.createPolicy(
      "golive",
      {
        createHTML: (text) => text,
      },
    );
  } catch {
    return; // the page's trusted-types list lacks "golive"; works unless the page also enforces them
  }
}

const policy = makePolicy();

/** Parses markup that belongs inside the elements named, e.g. ["svg", "g"]; none: HTML. */
export function parse(html: string, inside: string[] = []): DocumentFragment {
  const holder = document.createElement("template");
  const text = inside.map((name) => `<${name}>`).join("") + html;
  holder.innerHTML = policy ? policy.createHTML(text) : text;
  const { content } = holder;
  if (inside.length) {
    const inner = inside.reduce((node: Node) => node.firstChild!, content);
    content.replaceChildren(...inner.childNodes);
  }
  return content;
}

/** Where markup put under `parent` belongs, as parse() wants it. */
export function contextOf(parent: Element): string[] {
  const [space] = /svg|Math/.exec(parent.namespaceURI!) ?? [];
  return space ? [space.toLowerCase(), parent.localName] : [];
}

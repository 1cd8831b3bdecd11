#!/usr/bin/env python3
"""Random valid templates as C++ source, each with the tree it must become.

    generate.py --count 1000 --batches 8 --seed 1 --out DIR     writes DIR/templates_0.cpp ... templates_7.cpp

The trees come from what this program meant to write, never from a parser: a tree is made first, then spelled as a literal with random white
space, quotes, comments, character references and holes. Nodes of a tree: "text", ["!", "comment"], or [name, namespace, {attribute: value}, [children]].
"""
import argparse
import json
import random

SVG_NAMES = ["circle", "rect", "g", "path", "linearGradient", "clipPath", "text", "tspan"]
SVG_ATTRIBUTES = ["viewBox", "preserveAspectRatio", "stroke-width", "fill", "gradientUnits", "class"]
INLINE = ["span", "b", "i", "em", "strong", "small", "code", "mark", "abbr", "label", "kbd", "my-widget", "u", "sub"]
BLOCK = ["div", "section", "article", "blockquote", "fieldset", "details", "figure", "main", "header", "dialog"]
VOID = ["br", "img", "input", "wbr"]
ATTRIBUTES = ["class", "id", "title", "data-kind", "aria-label", "lang", "lv-value-id", "lv-debounce"]
BOOLEANS = ["hidden", "inert", "itemscope", "autofocus"]
WORDS = ["a", "total", "of", "x<y", "a&b", 'say "so"', "it's", "42", "naïve", "日本", "{json}", "a>b", "&", "tab"]
REFERENCES = {"&": ["&amp;", "&#38;", "&#x26;"], "<": ["&lt;", "&#60;"], ">": [">", "&gt;"], '"': ['"', "&quot;"], "'": ["'", "&#39;"],
              "ï": ["ï", "&#xef;"]}


class Places:
    """What the open elements allow at a place: the part of the HTML rules that this program keeps to."""

    def __init__(self, **flags):
        self.flags = dict(block=True, link=True, form=True, button=True, inline=True) | flags

    def but(self, **flags):
        return Places(**(self.flags | flags))

    def __getattr__(self, name):
        return self.flags[name]


class Template:
    """One HTML(...) call: its literal, its arguments, and the trees of the served page and of the browser form."""

    def __init__(self, rng, depth):
        self.rng, self.depth = rng, depth
        self.arguments, self.slots = [], 0
        self.in_pre = 0  # open pre elements: white space is spelled as it is

    def chance(self, share):
        return self.rng.random() < share

    # Spelling.
    def space(self):
        return self.rng.choice([" ", " ", "\n", "\n    ", "  \t"])

    def spell_text(self, text, quote=None):
        out = []
        for c in text:
            if c == " " and quote is None:
                out.append(" " if self.in_pre else self.space())
            elif c in "{}":
                out.append(c * 2)
            elif c in REFERENCES:
                choices = [r for r in REFERENCES[c] if r != quote and r != c] if c == quote else REFERENCES[c]
                out.append(self.rng.choice(choices))
            else:
                out.append(c)
        return "".join(out)

    def comment(self):
        return self.rng.choice(["<!-- note -->", "<!---->", "<!-- a < b {{x}} <p> -->"]) if self.chance(0.05) else ""

    def blank(self):
        return self.rng.choice(["", "", "\n  ", " "]) + self.comment()

    def hole(self, argument):
        self.arguments.append(argument)
        return "{" + self.rng.choice(["", "", argument if argument.isdigit() else ""]) + "}"

    def slot(self):
        self.slots += 1
        return self.slots - 1

    # Values.
    def words(self, most=4):
        return " ".join(self.rng.choice(WORDS) for _ in range(self.rng.randint(1, most)))

    def value(self):
        """(C++ expression, text)"""
        if self.chance(0.5):
            number = self.rng.randint(0, 10**6)
            return str(number), str(number)
        text = self.words()
        return json.dumps(text, ensure_ascii=False), text

    # Attributes: (literal, served attributes, form attributes, names for lv-s)
    def attributes(self, ns=""):
        literal, served, form, names = "", {}, {}, []
        pool = SVG_ATTRIBUTES if ns == "svg" else ATTRIBUTES
        for name in self.rng.sample(pool, self.rng.choice([0, 0, 1, 2, 3])):
            spelled, value, static = self.attribute_value(name)
            literal += self.space() + name + self.rng.choice(["=", "=", " = "]) + spelled
            served[name] = value
            if static:
                form[name] = value
            else:
                names.append(f"{name} {self.slot()}")
        if not ns and self.chance(0.2):
            name, kind = self.rng.choice(BOOLEANS), self.rng.choice(["static", "true", "false"])
            literal += self.space() + name
            if kind == "static":
                form[name] = ""
            else:
                literal += "=" + self.hole(kind)
                names.append(f"{name} {self.slot()}")
            if kind != "false":
                served[name] = ""
        if not ns and self.chance(0.1):
            literal += self.space() + self.hole('Attrs().set("data-set", "a & b").set("role", "note")')
            served |= {"data-set": "a & b", "role": "note"}
            names.append(f"* {self.slot()}")
        return literal, served, form, names

    def attribute_value(self, name):
        quote = self.rng.choice("\"'")
        kind = self.rng.choice(["static", "static", "whole", "quoted", "parts"])
        if kind == "static":
            text = self.words()
            return quote + self.spell_text(text, quote=quote) + quote, text, True
        expression, text = self.value()
        if kind == "whole":
            return self.hole(expression), text, False
        if kind == "quoted":
            return quote + self.hole(expression) + quote, text, False
        before, after = self.words(2) + " ", " " + self.words(2)
        spelled = self.spell_text(before, quote=quote) + self.hole(expression) + self.spell_text(after, quote=quote)
        return quote + spelled + quote, before + text + after, False

    def finish_names(self, form, names):
        if names:
            form["lv-s"] = " ".join(names)

    # Nodes: each returns (literal, served nodes, form nodes).
    def element(self, name, ns, content, close=True):
        attributes, served, form, names = self.attributes(ns)
        self.finish_names(form, names)
        inner, served_children, form_children = content()
        literal = f"<{name}{attributes}{self.rng.choice(['', '', ' '])}>{inner}" + (f"</{name}>" if close else "")
        return literal, [[name, ns, served, served_children]], [[name, ns, form, form_children]]

    def text_hole(self):
        expression, text = self.value()
        return self.hole(expression), [text], [["!", str(self.slot())]]

    def node_hole(self, places):
        inner = Template(self.rng, self.depth + 1)
        literal, served, _, _ = inner.build(places)
        slot = self.slot()
        return self.hole(inner.call(literal)), [["!", "$"], *served, ["!", "/"]], [["!", f"${slot}"]]

    def flow(self, places, depth, root=False):
        """Children of an element with ordinary content."""
        literal, served, form, last = "", [], [], None
        for index in range(self.rng.choice([0, 1, 1, 2, 3]) if not root else self.rng.randint(1, 3)):
            kind = self.rng.choice(["text", "hole", "element", "element", "node" if self.depth < 2 else "hole"])
            if kind == "text":
                if last == "text":
                    continue
                text = self.words()
                if index and not root and self.chance(0.5):
                    text = " " + text
                part = self.spell_text(text), [text], [text]
            elif kind == "hole":
                part = self.text_hole()
            elif kind == "node":
                part = self.node_hole(places)
            else:
                part = self.any_element(places, depth)
            if kind in ("text", "hole") and last in ("text", "hole"):
                served.append(["!", ""])
            literal += self.comment() + part[0]
            served += part[1]
            form += part[2]
            last = kind
        return literal, served, form

    def any_element(self, places, depth):
        deeper = depth + 1
        if depth > 4:
            return self.void(places)
        choices = [self.inline, self.inline, self.void, self.link, self.button, self.svg, self.math, self.select, self.textarea, self.ruby]
        if places.block:
            choices += [self.block, self.block, self.block, self.paragraph, self.list, self.table, self.definitions, self.heading, self.pre,
                        self.form_element, self.style, self.title]
        make = self.rng.choice(choices)
        if (make == self.link and not places.link) or (make == self.button and not places.button) or (make == self.form_element and not places.form):
            make = self.inline
        return make(places, deeper)

    def inline(self, places, depth):
        return self.element(self.rng.choice(INLINE), "", lambda: self.flow(places, depth))

    def block(self, places, depth):
        return self.element(self.rng.choice(BLOCK), "", lambda: self.flow(places, depth))

    def void(self, places, depth=0):
        attributes, served, form, names = self.attributes()
        self.finish_names(form, names)
        name = self.rng.choice(VOID)
        return f"<{name}{attributes}{self.rng.choice(['', '/', ' /'])}>", [[name, "", served, []]], [[name, "", form, []]]

    def link(self, places, depth):
        url = f"/items/{self.rng.randint(0, 99)}?x=1&y=2"
        literal, served, form = self.element("a", "", lambda: self.flow(places.but(link=False), depth))
        served[0][2]["href"] = form[0][2]["href"] = url
        return literal.replace("<a", f'<a href="{self.spell_text(url, quote=chr(34))}"', 1), served, form

    def button(self, places, depth):
        inside = places.but(button=False, block=True)
        return self.element("button", "", lambda: self.flow(inside, depth))

    def form_element(self, places, depth):
        return self.element("form", "", lambda: self.flow(places.but(form=False), depth))

    def paragraph(self, places, depth):
        return self.element("p", "", lambda: self.flow(places.but(block=False), depth))

    def heading(self, places, depth):
        return self.element("h2", "", lambda: self.flow(places.but(block=False), depth))

    def sequence(self, makers, blank=""):
        literal, served, form = "", [], []
        for make in makers:
            part = make()
            literal += (self.blank() if blank else "") + part[0]
            served += part[1]
            form += part[2]
        return literal + (self.blank() if blank else ""), served, form

    def list(self, places, depth):
        item = lambda: self.element("li", "", lambda: self.flow(places, depth))
        return self.element(self.rng.choice(["ul", "ol"]), "", lambda: self.sequence([item] * self.rng.randint(0, 3)))

    def definitions(self, places, depth):
        item = lambda: self.element(self.rng.choice(["dt", "dd"]), "", lambda: self.flow(places, depth))
        return self.element("dl", "", lambda: self.sequence([item] * self.rng.randint(0, 3)))

    def row(self, places, depth):
        inside = places.but(block=True, link=True, button=True)
        cell = lambda: self.element(self.rng.choice(["td", "th"]), "", lambda: self.flow(inside, depth))
        return self.element("tr", "", lambda: self.sequence([cell] * self.rng.randint(0, 3), " "))

    def rows_hole(self, places):
        inner = Template(self.rng, self.depth + 1)
        literal, served, _ = inner.row(places, 3)
        slot = self.slot()
        return self.hole(inner.call(literal)), [["!", "$"], *served, ["!", "/"]], [["!", f"${slot}"]]

    def table(self, places, depth):
        inside = places.but(block=True, link=True, button=True)
        row = lambda: self.row(places, depth) if self.chance(0.7) or self.depth > 1 else self.rows_hole(places)
        body = lambda: self.element(self.rng.choice(["tbody", "thead", "tfoot"]), "", lambda: self.sequence([row] * self.rng.randint(0, 2), " "))
        parts = [body] * self.rng.randint(0, 2)
        if self.chance(0.3):
            columns = lambda: self.sequence([lambda: self.element("col", "", lambda: ("", [], []), close=False)] * 2, " ")
            parts.insert(0, lambda: self.element("colgroup", "", columns))
        if self.chance(0.3):
            parts.insert(0, lambda: self.element("caption", "", lambda: self.flow(inside, depth)))
        return self.element("table", "", lambda: self.sequence(parts, " "))

    def select(self, places, depth):
        def option():
            return self.element("option", "", lambda: self.text_hole() if self.chance(0.5) else (lambda t: (self.spell_text(t), [t], [t]))(self.words()))
        group = lambda: self.element("optgroup", "", lambda: self.sequence([option] * self.rng.randint(0, 2), " "))
        return self.element("select", "", lambda: self.sequence([self.rng.choice([option, group]) for _ in range(self.rng.randint(0, 3))], " "))

    def ruby(self, places, depth):
        def content():
            text = self.words(1)
            annotation = self.element("rt", "", lambda: self.flow(places.but(block=False), 5))
            return self.spell_text(text) + annotation[0], [text, *annotation[1]], [text, *annotation[2]]
        return self.element("ruby", "", content)

    def text_content(self, name, first_newline):
        """textarea and title: the whole content is one slot when it has a hole."""
        attributes, served, form, names = self.attributes()
        text = self.rng.choice(["", "\n", " "]) + self.words() if first_newline else self.words()
        dropped = "\n" if first_newline and (text.startswith("\n") or self.chance(0.3)) else ""
        if self.chance(0.4):
            inner = self.spell_text(text, quote="")
            served_children = form_children = [text]
        else:
            expression, value = self.value()
            inner = self.spell_text(text, quote="") + self.hole(expression)
            names.append(f".text {self.slot()}")
            served_children, form_children = [text + value], []
        self.finish_names(form, names)
        return f"<{name}{attributes}>{dropped}{inner}</{name}>", [[name, "", served, served_children]], [[name, "", form, form_children]]

    def textarea(self, places, depth):
        return self.text_content("textarea", True)

    def title(self, places, depth):
        return self.text_content("title", False)

    def style(self, places, depth):
        text = "a > b { color: red; content: '<b>' }"
        return self.element("style", "", lambda: (text.replace("{", "{{").replace("}", "}}"), [text], [text]))

    def pre(self, places, depth):
        def content():
            self.in_pre += 1
            literal, served, form = self.flow(places, depth)
            self.in_pre -= 1
            if served and isinstance(served[0], str) and isinstance(form[0], str) and self.chance(0.5):
                served[0] = form[0] = "\n  " + served[0]
                return "\n\n  " + literal, served, form
            return self.rng.choice(["", "\n"]) + literal, served, form
        return self.element("pre", "", content)

    def svg(self, places, depth):
        return self.element("svg", "svg", lambda: self.sequence([lambda: self.svg_child(places, depth)] * self.rng.randint(0, 3)))

    def svg_child(self, places, depth):
        if depth > 4 or self.chance(0.3):
            attributes, served, form, names = self.attributes("svg")
            self.finish_names(form, names)
            name = self.rng.choice(SVG_NAMES)
            return f"<{name}{attributes}/>", [[name, "svg", served, []]], [[name, "svg", form, []]]
        if self.chance(0.3):
            return self.element("foreignObject", "svg", lambda: self.flow(places.but(block=True, button=True), depth + 1))
        if self.chance(0.3):
            return self.element("text", "svg", lambda: self.text_hole())
        return self.element("g", "svg", lambda: self.sequence([lambda: self.svg_child(places, depth + 1)] * self.rng.randint(0, 2)))

    def math(self, places, depth):
        def child():
            return self.element(self.rng.choice(["mi", "mn", "mo", "mtext"]), "math", lambda: self.text_hole())
        row = lambda: self.element("mrow", "math", lambda: self.sequence([child] * self.rng.randint(0, 2)))
        return self.element("math", "math", lambda: self.sequence([self.rng.choice([row, child]) for _ in range(self.rng.randint(0, 2))]))

    # Whole templates.
    def build(self, places):
        """(literal, served nodes, form nodes, wrapper of the served page)"""
        if self.depth == 0 and self.chance(0.1):
            return *self.sequence([lambda: self.row(places, 1)] * self.rng.randint(1, 2), " "), ["table", "tbody"]
        if self.depth == 0 and self.chance(0.1):
            return *self.sequence([lambda: self.svg_child(places, 1)] * self.rng.randint(1, 2)), ["svg"]
        return *self.flow(places, 1 + self.depth, root=True), []

    def call(self, literal):
        blanks = self.rng.choice(["", "\n  "]), self.rng.choice(["", "\n"])
        return f'HTML(R"~({blanks[0]}{literal}{blanks[1]})~"' + "".join(", " + a for a in self.arguments) + ")"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--batches", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    for batch in range(options.batches):
        lines = ['#include "golive/html.h"', '#include "template_tree_dump.h"', "", "using golive::Attrs;", "", f"void dump_batch_{batch}() {{"]
        for index in range(batch * options.count // options.batches, (batch + 1) * options.count // options.batches):
            template = Template(rng, 0)
            literal, served, form, wrapper = template.build(Places())
            expected = json.dumps({"name": index, "wrapper": wrapper, "tree": served, "form_tree": form}, ensure_ascii=False)
            lines.append(f'  dump(R"~~({expected})~~", [] {{ return {template.call(literal)}; }});')
        lines.append("}")
        with open(f"{options.out}/templates_{batch}.cpp", "w") as file:
            file.write("\n".join(lines) + "\n")
    calls = "".join(f"void dump_batch_{i}();\n" for i in range(options.batches))
    calls += "void dump_batches() {\n" + "".join(f"  dump_batch_{i}();\n" for i in range(options.batches)) + "}\n"
    with open(f"{options.out}/templates_all.cpp", "w") as file:
        file.write(calls)


if __name__ == "__main__":
    main()

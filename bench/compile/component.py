#!/usr/bin/env python3
"""Compile time of a component: N + 1 of them minus 1, divided by N, user CPU.

    bench/compile/component.py [--fields 8] [--handlers 8] [--components 6] [--runs 3] [--cxx g++] [--optimize -O2]

Each is a struct of its own with int and text fields, handlers with a bound argument, a template that shows every field and binds every
handler, and a route: reflection of its state, dispatch of its events, the view round it. Prints what each run took, in ms a component.
"""
import argparse
import sys

from measure import compile_seconds

HEAD = '#include "golive/golive.h"\nusing namespace golive;\n'


def component(index, fields, handlers):
    texts = [number % 2 == 1 for number in range(fields)]
    state = "".join(f"  std::string field_{i};\n" if text else f"  int field_{i} = {index};\n" for i, text in enumerate(texts))
    changes = [f"field_{i % fields}.resize(std::size_t(by))" if texts[i % fields] else f"field_{i % fields} += by" for i in range(handlers)]
    methods = "".join(f"  void act_{i}(int by) {{ {change}; }}\n" for i, change in enumerate(changes))
    shown = "".join(f'<p class="c{index}">{{field_{i}}}</p>' for i in range(fields))
    bound = "".join(f'<button lv-click={{act_{i}}}>{i}</button>' for i in range(handlers))
    arguments = [f"field_{i}" for i in range(fields)] + [f'arg("act_{i}", on<&C{index}::act_{i}>({i + 1}))' for i in range(handlers)]
    render = f'  Html render() const {{\n    return HTML(R"({shown}{bound})", {", ".join(arguments)});\n  }}\n'
    return f"struct C{index} {{\n{state}{methods}{render}}};\nvoid route_{index}(App& app) {{ app.live<C{index}>(\"/{index}\"); }}\n"


def source(count, options):
    return HEAD + "".join(component(index, options.fields, options.handlers) for index in range(count))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fields", type=int, default=8)
    parser.add_argument("--handlers", type=int, default=8)
    parser.add_argument("--components", type=int, default=6, help="so many beyond the first")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--cxx", default="g++")
    parser.add_argument("--optimize", default="-O2")
    options = parser.parse_args()
    one, many = source(1, options), source(options.components + 1, options)
    for _ in range(options.runs):
        print(f"{(compile_seconds(options, many) - compile_seconds(options, one)) * 1000 / options.components:.1f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

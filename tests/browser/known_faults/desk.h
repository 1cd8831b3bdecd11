#pragma once
// A page that changes in every way a page can: texts, attributes, lists, parts that come and go.
#include <golive/golive.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

namespace golive::known_faults {

struct Item {
  int id = 0;
  std::string text;
};

struct Desk {
  int count = 0;
  std::string draft;
  std::string entities = R"(1 < 2 && "x" > 'y' &amp; &#65; <i>)";
  std::vector<Item> items = {{1, "one"}, {2, "two"}, {3, "three"}};
  int next = 4;
  int tab = 0;
  bool open = false;

  void add() { ++count; }
  void reset() { count = 0; }
  void write(std::string text) { draft = std::move(text); }
  void keep() {
    items.push_back({next++, draft});
    draft.clear();
  }
  void prepend() {
    items.insert(items.begin(), {next, "new " + std::to_string(next)});
    ++next;
  }
  // Turns round, takes one away and puts one in, all in one event.
  void mix() {
    std::ranges::reverse(items);
    items.erase(items.begin() + 1);
    items.insert(items.begin() + 1, {next, "mixed " + std::to_string(next)});
    ++next;
  }
  void rewrite() { entities += " <b>&lt;</b>"; }
  void show(int which) { tab = which; }
  void toggle() { open = !open; }
  void fail() { throw std::runtime_error("as the test wants it"); }
  int twice(int number) { return number * 2; }

  std::string order() const {
    std::string ids;
    for (const Item& item : items) ids += std::to_string(item.id) + " ";
    return ids;
  }
  Html numbers() const {
    return HTML(R"(
      <section>
        <label>Draft <input name="draft" value={draft} lv-input={write}></label>
        <output id="echo">{draft}</output>
        <output id="count">{count}</output>
        <button lv-click={add}>add</button><button lv-click={reset} disabled={at_zero}>reset</button>
        <button lv-click={keep}>keep</button><button lv-click={fail}>fail</button>
        <button lv-click={wrong}>wrong</button>
        <progress max="10" value={count}></progress>
      </section>)",
                draft, arg("write", on<&Desk::write>()), draft, count, arg("add", on<&Desk::add>()), arg("reset", on<&Desk::reset>()),
                arg("at_zero", count == 0), arg("keep", on<&Desk::keep>()), arg("fail", on<&Desk::fail>()),
                arg("wrong", on<&Desk::twice>(1)), count);
  }
  Html tabs() const {
    const auto selected = [&](int which) { return tab == which ? "true" : "false"; };
    return HTML(R"(
      <div role="tablist">
        <button role="tab" aria-selected={first} class={mark} lv-click={show_first}>first</button>
        <button role="tab" aria-selected={second} lv-click={show_second}>second</button>
      </div>
      <div role="tabpanel" aria-label="first" hidden={not_first}>first panel</div>
      <div role="tabpanel" aria-label="second" hidden={not_second}>second panel</div>
      <dialog open={open}>a dialog {count}</dialog><button lv-click={toggle}>toggle</button>)",
                arg("first", selected(0)), arg("mark", tab == 0 ? "current" : "other"), arg("show_first", on<&Desk::show>(0)),
                arg("second", selected(1)), arg("show_second", on<&Desk::show>(1)), arg("not_first", tab != 0), arg("not_second", tab != 1),
                open, count, arg("toggle", on<&Desk::toggle>()));
  }
  // Names that begin alike, elements without an end, and markup that only looks like ours.
  Html lookalikes() const {
    return HTML(R"(
      <article><p>p {count}</p><pre>pre {count}</pre><p data-slot="0">b<br>c<wbr><code>data-slot="1" &lt;/p&gt; <!--$--></code> {count}</p>
      <hr><svg viewBox="0 0 1 1"><path d="M0 0"></path><text>{count}</text></svg><em title="data-slot=&quot;2&quot;">{count}</em></article>)",
                count, count, count, count, count);
  }
  Html render() const {
    return HTML(R"(<main>{numbers}{tabs}<p id="entities" title={entities}>{entities}</p><button lv-click={rewrite}>rewrite</button>
      <output id="order">{order}</output><ul>{rows}</ul><button lv-click={prepend}>prepend</button><button lv-click={mix}>mix</button>
      {lookalikes}</main>)",
                arg("numbers", numbers()), arg("tabs", tabs()), entities, entities, arg("rewrite", on<&Desk::rewrite>()),
                arg("order", order()),
                arg("rows", each(items, &Item::id, [](const Item& item) { return HTML("<li>{item.text}</li>", item.text); })),
                arg("prepend", on<&Desk::prepend>()), arg("mix", on<&Desk::mix>()), arg("lookalikes", lookalikes()));
  }
};

}  // namespace golive::known_faults

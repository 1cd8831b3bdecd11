#pragma once
// A page with everything that tests of pages meet: a form, a list, timers, topics, a redirect, and handlers that do wrong.
#include <golive/golive.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace golive::testing::pages {

struct Todo {
  int id = 0;
  std::string title;
  bool done = false;
};

struct Todos {
  std::vector<Todo> items;
  int next = 1;
  std::string tab;
  std::string list;
  std::string user;
  std::string draft;
  int ticks = 0;
  bool asked = false;

  struct New {
    std::string title;
    std::string kind;
  };

  void mount(Socket& socket, const Params& params, const Session& session) {
    list = params.get<std::string>("id").value_or("");
    tab = params.get<std::string>("tab").value_or("");
    user = session.get<std::string>("user").value_or("nobody");
    if (socket.connected()) connected(socket);
  }
  void connected(Socket& socket) { socket.every<&Todos::tick>(1s); }
  void tick() { ++ticks; }

  void add(Socket& socket, const New& made) {
    items.push_back({next++, made.title + (made.kind == "urgent" ? "!" : ""), false});
    draft.clear();
    socket.push_event("added", items.back().id);
  }
  void type(const std::string& text) { draft = text; }
  void toggle(int id) {
    for (Todo& item : items)
      if (item.id == id) item.done = !item.done;
  }
  void remove(int id) {
    std::erase_if(items, [&](const Todo& item) { return item.id == id; });
  }
  void clear() { items.clear(); }
  int total() { return static_cast<int>(items.size()); }
  void go(Socket& socket) { socket.redirect("/elsewhere?from=todos"); }
  void fail() { throw std::runtime_error("the disk is full"); }
  void later(Socket& socket) { socket.send_after<&Todos::answer>(5s); }
  void answer() { asked = true; }

  Html render() const {
    return HTML(
        R"(
      <main>
        <h1>List {list}, {tab}</h1>
        <p id="user">{user}</p>
        <form id="new" lv-submit={add}>
          <label>What <input name="title" lv-input={type} value={draft} required></label>
          <select name="kind"><option>plain</option><option>urgent</option></select>
          <button>Add</button>
        </form>
        <ul>{rows}</ul>
        <output id="draft">{draft}</output>
        <output id="ticks">{ticks}</output>
        <button id="go" lv-click={go}>Leave</button>
        <button id="fail" lv-click={fail}>Fail</button>
        <button id="later" lv-click={later} disabled={asked}>Later</button>
        <details><summary>More</summary><button id="inner" lv-click={total}>Count</button></details>
        <button id="clear" lv-click={clear} lv-confirm="All of them?">Clear</button>
        <a href="/elsewhere">Elsewhere</a>
      </main>)",
        list, tab, user, arg("add", on<&Todos::add>()), arg("type", on<&Todos::type>()), draft,
        arg("rows",
            each(
                items, &Todo::id,
                [](const Todo& item) {
                  return HTML(
                      R"(<li><input type="checkbox" checked={done} lv-change={toggle} aria-label={title}> <span>{title}</span> <button lv-click={remove}>x</button></li>)",
                      arg("done", item.done), arg("toggle", on<&Todos::toggle>(item.id)), arg("title", item.title),
                      arg("title", item.title), arg("remove", on<&Todos::remove>(item.id)));
                })),
        draft, ticks, arg("go", on<&Todos::go>()), arg("fail", on<&Todos::fail>()), arg("later", on<&Todos::later>()), asked,
        arg("total", on<&Todos::total>()), arg("clear", on<&Todos::clear>()));
  }
};

}  // namespace golive::testing::pages

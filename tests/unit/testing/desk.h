#pragma once
// A page whose elements show what becomes of their events.
#include <golive/golive.h>

#include <stdexcept>
#include <string>

namespace golive::testing::pages {

struct Desk {
  int saved = 0;
  int went = 0;
  bool leaves = false;
  std::string draft, title;

  struct Sent {
    std::string title;
  };
  void save(const Sent& sent) {
    ++saved;
    title = sent.title;
  }
  void write(const Sent& sent) { draft = sent.title; }
  void go() { ++went; }
  void leave() { leaves = true; }
  void fail() { throw std::runtime_error("the desk is on fire"); }
  void count(int value) { went += value; }
  void focus() { title += "focus "; }
  void blur() { title += "blur "; }

  Html render() const {
    return HTML(
        R"(<form lv-submit={save} lv-input={write}>
  <input name="title" lv-debounce="100"> <button lv-disable-with="Saving">Save <b>{saved}</b></button>
</form>
<button id="go" class={classes} lv-click={go} lv-disable-with="Going">{label}</button>
<input id="old" type="button" value="Old" lv-click={old} lv-disable-with="Working">
<a id="link" href="#" lv-click={follow} lv-disable-with="Following">Follow</a>
<button id="count" lv-click={count} value="many">Count</button>
<button id="seen" lv-click={seen} lv-focus={focus} lv-blur={blur} lv-disable-with="Seeing">See</button>
<button id="fail" lv-click={fail}>Fail</button>{leaving}<output>{went}</output><p>{draft}, {title}</p>)",
        arg("save", on<&Desk::save>()), arg("write", on<&Desk::write>()), arg("saved", saved),
        arg("classes", went % 2 == 1 ? "big odd" : "big even"), arg("go", on<&Desk::go>()), arg("label", "Go " + std::to_string(went)),
        arg("old", on<&Desk::go>()), arg("follow", on<&Desk::go>()), arg("count", on<&Desk::count>()), arg("seen", on<&Desk::go>()),
        arg("focus", on<&Desk::focus>()), arg("blur", on<&Desk::blur>()), arg("fail", on<&Desk::fail>()),
        arg("leaving",
            when(!leaves,
                 [] { return HTML(R"(<button id="leave" lv-click={} lv-disable-with="Leaving">Leave</button>)", on<&Desk::leave>()); })),
        went, draft, title);
  }
};

}  // namespace golive::testing::pages

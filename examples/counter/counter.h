#pragma once
// A counter, a text echoed as you type, and a clock pushed by the server (?tick): the whole path of an event.
#include <golive/golive.h>

#include <string>
#include <utility>

namespace golive::examples {

struct Counter {
  int count = 0;
  std::string note;
  int ticks = 0;
  bool ticking = false;

  void mount(const Params& params) { ticking = params.has("tick"); }
  void connected(Socket& socket) {
    if (ticking) socket.every<&Counter::tick>(100ms);
  }

  void add(int by) { count += by; }
  void reset() { count = 0; }
  void write(std::string text) { note = std::move(text); }
  void tick() { ++ticks; }
  void key(const Payload& payload) {
    const auto name = payload.get<std::string>("key");
    if (name == "ArrowUp") add(1);
    if (name == "ArrowDown") add(-1);
  }

  Html render() const {
    return HTML(R"(
      <main>
        <h1>A counter that lives in C++</h1>
        <section id="counter" tabindex="0" lv-keydown={key}>
          <button lv-click={down} aria-label="one less">-</button>
          <output>{count}</output>
          <button lv-click={up} aria-label="one more">+</button>
        </section>
        <p><button lv-click={clear} disabled={at_zero}>reset</button></p>
        <label>Say something <input name="note" autocomplete="off" lv-input={write} value={note}></label>
        <p id="echo">{loud}</p>
        <p id="ticks">{ticks}</p>
      </main>)",
                arg("key", on<&Counter::key>()), arg("down", on<&Counter::add>(-1)), count, arg("up", on<&Counter::add>(+1)),
                arg("clear", on<&Counter::reset>()), arg("at_zero", count == 0), arg("write", on<&Counter::write>()), note,
                arg("loud", upper(note)), ticks);
  }

 private:
  static std::string upper(std::string text) {
    for (char& c : text)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return text;
  }
};

inline constexpr std::string_view kCounterCss = R"css(
    body { font: 18px/1.5 system-ui, sans-serif; margin: 0; background: #f6f7f9; color: #1d2129; }
    main { max-width: 32rem; margin: 12vh auto; padding: 2rem; background: #fff; border-radius: 1rem; box-shadow: 0 1px 24px #0001; text-align: center; }
    h1 { font-size: 1.2rem; font-weight: 600; }
    #counter { display: flex; justify-content: center; align-items: center; gap: 1.5rem; padding: 1rem; border-radius: .75rem; }
    output { font-size: 4rem; min-width: 3ch; font-variant-numeric: tabular-nums; }
    button { font: inherit; padding: .4em 1em; border: 1px solid #ccd0d8; border-radius: .5em; background: #fff; cursor: pointer; }
    #counter button { font-size: 1.5rem; }
    input { font: inherit; padding: .3em .6em; border: 1px solid #ccd0d8; border-radius: .4em; }
    #echo { min-height: 1.5em; letter-spacing: .05em; } #ticks { color: #889; font-size: .8rem; }
    .lv-disconnected { opacity: .5; transition: opacity .3s 1s; }
  )css";

}  // namespace golive::examples

#pragma once
// Every kind of control and of event, with handlers that take typed values.
#include <golive/golive.h>

#include <string>
#include <vector>

namespace golive::known_faults {

enum class Size : unsigned char { small, medium, large };

struct Fields {
  std::string name;
  int number = 0;
  bool gift = false;
  std::vector<std::string> extras;
  Size size = Size::small;
};

struct Order {
  std::string said = "nothing";
  int clicks = 0;

  static std::string text(const Fields& fields) {
    std::string all = fields.name + " " + std::to_string(fields.number + 1) + (fields.gift ? " gift" : " plain");
    for (const std::string& extra : fields.extras) all += " " + extra;
    return all + " " + std::to_string(static_cast<int>(fields.size));
  }
  void change(const Fields& fields) { said = "changed " + text(fields); }
  void submit(const Fields& fields) { said = "submitted " + text(fields); }
  void level(int value) { said = "level " + std::to_string(value + 1); }
  void ratio(double value) { said = "ratio " + std::to_string(static_cast<int>(value * 8)); }
  void pick(Size size) { said = "size " + std::to_string(static_cast<int>(size) + 1); }
  void tick(bool on) { said = on ? "ticked" : "not ticked"; }
  void key(const Payload& payload) { said = "key " + payload.get<std::string>("key").value_or("none"); }
  void enter() { said = "focus"; }
  void leave() { said = "blur"; }
  void click() { ++clicks; }

  Html render() const {
    return HTML(R"(<main><output id="said">{said}</output><output id="clicks">{clicks}</output>
      <form lv-change={change} lv-submit={submit}>
        <label>Name <input name="name"></label><label>Number <input name="number" type="number" value="0"></label>
        <label>Gift <input name="gift" type="checkbox"></label>
        <label>Milk <input name="extras" type="checkbox" value="milk"></label><label>Sugar <input name="extras" type="checkbox" value="sugar"></label>
        <select name="size" aria-label="Size"><option value="small">S</option><option value="large">L</option></select>
        <button>order</button>
      </form>
      <label>Level <input type="range" name="level" min="0" max="10" value="3" lv-input={level}></label>
      <label>Ratio <input type="number" name="ratio" step="0.25" lv-change={ratio}></label>
      <select aria-label="Pick" name="pick" lv-change={pick}><option value="small">S</option><option value="medium">M</option></select>
      <label>Tick <input type="checkbox" name="tick" lv-change={tick}></label>
      <label>Keys <input name="keys" lv-keydown={key}></label><label>Focus <input name="focus" lv-focus={enter} lv-blur={leave}></label>
      <div lv-click={click}><label>Box <input type="checkbox" name="box"></label><a href="#down">down</a>
        <details><summary>more</summary>what is more</details></div><p id="down">down here</p></main>)",
                said, clicks, arg("change", on<&Order::change>()), arg("submit", on<&Order::submit>()), arg("level", on<&Order::level>()),
                arg("ratio", on<&Order::ratio>()), arg("pick", on<&Order::pick>()), arg("tick", on<&Order::tick>()),
                arg("key", on<&Order::key>()), arg("enter", on<&Order::enter>()), arg("leave", on<&Order::leave>()),
                arg("click", on<&Order::click>()));
  }
};

}  // namespace golive::known_faults

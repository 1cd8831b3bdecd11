#pragma once
// Pages with controls of many kinds.
#include <golive/golive.h>

#include <string>

namespace golive::testing::pages {

// Each control tells what it sends.
struct Order {
  std::string size = "m", colour = "red", note = "none", coupon = "none";
  bool gift = false;
  int sent = 0;

  struct Sent {
    std::string size;
    std::string colour;
    std::string note;
  };
  void pick_size(const std::string& value) { size = value; }
  void pick_colour(const std::string& value) { colour = value; }
  void wrap(bool on) { gift = on; }
  void write(const std::string& text) { note = text; }
  void redeem(const std::string& text) { coupon = text; }
  void order(const Sent& made) {
    ++sent;
    note = made.note + ' ' + made.size + ' ' + made.colour;
  }

  Html render() const {
    return HTML(R"(<form lv-submit={order}>
  <select name="size" lv-change={size}><option value="s">small</option><option value="m" selected>medium</option></select>
  <label><input type="radio" name="colour" value="red" lv-change={red} checked> red</label>
  <label><input type="radio" name="colour" value="blue" lv-change={blue}> blue</label>
  <label><input type="checkbox" lv-change={wrap}> gift</label>
  <textarea name="note" lv-change={write} placeholder={places}></textarea>
  <input name="coupon" lv-input={redeem} lv-debounce="400">
  <button>Order</button>
</form>
<p id="size">{size}</p><p id="colour">{colour}</p><p id="gift">{gift}</p><p id="note">{note}</p><p id="coupon">{coupon}</p><p id="sent">{sent}</p>)",
                arg("order", on<&Order::order>()), arg("size", on<&Order::pick_size>()), arg("red", on<&Order::pick_colour>()),
                arg("blue", on<&Order::pick_colour>()), arg("wrap", on<&Order::wrap>()), arg("write", on<&Order::write>()),
                arg("places", "note " + std::to_string(sent)), arg("redeem", on<&Order::redeem>()), arg("size", size),
                arg("colour", colour), arg("gift", gift ? "wrapped" : "bare"), arg("note", note), arg("coupon", coupon), sent);
  }
};

}  // namespace golive::testing::pages

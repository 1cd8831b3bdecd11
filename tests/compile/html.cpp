// Templates of every kind, in the oldest dialect that the headers promise; at namespace scope, in a class, in a template, without short
// macros.
#define GOLIVE_NO_SHORT_MACROS
#include "golive/html.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#ifdef HTML
#error "GOLIVE_NO_SHORT_MACROS leaves no macro called HTML"
#endif

namespace shop {

enum class State { open, closed };

struct Item {
  int id = 0;
  std::string name;
  State state = State::open;
  std::optional<double> price;
  bool hidden = false;

  golive::Html row() const {
    return GOLIVE_HTML(R"(
      <tr id="item-{id}" class="row {state}" hidden={hidden}>
        <td>{name}</td>
        <td>{price} EUR</td>
        <td><a href="/items/{id}?name={name}">open &amp; read</a></td>
      </tr>)",
                       id, state, hidden, name, price, id, name);
  }
};

golive::Html table(const std::vector<Item>& items) {
  return GOLIVE_HTML(R"(
    <table>
      <caption>{count} items</caption>
      <tbody>{rows}</tbody>
    </table>)",
                     golive::arg("count", items.size()),
                     golive::arg("rows", golive::each(items, &Item::id, [](const Item& item) { return item.row(); })));
}

template <class T>
golive::Html field(std::string_view label, const T& value, const golive::Attrs& attributes) {
  return GOLIVE_HTML(R"(
    <label>{label} <input {attributes} value={value} style="width: {}px"></label>
    <textarea>{label}: {value}</textarea>)",
                     label, attributes, value, 10, label, value);
}

golive::Html chart(int x) {
  return GOLIVE_HTML(R"(<svg viewBox="0 0 {x} 1">{}</svg>)", x, GOLIVE_SVG(R"(<a href="/">{}</a>)", GOLIVE_HTML("<circle r={x}/>", x)));
}

golive::Html page(const std::vector<Item>& items) {
  return GOLIVE_HTML("<main>{}{}{}{}</main>", table(items), field("name", std::string("x"), golive::Attrs()),
                     field("count", 3, golive::Attrs()), chart(2));
}

}  // namespace shop

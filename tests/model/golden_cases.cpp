#include "model/golden_cases.h"

#include <algorithm>
#include <boost/json.hpp>
#include <stdexcept>

#include "diff/json.h"
#include "model/scene.h"
#include "model/served_markup.h"

namespace golive::model {
namespace {

using Value = detail::Value;
using Rows = std::vector<detail::Row>;
using Build = std::function<const detail::Instance*(TreeBuilder&)>;

constexpr std::string_view kList = "<ul><!--$0--></ul>";
constexpr std::string_view kRow = "<li><!--0--></li>";
constexpr std::string_view kSlot = "<div><!--$0--></div>";

// A list of rows with text "a5" for key 5; "5!" in `marks` changes its text.
Build list_of(std::vector<int> keys, std::vector<int> changed = {}) {
  return [keys, changed](TreeBuilder& b) {
    Rows rows;
    for (const int key : keys) {
      const bool is_changed = std::find(changed.begin(), changed.end(), key) != changed.end();
      rows.push_back(
          TreeBuilder::row(TreeBuilder::integer(key), b.instance(kRow, {b.text((is_changed ? "b" : "a") + std::to_string(key))})));
    }
    return b.instance(kList, {b.list(rows)});
  };
}

Build named_list(std::vector<std::string> keys) {
  return [keys](TreeBuilder& b) {
    Rows rows;
    for (const std::string& key : keys) rows.push_back(TreeBuilder::row(b.text(key), b.instance(kRow, {b.text(key)})));
    return b.instance(kList, {b.list(rows)});
  };
}

// One scalar in one template.
template <class... Values>
std::vector<Build> states_of(std::string_view form, Values... values) {
  return {[form, values](TreeBuilder& b) { return b.instance(form, {values(b)}); }...};
}

auto text(std::string chars) {
  return [chars](TreeBuilder& b) { return b.text(chars); };
}
auto integer(std::int64_t value) {
  return [value](TreeBuilder&) { return TreeBuilder::integer(value); };
}
auto number(double value) {
  return [value](TreeBuilder&) { return TreeBuilder::number(value); };
}
auto boolean(bool value) {
  return [value](TreeBuilder&) { return TreeBuilder::boolean(value); };
}
auto nothing() {
  return [](TreeBuilder&) { return TreeBuilder::nothing(); };
}
auto raw(std::string html) {
  return [html](TreeBuilder& b) { return b.raw(html); };
}
auto part(std::string form, std::string value) {
  return [form, value](TreeBuilder& b) { return b.part(form, {b.text(value)}); };
}
auto attributes(std::vector<std::pair<std::string, std::string>> items) {
  return [items](TreeBuilder& b) {
    std::vector<std::pair<std::string, Value>> values;
    for (const auto& [name, value] : items) values.emplace_back(name, b.text(value));
    return b.attributes(values);
  };
}

void add_scalars(std::vector<GoldenCase>& cases) {
  constexpr std::string_view kSole = "<output><!--0--></output>";
  constexpr std::string_view kMixed = "<p>qty <!--0--> pcs</p>";
  constexpr std::string_view kTwo = "<p><!--0--><!--1--></p>";
  constexpr std::string_view kClass = "<p class=\"base\" lv-s=\"id 0\">x</p>";
  constexpr std::string_view kButton = "<button lv-s=\"disabled 0\">go</button>";
  cases.push_back({"counter", states_of(kSole, integer(5), integer(6), integer(-7))});
  cases.push_back({"text that is an only child", states_of(kSole, text("a"), text("b"), text(""), text("c"))});
  cases.push_back({"text between texts", states_of(kMixed, integer(1), integer(2), text(""), text("three"))});
  cases.push_back({"hostile text is not markup", states_of(kMixed, text("x"), text("<img src=x onerror=alert(1)> & &amp; \"q\" </p>"))});
  cases.push_back(
      {"escapes of JSON", states_of(kSole, text("x"), text("a\"b\\c\n\t\x01/\xe2\x80\xa8"), text("\xf0\x9f\x98\x80 \xc3\xa9"))});
  cases.push_back({"fractions as JavaScript prints them", states_of(kSole, number(0.5), number(1e21), number(1e-7), number(123456.789))});
  cases.push_back({"integer beyond 2^53", states_of(kSole, integer(1), integer(9007199254740993), integer(-9007199254740993))});
  cases.push_back({"two adjacent texts",
                   {[=](TreeBuilder& b) {
                      return b.instance(kTwo, {b.text("a"), b.text("b")});
                    },
                    [=](TreeBuilder& b) {
                      return b.instance(kTwo, {b.text(""), b.text("c")});
                    },
                    [=](TreeBuilder& b) {
                      return b.instance(kTwo, {b.text("d"), b.text("")});
                    }}});
  cases.push_back({"first of two adjacent texts empty at first",
                   {[=](TreeBuilder& b) {
                      return b.instance(kTwo, {b.text(""), b.text("b")});
                    },
                    [=](TreeBuilder& b) {
                      return b.instance(kTwo, {b.text("a"), b.text("b")});
                    }}});
  cases.push_back({"attribute", states_of(kClass, text("a"), text("b \"quoted\" <&>"), nothing(), text("c"))});
  cases.push_back({"boolean attribute", states_of(kButton, boolean(false), boolean(true), boolean(false))});
  cases.push_back({"number as attribute", states_of("<meter lv-s=\"value 0\"></meter>", integer(3), number(0.25))});
  cases.push_back({"several attributes of one element",
                   {[](TreeBuilder& b) {
                      return b.instance("<a lv-s=\"href 0 title 1\"><!--2--></a>", {b.text("/a"), b.text("A"), b.text("go")});
                    },
                    [](TreeBuilder& b) {
                      return b.instance("<a lv-s=\"href 0 title 1\"><!--2--></a>", {b.text("/b"), b.text("A"), b.text("went")});
                    }}});
  cases.push_back({"content of a textarea", states_of("<textarea lv-s=\".text 0\"></textarea>", text("one"), text("\ntwo <b>"), text(""))});
  cases.push_back({"attribute set", states_of("<p lv-s=\"* 0\">x</p>", attributes({{"class", "a"}, {"title", "t"}}),
                                              attributes({{"class", "b"}}), attributes({}), attributes({{"data-x", "<1>"}}))});
  cases.push_back({"booleans in an attribute set",
                   {[](TreeBuilder& b) {
                      return b.instance("<input lv-s=\"* 0\">", {b.attributes({{"disabled", b.boolean(true)}, {"size", b.integer(3)}})});
                    },
                    [](TreeBuilder& b) {
                      return b.instance("<input lv-s=\"* 0\">", {b.attributes({{"disabled", b.boolean(false)}, {"size", b.integer(4)}})});
                    }}});
  cases.push_back({"slot numbers need not follow the document",
                   {[](TreeBuilder& b) {
                      return b.instance("<p><!--1--> and <!--0--></p>", {b.text("zero"), b.text("one")});
                    },
                    [](TreeBuilder& b) {
                      return b.instance("<p><!--1--> and <!--0--></p>", {b.text("0"), b.text("one")});
                    }}});
}

void add_nodes(std::vector<GoldenCase>& cases) {
  cases.push_back({"when: from nothing and back", states_of(kSlot, nothing(), part("<b><!--0--></b>", "x"), nothing())});
  cases.push_back({"when: shown at first", states_of(kSlot, part("<b><!--0--></b>", "x"), part("<b><!--0--></b>", "y"), nothing())});
  cases.push_back({"when: other branch", states_of(kSlot, part("<b><!--0--></b>", "x"), part("<i><!--0--></i>", "x"))});
  cases.push_back({"raw", states_of(kSlot, raw("<b>1</b> text"), raw("<i>2</i>"), raw(""), raw("<u>3</u>"))});
  cases.push_back(
      {"every type in one hole",
       {[](TreeBuilder& b) { return b.instance(kSlot, {b.nothing()}); }, [](TreeBuilder& b) { return b.instance(kSlot, {b.raw("<hr>")}); },
        [](TreeBuilder& b) { return b.instance(kSlot, {b.part(kRow, {b.text("i")})}); },
        [](TreeBuilder& b) { return b.instance(kSlot, {b.list({b.row(b.integer(1), b.instance(kRow, {b.text("r")}))})}); },
        [](TreeBuilder& b) { return b.instance(kSlot, {b.raw("<br>")}); }, [](TreeBuilder& b) { return b.instance(kSlot, {b.list({})}); },
        [](TreeBuilder& b) { return b.instance(kSlot, {b.nothing()}); }}});
  cases.push_back({"template without slots",
                   {[](TreeBuilder& b) { return b.instance(kSlot, {b.part("<em>still</em>", {})}); },
                    [](TreeBuilder& b) { return b.instance(kSlot, {b.part("<em>other</em>", {})}); }}});
  const auto deep = [](std::string inner, bool shown) {
    return [inner, shown](TreeBuilder& b) {
      Value third = shown ? b.part("<i><!--0--></i>", {b.text(inner)}) : Value{};
      return b.instance("<main><!--$0--></main>", {b.part("<section><!--$0--></section>", {b.part("<p>in <!--$0--></p>", {third})})});
    };
  };
  cases.push_back({"three conditionals deep", {deep("a", true), deep("b", true), deep("b", false), deep("c", true)}});
  cases.push_back({"several roots in one part",
                   states_of(kSlot, part("<b>1</b>text<i><!--0--></i>", "x"), part("<b>1</b>text<i><!--0--></i>", "y"), nothing())});
  cases.push_back({"text part between texts", states_of("<p>a<!--$0-->b</p>", part("<!--0-->", "x"), part("<!--0-->", "y"), nothing())});
  cases.push_back(
      {"svg",
       {[](TreeBuilder& b) { return b.instance("<svg><!--$0--></svg>", {b.part("svg|<circle lv-s=\"r 0\"></circle>", {b.integer(3)})}); },
        [](TreeBuilder& b) { return b.instance("<svg><!--$0--></svg>", {b.part("svg|<circle lv-s=\"r 0\"></circle>", {b.integer(4)})}); },
        [](TreeBuilder& b) {
          return b.instance("<svg><!--$0--></svg>", {b.part("svg|<rect lv-s=\"width 0\"></rect>", {b.integer(5)})});
        }}});
  cases.push_back(
      {"math",
       {[](TreeBuilder& b) { return b.instance("<math><!--$0--></math>", {b.nothing()}); },
        [](TreeBuilder& b) { return b.instance("<math><!--$0--></math>", {b.part("math|<mi><!--0--></mi>", {b.text("x")})}); }}});
  cases.push_back({"root template changes",
                   {[](TreeBuilder& b) { return b.instance("<p><!--0--></p>", {b.text("a")}); },
                    [](TreeBuilder& b) { return b.instance("<h1><!--0--></h1>", {b.text("a")}); },
                    [](TreeBuilder& b) { return b.instance("<h1><!--0--></h1>", {b.text("b")}); }}});
  cases.push_back({"slots of every kind at once",
                   {[](TreeBuilder& b) {
                      return b.instance("<p lv-s=\"id 0\"><!--1--></p><div><!--$2--></div><textarea lv-s=\".text 3\"></textarea>",
                                        {b.text("a"), b.integer(1), b.nothing(), b.text("t")});
                    },
                    [](TreeBuilder& b) {
                      return b.instance("<p lv-s=\"id 0\"><!--1--></p><div><!--$2--></div><textarea lv-s=\".text 3\"></textarea>",
                                        {b.text("b"), b.integer(2), b.raw("<hr>"), b.text("u")});
                    }}});
}

void add_lists(std::vector<GoldenCase>& cases) {
  cases.push_back({"list: append", {list_of({1, 2}), list_of({1, 2, 3}), list_of({1, 2, 3, 4, 5})}});
  cases.push_back({"list: prepend", {list_of({1, 2}), list_of({0, 1, 2})}});
  cases.push_back({"list: insert in the middle", {list_of({1, 5}), list_of({1, 2, 3, 5}), list_of({1, 2, 3, 4, 5})}});
  cases.push_back(
      {"list: remove first, middle, last", {list_of({1, 2, 3, 4, 5}), list_of({2, 3, 4, 5}), list_of({2, 4, 5}), list_of({2, 4})}});
  cases.push_back({"list: remove several", {list_of({1, 2, 3, 4, 5, 6}), list_of({2, 5})}});
  cases.push_back({"list: from empty and back", {list_of({}), list_of({1, 2}), list_of({})}});
  cases.push_back({"list: swap", {list_of({1, 2, 3, 4}), list_of({4, 2, 3, 1})}});
  cases.push_back({"list: move to the end and to the front", {list_of({1, 2, 3}), list_of({2, 3, 1}), list_of({1, 2, 3})}});
  cases.push_back({"list: move several together", {list_of({1, 2, 3, 4, 5, 6}), list_of({4, 5, 6, 1, 2, 3})}});
  cases.push_back({"list: reverse", {list_of({1, 2, 3, 4, 5}), list_of({5, 4, 3, 2, 1})}});
  cases.push_back(
      {"list: shuffle", {list_of({1, 2, 3, 4, 5, 6, 7, 8}), list_of({3, 8, 1, 6, 2, 7, 5, 4}), list_of({8, 1, 2, 3, 4, 5, 6, 7})}});
  cases.push_back({"list: update one row", {list_of({1, 2, 3}), list_of({1, 2, 3}, {2}), list_of({1, 2, 3}, {1, 3})}});
  cases.push_back({"list: remove, insert, move and update at once", {list_of({1, 2, 3, 4, 5}), list_of({5, 9, 1, 3, 8}, {1, 3})}});
  cases.push_back({"list: all rows replaced", {list_of({1, 2}), list_of({3, 4, 5})}});
  cases.push_back({"list: negative and large keys", {list_of({-1, 2}), list_of({2, -1, -3}), list_of({2, -1, -3}, {-3})}});
  cases.push_back({"list: hostile keys",
                   {named_list({"__proto__", "null", "constructor"}), named_list({"toString", "null", "__proto__", ""}),
                    named_list({"", "null", "a\"b\\c", "__proto__"})}});
  cases.push_back({"list: text keys", {named_list({"a", "b", "c"}), named_list({"c", "a", "x", "b"}), named_list({"x"})}});
  cases.push_back({"list: from integer to text keys", {list_of({1, 2}), named_list({"1", "2"}), list_of({1, 2})}});
  const auto large = [](std::int64_t first, std::int64_t second, std::string text) {
    return [=](TreeBuilder& b) {
      return b.instance(kList, {b.list({b.row(b.integer(first), b.instance(kRow, {b.text(text)})),
                                        b.row(b.integer(second), b.instance(kRow, {b.text("second")}))})});
    };
  };
  cases.push_back({"list: keys beyond 2^53 travel as strings",
                   {large(9007199254740993, 1, "a"), large(9007199254740993, 1, "b"), large(1, 9007199254740993, "b")}});
}

void add_rich_lists(std::vector<GoldenCase>& cases) {
  constexpr std::string_view kOther = "<li class=\"other\"><!--0--><b><!--1--></b></li>";
  const auto mixed = [=](std::vector<std::pair<int, bool>> rows, std::string text) {
    return [=](TreeBuilder& b) {
      Rows made;
      for (const auto& [key, other] : rows)
        made.push_back(
            TreeBuilder::row(b.integer(key), other ? b.instance(kOther, {b.text("o"), b.text(text)}) : b.instance(kRow, {b.text(text)})));
      return b.instance(kList, {b.list(made)});
    };
  };
  cases.push_back({"mixed list",
                   {mixed({{1, false}, {2, true}}, "x"), mixed({{1, false}, {2, true}}, "y"),
                    mixed({{2, true}, {3, false}, {1, false}}, "y"), mixed({{4, true}, {2, true}}, "y")}});
  cases.push_back({"mixed list: a row changes its template",
                   {mixed({{1, false}, {2, true}, {3, false}}, "x"), mixed({{1, false}, {2, false}, {3, false}}, "x"),
                    mixed({{1, true}, {2, false}, {3, false}}, "x")}});
  cases.push_back({"list becomes mixed", {mixed({{1, false}, {2, false}}, "x"), mixed({{1, false}, {2, true}}, "x")}});
  cases.push_back({"all rows change their template", {mixed({{1, false}, {2, false}}, "x"), mixed({{1, true}, {2, true}}, "x")}});

  constexpr std::string_view kNote = "<li><!--0--><!--$1--></li>";
  const auto notes = [=](std::vector<std::pair<int, std::string>> rows) {
    return [=](TreeBuilder& b) {
      Rows made;
      for (const auto& [key, note] : rows)
        made.push_back(TreeBuilder::row(
            b.integer(key), b.instance(kNote, {b.integer(key), note.empty() ? Value{} : b.part("<b><!--0--></b>", {b.text(note)})})));
      return b.instance(kList, {b.list(made)});
    };
  };
  cases.push_back({"rows with a node slot",
                   {notes({{1, ""}, {2, "n"}, {3, ""}}), notes({{1, "m"}, {2, ""}, {3, ""}}), notes({{3, "k"}, {1, "m"}, {4, "new"}})}});
  const auto attributed = [](std::vector<std::pair<int, std::string>> rows) {
    return [=](TreeBuilder& b) {
      Rows made;
      for (const auto& [key, title] : rows)
        made.push_back(TreeBuilder::row(
            b.integer(key),
            b.instance("<li lv-s=\"* 0\">x</li>", {title.empty() ? b.attributes({}) : b.attributes({{"title", b.text(title)}})})));
      return b.instance(kList, {b.list(made)});
    };
  };
  cases.push_back({"rows with attribute sets", {attributed({{1, "a"}, {2, ""}}), attributed({{1, ""}, {2, "b"}, {3, "c"}})}});

  const auto grid = [](std::vector<std::pair<std::string, std::vector<int>>> groups) {
    return [=](TreeBuilder& b) {
      Rows made;
      for (const auto& [name, cells] : groups) {
        Rows inner;
        for (const int cell : cells) inner.push_back(TreeBuilder::row(b.integer(cell), b.instance("<td><!--0--></td>", {b.integer(cell)})));
        made.push_back(TreeBuilder::row(b.text(name), b.instance("<tr><th><!--0--></th><!--$1--></tr>", {b.text(name), b.list(inner)})));
      }
      return b.instance("<table><tbody><!--$0--></tbody></table>", {b.list(made)});
    };
  };
  cases.push_back({"lists in lists",
                   {grid({{"a", {1, 2}}, {"b", {3}}}), grid({{"a", {2, 1}}, {"b", {3, 4}}}),
                    grid({{"b", {}}, {"a", {2, 1, 5}}, {"c", {6}}}), grid({{"b", {7}}})}});
  const auto words = [](std::vector<std::string> parts) {
    return [=](TreeBuilder& b) {
      Rows made;
      for (const std::string& each : parts) made.push_back(TreeBuilder::row(b.text(each), b.instance("<!--0-->", {b.text(each)})));
      return b.instance("<p><!--$0--></p>", {b.list(made)});
    };
  };
  cases.push_back({"rows that are text", {words({"a", "b"}), words({"a", "x", "b"}), words({"b", "a"})}});
  cases.push_back(
      {"rows of several roots",
       {[](TreeBuilder& b) {
          return b.instance("<dl><!--$0--></dl>",
                            {b.list({b.row(b.integer(1), b.instance("<dt><!--0--></dt><dd><!--1--></dd>", {b.text("t"), b.text("d")})),
                                     b.row(b.integer(2), b.instance("<dt><!--0--></dt><dd><!--1--></dd>", {b.text("u"), b.text("e")}))})});
        },
        [](TreeBuilder& b) {
          return b.instance("<dl><!--$0--></dl>",
                            {b.list({b.row(b.integer(2), b.instance("<dt><!--0--></dt><dd><!--1--></dd>", {b.text("u"), b.text("f")})),
                                     b.row(b.integer(1), b.instance("<dt><!--0--></dt><dd><!--1--></dd>", {b.text("t"), b.text("d")}))})});
        }}});
  cases.push_back({"rows with raw HTML",
                   {[](TreeBuilder& b) {
                      return b.instance(kList, {b.list({b.row(b.integer(1), b.instance("<li><!--$0--></li>", {b.raw("<b>1</b>")}))})});
                    },
                    [](TreeBuilder& b) {
                      return b.instance(kList, {b.list({b.row(b.integer(1), b.instance("<li><!--$0--></li>", {b.raw("<i>2</i>")})),
                                                        b.row(b.integer(2), b.instance("<li><!--$0--></li>", {b.nothing()}))})});
                    }}});
  cases.push_back({"options of a select",
                   {[](TreeBuilder& b) {
                      const std::string_view option = "<option lv-s=\"value 0 selected 1\"><!--2--></option>";
                      return b.instance("<select><!--$0--></select>",
                                        {b.list({b.row(b.text("a"), b.instance(option, {b.text("a"), b.boolean(true), b.text("A")})),
                                                 b.row(b.text("b"), b.instance(option, {b.text("b"), b.boolean(false), b.text("B")}))})});
                    },
                    [](TreeBuilder& b) {
                      const std::string_view option = "<option lv-s=\"value 0 selected 1\"><!--2--></option>";
                      return b.instance("<select><!--$0--></select>",
                                        {b.list({b.row(b.text("b"), b.instance(option, {b.text("b"), b.boolean(true), b.text("B")})),
                                                 b.row(b.text("c"), b.instance(option, {b.text("c"), b.boolean(false), b.text("C")}))})});
                    }}});
}

std::string quoted(std::string_view text) {
  std::string out;
  json::write_string(out, text);
  return out;
}

// Frames are written as they went over the wire, byte for byte.
std::string case_json(const GoldenCase& each) {
  TreeBuilder builder;
  Scene scene;
  const detail::Instance& first = *each.states.at(0)(builder);
  scene.open(first);
  const boost::json::object payload = boost::json::parse(scene.frame()).at(3).as_object();
  std::string out = "{\"name\":" + quoted(each.name) + ",\"templates\":" + boost::json::serialize(payload.at("t")) +
                    ",\"html\":" + quoted(markup_of(first, Marks::with)) + ",\"skeleton\":" + boost::json::serialize(payload.at("v")) +
                    ",\"steps\":[";
  for (std::size_t i = 1; i < each.states.size(); ++i) {
    const detail::Instance& next = *each.states[i](builder);
    if (scene.show(next) == diff::Outcome::unchanged) throw std::logic_error(each.name + ": a state like the one before");
    if (const std::string difference = scene.difference(next); !difference.empty()) throw std::logic_error(each.name + ": " + difference);
    out += (i == 1 ? "" : ",");
    out += "{\"frame\":" + scene.frame() + ",\"html\":" + quoted(markup_of(next, Marks::without)) + '}';
  }
  return out + "]}";
}

}  // namespace

std::vector<GoldenCase> golden_cases() {
  std::vector<GoldenCase> cases;
  add_scalars(cases);
  add_nodes(cases);
  add_lists(cases);
  add_rich_lists(cases);
  return cases;
}

std::string golden_json() {
  std::string out = "[";
  for (const GoldenCase& each : golden_cases()) out += (out.size() == 1 ? "\n" : ",\n") + case_json(each);
  return out + "\n]\n";
}

}  // namespace golive::model

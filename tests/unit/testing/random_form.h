#pragma once
// Forms from a seed: every kind of control, what disables, hides and owns them, and values that their types take or refuse.
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace golive::test {

class RandomForm {
 public:
  explicit RandomForm(std::uint64_t seed) : random_(seed) {}

  std::string page() {
    std::string made;
    for (std::size_t i = 1 + below(2); i > 0; --i) made += part(3);
    made += "<form id=f" + maybe(" lv-value-x=1") + maybe(" lv-value-a=2") + '>';
    for (std::size_t i = 1 + below(6); i > 0; --i) made += part(3);
    made += "</form>";
    if (below(3) == 0) made += "<form id=g>" + part(2) + part(2) + "</form>";
    return made + part(2);
  }
  std::string value() { return std::string(pick(kValues)); }
  std::size_t below(std::size_t limit) { return random_() % limit; }

 private:
  static constexpr std::string_view kTypes[] = {"text",  "search", "tel",   "url",    "email",    "password",      "date",
                                                "month", "week",   "time",  "number", "range",    "checkbox",      "checkbox",
                                                "radio", "radio",  "radio", "hidden", "file",     "submit",        "image",
                                                "reset", "button", "TEXT",  "color",  "nonsense", "datetime-local"};
  static constexpr std::string_view kNames[] = {"a", "a", "b", "b", "c", "a[]", "1", "", "constructor", "__proto__", "_charset_", "x.y"};
  static constexpr std::string_view kValues[] = {"",
                                                 "a",
                                                 "7",
                                                 "7.5",
                                                 "-3",
                                                 "1e2",
                                                 "1.",
                                                 ".5",
                                                 "+1",
                                                 "abc def",
                                                 " a@b.c",
                                                 "a@b.c,d@e.f",
                                                 "a@-b",
                                                 "x@y",
                                                 "http://a/b",
                                                 "http://",
                                                 "mailto:x",
                                                 "nope:",
                                                 "//x",
                                                 "2024-02-29",
                                                 "2023-02-29",
                                                 "2024-13",
                                                 "2024-02",
                                                 "2024-W53",
                                                 "2020-W53",
                                                 "23:59",
                                                 "24:00",
                                                 "10:30:15",
                                                 "10:30:00.25",
                                                 "2024-02-29T10:30",
                                                 "2024-02-29 10:30:00",
                                                 "#AAbbCC",
                                                 "#12345",
                                                 "\xC3\xA9\xF0\x9F\x98\x80",
                                                 "on",
                                                 "100",
                                                 "33.3",
                                                 "-0",
                                                 "2",
                                                 "aaaa"};
  static constexpr std::string_view kPatterns[] = {"[a-z]+", "\\d*", "a|b", "(", "[^@]+@.*", ".{2}", "a{1,3}"};
  static constexpr std::string_view kHidings[] = {" hidden",
                                                  " style='display:none'",
                                                  " style='color:red;DISPLAY : none !important;display:block'",
                                                  " style='visibility:hidden'",
                                                  " style='visibility:visible'",
                                                  " hidden style='display:block'",
                                                  " style='visibility:collapse; visibility: nonsense 1'"};

  template <class List>
  std::string_view pick(const List& list) {
    return list[below(std::size(list))];
  }
  std::string maybe(std::string_view text, std::size_t of = 3) { return below(of) == 0 ? std::string(text) : std::string(); }
  std::string attribute(std::string_view name, std::string_view value) {
    return ' ' + std::string(name) + "=\"" + std::string(value) + '"';
  }
  std::string hiding() { return below(10) == 0 ? std::string(pick(kHidings)) : std::string(); }
  std::string owner() { return below(12) == 0 ? attribute("form", below(3) == 0 ? "none" : below(2) == 0 ? "g" : "f") : std::string(); }
  std::string id() { return below(6) == 0 ? attribute("id", std::string(1, static_cast<char>('p' + below(4)))) : std::string(); }

  std::string named() {
    return (below(8) == 0 ? std::string() : attribute("name", pick(kNames))) + id() + owner() + hiding() + maybe(" disabled", 8) +
           maybe(" required", 4) + maybe(" readonly", 10);
  }
  std::string limits() {
    std::string made;
    if (below(3) == 0) made += attribute("min", pick(kValues));
    if (below(3) == 0) made += attribute("max", pick(kValues));
    if (below(3) == 0) made += attribute("step", below(4) == 0 ? "any" : pick(kValues));
    if (below(4) == 0) made += attribute("minlength", pick(kValues));
    if (below(4) == 0) made += attribute("maxlength", pick(kValues));
    if (below(4) == 0) made += attribute("pattern", pick(kPatterns));
    return made;
  }
  std::string input() {
    std::string made = "<input" + named();
    made += below(10) != 0 ? attribute("type", pick(kTypes)) : maybe(" dirname=d");
    if (below(2) == 0) made += attribute("value", pick(kValues));
    return made + limits() + maybe(" checked", 4) + maybe(" multiple", 6) + maybe(" lv-value-v=3", 10) + '>';
  }
  std::string option() {
    return "<option" + (below(2) == 0 ? attribute("value", pick(kValues)) : std::string()) + maybe(" selected", 4) + maybe(" disabled", 5) +
           '>' + maybe(" o  p ") + std::string(pick(kValues));
  }
  std::string select() {
    std::string made = "<select" + named() + maybe(" multiple") + maybe(" size=3", 6) + '>';
    for (std::size_t i = below(5); i > 0; --i)
      made += below(5) == 0 ? "<optgroup" + maybe(" disabled") + '>' + option() + option() + "</optgroup>" : option();
    return made + "</select>";
  }
  std::string button() {
    static constexpr std::string_view kButtons[] = {"", " type=submit", " type=reset", " type=button", " type=none"};
    return "<button" + named() + std::string(pick(kButtons)) + (below(2) == 0 ? attribute("value", pick(kValues)) : std::string()) +
           "><i>b</i></button>";
  }
  std::string within(std::string_view tag, std::string_view attributes, std::size_t depth) {
    std::string made = '<' + std::string(tag) + std::string(attributes) + hiding() + '>';
    for (std::size_t i = below(3); i > 0; --i) made += part(depth);
    return made + "</" + std::string(tag) + '>';
  }
  std::string container(std::size_t depth) {
    switch (below(9)) {
      case 0:
      case 1:
        return "<fieldset" + maybe(" disabled", 2) + attribute("name", pick(kNames)) + '>' + maybe("x") +
               (below(2) == 0 ? within("legend", "", depth) : std::string()) + within("div", "", depth) +
               maybe(within("legend", "", depth)) + "</fieldset>";
      case 2:
        return within("label", below(2) == 0 ? attribute("for", std::string(1, static_cast<char>('p' + below(5)))) : "", depth);
      case 3:
        return "<details" + maybe(" open", 2) + '>' + within("summary", "", depth) + within("div", "", depth) + "</details>";
      case 4:
        return within("dialog", maybe(" open", 2), depth);
      case 5:
        return below(3) == 0 ? within("template", "", depth) : "<datalist" + id() + '>' + option() + option() + "</datalist>";
      case 6:
        return within("div", below(3) == 0 ? " tabindex=0" : " tabindex=x", depth);
      case 7:
        return within("a", below(2) == 0 ? " href=/x" : "", depth);
      default:
        return within("div", below(3) == 0 ? " style=content-visibility:hidden" : maybe(" inert", 2), depth);
    }
  }
  std::string part(std::size_t depth) {
    if (depth > 0 && below(3) == 0) return container(depth - 1);
    switch (below(9)) {
      case 0:
        return "<textarea" + named() + limits() + ">\n" + std::string(pick(kValues)) + maybe("\nx") + "</textarea>";
      case 1:
      case 2:
        return select();
      case 3:
        return button();
      case 4:
        return below(4) == 0 ? "<output" + named() + ">o</output>" : input();
      default:
        return input();
    }
  }

  std::mt19937_64 random_;
};

}  // namespace golive::test

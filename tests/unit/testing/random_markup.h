#pragma once
// Markup from a seed that nests as no author would: tags that the tree rules treat differently, in any order, and pieces of syntax.
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace golive::test {

class RandomMarkup {
 public:
  explicit RandomMarkup(std::uint64_t seed) : random_(seed) {}

  std::string text() {
    std::string made;
    const std::size_t theme = below(std::size(kThemes) + 2);
    for (std::size_t i = 1 + below(14); i > 0; --i) {
      const std::string_view names = theme < std::size(kThemes) && below(4) != 0 ? kThemes[theme] : kThemes[below(std::size(kThemes))];
      switch (below(10)) {
        case 0:
        case 1:
        case 2:
        case 3:
        case 4:
          made += '<' + word(names) + attributes() + (below(12) == 0 ? "/>" : ">");
          break;
        case 5:
        case 6:
          made += "</" + word(names) + '>';
          break;
        case 7:
          made += pick(kTexts);
          break;
        case 8:
          made += below(3) == 0 ? pick(kSyntax) : pick(kTexts);
          break;
        default:
          made += below(4) == 0 ? pick(kSyntax) : "x";
          break;
      }
    }
    return made;
  }
  // "" for a document.
  std::string context() { return below(2) == 0 ? std::string() : std::string(pick(kContexts)); }
  std::size_t below(std::size_t limit) { return random_() % limit; }

 private:
  static constexpr std::string_view kThemes[] = {
      "b i a nobr em font code p div span u strong",
      "table tbody thead tfoot tr td th caption colgroup col div input form b p",
      "table tr td select template script style p",
      "select option optgroup hr input button textarea div keygen select b",
      "svg math mi mo mtext annotation-xml foreignObject desc title path mglyph malignmark p font table",
      "p div ul ol li dl dd dt h1 h2 h6 pre address section button form",
      "html head body title meta link base template frameset frame noframes noscript script style br p",
      "ruby rb rt rtc rp span p image img hr br marquee object applet listing wbr main dialog",
      "template table tr td col div template script svg",
      "textarea title iframe xmp noembed style script plaintext foo my-widget linearGradient foo:bar"};
  static constexpr std::string_view kTexts[] = {
      "a",        " ", "\n", "a b", "  x ", "&amp;",    "&lt",      "&notit;",          "&noti", "&#x80;", "&#0;",
      "&#xD800;", "&", "&;", "&#",  "&#x",  "&Alpha;b", "\xC3\xA9", "\xF0\x9F\x98\x80", "1<2",   "\r\n",   "\f"};
  static constexpr std::string_view kSyntax[] = {"<!--",
                                                 "-->",
                                                 "--!>",
                                                 "<!-->",
                                                 "<!--->",
                                                 "<!doctype html>",
                                                 "<!DOCTYPE>",
                                                 "<!DOCTYPE x PUBLIC \"a\">",
                                                 "<![CDATA[",
                                                 "]]>",
                                                 "<!",
                                                 "</",
                                                 "</>",
                                                 "<",
                                                 ">",
                                                 "<a ",
                                                 "<p =x>",
                                                 "<p a=1 a=2 A=3>",
                                                 "<div a='",
                                                 "\"",
                                                 "'>",
                                                 "<x/y/z=&lt>",
                                                 "</p a=b>",
                                                 "<br/>",
                                                 "<p\nb\n=\nc>",
                                                 "<i a=\"&amp;&ampx&amp=1\">",
                                                 "</ x>",
                                                 "<!x>",
                                                 "<b",
                                                 "<!---",
                                                 "--",
                                                 "<!--a--b-->",
                                                 std::string_view("\0", 1),
                                                 std::string_view("<p \0=\0>", 7)};
  static constexpr std::string_view kContexts[] = {"body",     "div",
                                                   "p",        "table",
                                                   "tbody",    "tr",
                                                   "td",       "select",
                                                   "template", "caption",
                                                   "colgroup", "head",
                                                   "html",     "form",
                                                   "button",   "textarea",
                                                   "title",    "style",
                                                   "script",   "svg svg",
                                                   "svg path", "svg foreignObject",
                                                   "svg desc", "math math",
                                                   "math mi",  "math annotation-xml",
                                                   "option",   "frameset",
                                                   "a",        "li",
                                                   "noscript"};

  template <class List>
  std::string_view pick(const List& list) {
    return list[below(std::size(list))];
  }
  std::string word(std::string_view words) {
    std::size_t count = 1;
    for (const char c : words) count += c == ' ';
    for (std::size_t i = below(count); i > 0; --i) words.remove_prefix(words.find(' ') + 1);
    return std::string(words.substr(0, words.find(' ')));
  }
  std::string attributes() {
    static constexpr std::string_view kAttributes[] = {" a",
                                                       " id=1",
                                                       " class='a b'",
                                                       " type=hidden",
                                                       " type=text",
                                                       " color=red",
                                                       " encoding=text/html",
                                                       " viewbox=0",
                                                       " definitionurl=x",
                                                       " xlink:href=y",
                                                       " A=B",
                                                       " selected",
                                                       " xml:lang=en"};
    std::string made;
    for (std::size_t i = below(5) == 0 ? 1 + below(2) : 0; i > 0; --i) made += pick(kAttributes);
    return made;
  }

  std::mt19937_64 random_;
};

}  // namespace golive::test

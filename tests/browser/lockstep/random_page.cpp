#include "browser/lockstep/random_page.h"

#include <set>
#include <vector>

#include "testing/choice.h"
#include "testing/control_markup.h"
#include "testing/document_editor.h"
#include "testing/page_check.h"
#include "testing/parse.h"
#include "unit/testing/random_form.h"

namespace golive::test {
namespace {

using namespace testing;

constexpr std::string_view kKeys[] = {"Enter", "Space", "a Escape", "Enter a", "ArrowDown"};
constexpr std::string_view kDebounces[] = {"100000", "100000", "blur"};
constexpr std::string_view kLinks[] = {"#", "", "#there", "/elsewhere", "/elsewhere"};

// Whether it may have text beside what is in it.
bool takes_text(Node element) {
  static constexpr std::string_view kNames[] = {"label", "a", "div", "fieldset", "legend", "summary", "dialog", "form"};
  for (const std::string_view name : kNames)
    if (is_named(element, name)) return true;
  return false;
}

class Decorator {
 public:
  Decorator(Document& page, std::uint64_t seed, Pages pages)
      : page_(page), editor_(page), choice_(seed), is_written_(pages == Pages::written) {}

  void decorate() {
    std::vector<Node> all;
    for (Node node = page_.root(); node; node = node.after(page_.root()))
      if (node.is_element()) all.push_back(node);
    for (const Node element : all) decorate(element);
  }

 private:
  void set(Node element, std::string_view name, std::string_view value) { editor_.set_attribute(element, name, value); }
  void number(Node element) { set(element, "data-n", std::to_string(++newest_)); }
  void bind(Node element, std::string_view event, std::size_t one_in) {
    if (choice_.one_in(one_in)) set(element, event, std::string(event.substr(3)) + std::to_string(newest_));
  }

  void decorate(Node element) {
    number(element);
    if (const auto id = element.attribute("id"); id && !ids_.insert(std::string(*id)).second) editor_.remove_attribute(element, "id");
    if (!is_named(element, "i")) bind(element, "lv-click", 4);  // in a button: a click on the button would be one on it
    bind(element, "lv-keydown", 6);
    bind(element, "lv-keyup", 8);
    bind(element, "lv-focus", 7);
    bind(element, "lv-blur", 7);
    if (choice_.one_in(8)) set(element, "lv-key", choice_.of(kKeys));
    if (choice_.one_in(25)) set(element, "lv-confirm", "Sure?");
    if (choice_.one_in(25)) set(element, "lv-throttle", "100000");
    if (choice_.one_in(20)) set(element, "lv-value-k", std::to_string(newest_));
    if (is_control(element)) edits(element, 3);
    if (element.is_html(Tag::form)) form(element);
    if (is_named(element, "a") && element.attribute("href")) set(element, "href", choice_.of(kLinks));
    if (takes_text(element)) add_text(element);
    if (is_written_) add_writes(element);
  }

  void write(Node element, std::string_view name, std::size_t one_in) {
    if (!choice_.one_in(one_in)) return;
    const std::string_view known = element.attribute("data-w").value_or("");
    set(element, "data-w", known.empty() ? std::string(name) : std::string(known) + ' ' + std::string(name));
  }

  // What the server writes to.
  void add_writes(Node element) {
    if (element.is_html(Tag::form)) write(element, "novalidate", 4);
    if (is_one_of(element.tag(), Tag::details, Tag::dialog)) write(element, "open", 6);
    if (element.is_html(Tag::input) || element.is_html(Tag::button)) write(element, "value", 2);
    if (can_be_ticked(element)) write(element, "checked", 2);
    if (element.is_html(Tag::option)) write(element, "selected", 2), write(element, "value", 5);
    if (is_listed(element) || element.is_html(Tag::option)) write(element, "disabled", 8);
    if (is_control(element)) {
      for (const std::string_view name : {"readonly", "required", "name", "min", "max", "step", "maxlength", "lv-debounce"})
        write(element, name, 16);
      if (is_text_field(element) && !is_input(element, InputType::number) && element.attribute("type")) write(element, "type", 10);
      if (element.is_html(Tag::select)) write(element, "multiple", 12);
    }
    write(element, "hidden", 25);
    write(element, "inert", 40);
    if (element.is_html(Tag::textarea)) write(element, ".text", 2);
    if (element.is_html(Tag::option)) write(element, ".text", 6);
  }

  void edits(Node element, std::size_t one_in) {
    bind(element, "lv-input", one_in);
    bind(element, "lv-change", one_in);
    if (choice_.one_in(8)) set(element, "lv-debounce", choice_.of(kDebounces));
  }

  void form(Node element) {
    edits(element, 2);
    if (!choice_.one_in(4)) bind(element, "lv-submit", 1);
    if (choice_.one_in(3)) set(element, "novalidate", "");
    if (choice_.one_in(6)) set(element, "method", choice_.one_in(2) ? "dialog" : "post");
  }

  // Something to see and to click on.
  void add_text(Node element) {
    const Node span = editor_.copy(span_.root().first_child());
    editor_.insert(span, element, element.first_child());
    number(span);
    editor_.set_content(span, "t" + std::to_string(newest_));
    if (is_written_) write(span, ".text", 3);
  }

  Document& page_;
  DocumentEditor editor_;
  Choice choice_;
  Document span_ = parse_fragment("<span></span>");
  std::set<std::string> ids_;
  int newest_ = 0;
  const bool is_written_;
};

// Chromium writes the 1e2 of a slider as 1e+2.
std::string without_exponents(std::string text) {
  for (std::size_t at = 0; (at = text.find("1e2", at)) != std::string::npos;) text.replace(at, 3, "120");
  return text;
}

// "" if it would be another tree when read again.
std::string written(const Document& page) {
  std::string markup = page.root().inner_html();
  const Document again = parse_fragment(markup, "div");
  return wrong_nesting(again) || again.root().inner_html() != markup ? std::string() : markup;
}

}  // namespace

std::string random_page(std::uint64_t seed, Pages pages) {
  for (RandomForm random(seed);;) {
    Document page = parse_fragment(without_exponents(random.page()), "div");
    Decorator(page, seed, pages).decorate();
    if (std::string markup = written(page); !markup.empty()) return markup;
  }
}

std::string without_element(std::string_view page, std::string_view number) {
  Document document = parse_fragment(page, "div");
  for (Node node = document.root(); node; node = node.after(document.root())) {
    if (!node.is_element() || node.attribute("data-n") != number) continue;
    DocumentEditor(document).remove(node);
    return written(document);
  }
  return {};
}

}  // namespace golive::test

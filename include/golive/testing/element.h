#pragma once
// One element of a page under test, looked for anew whenever it is used: it may come later, or be replaced.
//
//     const auto add = page.element("form.new button", "Add");
//     EXPECT_TRUE(add.enabled());
//     page.fill("input", "milk");
//     add.click();
//
// A selector is CSS: types, #id, .class, [attribute] in all forms, descendants, > + ~, lists, :nth-child() and its kind, :not(), :is(),
// and :has-text("words"). `text` chooses among those it matches: the one whose visible text, label or aria-label equals it, else contains
// it. Everything but count() and exists() fails unless exactly one element is left.
#include <cstddef>
#include <memory>
#include <optional>
#include <source_location>
#include <string>
#include <string_view>
#include <vector>

#include "golive/detail/api.h"
#include "golive/detail/json_write.h"

namespace golive::testing {

class PageDriver;

using Place = std::source_location;

// How an element is found: one part after the other, each within what the one before found.
struct Locator {
  struct Part {
    std::string selector;
    std::string text = {};
    std::optional<std::size_t> index = {};
  };
  std::vector<Part> parts;
};

class GOLIVE_API Element {
 public:
  // Within this one.
  Element element(std::string_view selector, std::string_view text = {}) const;
  // The i-th of those that match, from 0.
  Element nth(std::size_t i) const;

  // What a person does: docs/testing.md says what each of them needs, sends and changes.
  const Element& click(const Place& at = Place::current()) const;
  const Element& fill(std::string_view value, const Place& at = Place::current()) const;
  const Element& input(std::string_view value, const Place& at = Place::current()) const;
  const Element& change(std::string_view value, const Place& at = Place::current()) const;
  const Element& submit(const Place& at = Place::current()) const;
  const Element& key(std::string_view key, const Place& at = Place::current()) const;
  const Element& focus(const Place& at = Place::current()) const;
  const Element& blur(const Place& at = Place::current()) const;
  // What code of the page does in a hook of this element: this.pushEvent(event, payload). Returns what the handler returned, as JSON.
  template <class T>
  std::string hook(std::string_view event, const T& payload, const Place& at = Place::current()) const {
    std::string json;
    detail::write_json(json, payload);
    return hook_json(event, json, at);
  }
  std::string hook(std::string_view event, const Place& at = Place::current()) const { return hook_json(event, "null", at); }

  // What a reader sees of it, white space as one space.
  std::string text(const Place& at = Place::current()) const;
  // Its content as markup, without the framework's marks.
  std::string html(const Place& at = Place::current()) const;
  // What a control holds now; of several chosen options the first.
  std::string value(const Place& at = Place::current()) const;
  std::optional<std::string> attr(std::string_view name, const Place& at = Place::current()) const;
  bool has_class(std::string_view name, const Place& at = Place::current()) const;
  bool enabled(const Place& at = Place::current()) const;
  bool checked(const Place& at = Place::current()) const;
  bool focused(const Place& at = Place::current()) const;
  // As far as markup tells: neither hidden nor in something closed. In a browser: something of it is rendered, and can be scrolled to.
  bool visible(const Place& at = Place::current()) const;

  bool exists(const Place& at = Place::current()) const;
  std::size_t count(const Place& at = Place::current()) const;

 private:
  friend class Page;
  Element(std::shared_ptr<PageDriver> driver, Locator locator);
  std::string hook_json(std::string_view event, std::string_view json, const Place& at) const;

  std::shared_ptr<PageDriver> driver_;
  Locator locator_;
};

}  // namespace golive::testing

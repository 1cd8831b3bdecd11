#include "golive/testing/failure.h"
#include "golive/testing/render.h"
#include "testing/excerpt.h"
#include "testing/locate.h"
#include "testing/page_check.h"
#include "testing/parse.h"
#include "testing/step.h"
#include "testing/visible_text.h"

namespace golive::testing {
namespace {

Locator locator_of(std::string_view selector) { return {{{.selector = std::string(selector)}}}; }

template <class Read>
auto ask(const Document& document, std::string_view question, std::string_view selector, const Place& at, Read&& read) {
  return in_step(question, '"' + std::string(selector) + '"', at, [&] { return read(find_one(document, locator_of(selector))); });
}

}  // namespace

struct Fragment::Parsed {
  Document document;
};

Fragment::Fragment(std::string_view markup, const Place& at) : parsed_(std::make_shared<const Parsed>(Parsed{parse_fragment(markup)})) {
  in_step("render", "", at, [&] {
    if (const auto wrong = wrong_nesting(parsed_->document)) throw Failure(*wrong);
  });
}

std::string Fragment::text() const { return visible_text(parsed_->document.root()); }
std::string Fragment::html() const { return shown_html(parsed_->document.root()); }

std::string Fragment::text(std::string_view selector, const Place& at) const {
  return ask(parsed_->document, "text", selector, at, [](Node element) { return visible_text(element); });
}

std::string Fragment::html(std::string_view selector, const Place& at) const {
  return ask(parsed_->document, "html", selector, at, [](Node element) { return shown_html(element); });
}

std::optional<std::string> Fragment::attr(std::string_view selector, std::string_view name, const Place& at) const {
  return ask(parsed_->document, "attr", selector, at, [&](Node element) -> std::optional<std::string> {
    const auto value = element.attribute(name);
    return value ? std::optional(std::string(*value)) : std::nullopt;
  });
}

std::size_t Fragment::count(std::string_view selector, const Place& at) const {
  return in_step("count", '"' + std::string(selector) + '"', at, [&] { return find_all(parsed_->document, locator_of(selector)).size(); });
}

}  // namespace golive::testing

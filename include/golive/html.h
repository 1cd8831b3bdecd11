#pragma once
// Templates: HTML(literal, values...) checked by the compiler.
//
//     Html greeting(std::string_view name, int unread) {
//       return HTML(R"(<p class="hello">Hello {name}, {unread} new</p>)", name, unread);
//     }
//
// {} or {label} is a hole, filled in order; a label must spell its argument, or be given by arg("label", value). {{ and }} are braces.
// What a hole takes depends on where it stands:
//   text             text, numbers, bool, enums (their names), optionals of these, Html
//   attribute        the same without Html; bool is "true" or "false"; an empty optional leaves the attribute out
//   disabled={x}     bool, for the attributes HTML calls boolean
//   href, src ...    as attribute; a scheme other than http https mailto tel sms becomes about:invalid
//   style            as attribute; what could load or run something becomes empty
//   lv-click={x}     on<&C::method>(...)
//   <input {attrs}>  Attrs
// What the browser's parser would rebuild (a div in a p, a tr straight in a table, a missing end tag) does not compile; the error reads
//   template_error<"message and what to write instead", line, column>     both counted inside the literal, from 1
// White space is collapsed to one space except in pre, textarea and attribute values; comments are dropped. A template whose first
// element only SVG or MathML has belongs into an svg or math element; SVG(literal, values...) says so where the element does not.
// Text is never markup: it is escaped for its place, and bytes that are not UTF-8 become U+FFFD.
//
// A function that returns Html is a component; an Html parameter is its slot:
//     Html card(std::string_view title, Html body) { return HTML(R"(<section><h2>{title}</h2>{body}</section>)", title, body); }
//
// Values are copied when HTML runs: temporaries are safe. Html itself lives until the render ends. See golive/each.h for lists,
// conditions and skipping, golive/attrs.h for attribute sets, golive/render_scope.h for unit tests.
// Sources: HTML Standard, sections 13.2 (parsing) and 13.3 (serialising); URL Standard, section 4.4.
#include <string_view>

#include "golive/attrs.h"
#include "golive/detail/api.h"
#include "golive/detail/attrs_set.h"
#include "golive/detail/hole.h"
#include "golive/detail/html_handle.h"
#include "golive/detail/html_macro.h"
#include "golive/each.h"
#include "golive/render_scope.h"

namespace golive {

// Markup the caller vouches for: made by a sanitizer, a Markdown renderer, or by hand. The name is meant to stand out in a review.
struct TrustedHtml {
  explicit TrustedHtml(std::string_view trusted) : markup(trusted) {}
  std::string_view markup;  // read by raw(), not kept
};

// The markup as it is, not checked and not escaped. Costs more than a template: when it changes, all of it is sent and parsed.
GOLIVE_API Html raw(TrustedHtml html);

// An element whose name is chosen at run time: tag(level == 1 ? "h1" : "h2", Attrs().set("id", id), title).
// Takes HTML's elements in lower case and names with a dash (custom elements), but never script, style, iframe, object and what else loads
// or runs something. Throws Error GL0108 for other names, GL0109 for content in an element that has none (br, img, input ...).
GOLIVE_API Html tag(std::string_view name, const Attrs& attrs = {}, Html content = {});

}  // namespace golive

#include "golive/detail/html_handle.h"

#include "golive/detail/shared_part.h"
#include "golive/error.h"
#include "golive/html.h"
#include "golive/shared.h"
#include "html/markup_writer.h"

namespace golive {

namespace detail {

void throw_stale_html() { throw Error::of(render_state.generation == 0 ? "GL0101" : "GL0102"); }

Html to_html(const Value& value) {
  switch (value.kind) {
    case ValueKind::nothing:
      return {};
    case ValueKind::instance:
      return to_html(value.instance);
    case ValueKind::list:
      return to_html(value.list);
    case ValueKind::kept:
      return to_html(value.kept);
    default:
      break;
  }
  auto* stored = static_cast<Value*>(render_state.arena->allocate(sizeof(Value)));
  *stored = value;
  return HtmlAccess::make(stored, HtmlAccess::kValue);
}

const Instance& root_instance(Html html) {
  const Value value = value_of(html);
  return value.kind == ValueKind::instance ? *value.instance : *value_of(GOLIVE_HTML("{}", html)).instance;
}

const Instance* row_instance(Html html) { return html.empty() ? nullptr : &root_instance(html); }

Html shared_part(const SharedAsk& ask, SharedRender render, void* context) {
  if (render_state.shared == nullptr) return render(context);
  Value value;
  value.shared = &render_state.shared->find(ask, render, context);
  value.kind = ValueKind::shared;
  return to_html(value);
}

Html text_node(const Value& text) {
  const Html html = GOLIVE_HTML("{}", std::string_view());
  auto* instance = const_cast<Instance*>(value_of(html).instance);  // made just now
  instance->values()[0] = text;
  return html;
}

}  // namespace detail

std::atomic<std::uint64_t>& Version::next() noexcept {
  static constinit std::atomic<std::uint64_t> next{1};
  return next;
}

std::string to_string(Html html) {
  std::string markup;
  append_markup(markup, detail::value_of(html));
  return markup;
}

Html raw(TrustedHtml html) {
  detail::TextWriter writer;
  writer.append_repaired(html.markup);
  return detail::to_html(writer.finish(detail::ValueKind::raw));
}

}  // namespace golive

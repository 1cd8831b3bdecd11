#include "app/document.h"

#include <algorithm>
#include <utility>

#include "app/assets.h"
#include "golive/error.h"
#include "golive/render_scope.h"
#include "html/escape.h"

namespace golive {
namespace {

// Where the view goes while the layout is rendered. No template can write it: the name of the element is none.
constexpr std::string_view kPlace = "<golive:view>";

const Asset& client_script() {
  const auto all = assets();
  return *std::ranges::find(all, "golive.js", &Asset::name);
}

struct Rendered {
  std::string lang = "en";
  std::string title = {};
  std::string head = {};
  std::string before = {};
  std::string after = {};
};

Document document_of(const DocumentSource& source, const Rendered& layout) {
  Document document;
  std::string& head = document.head;
  head = "<!doctype html>\n<html lang=\"";
  append_escaped_attribute(head, layout.lang);
  head += "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>";
  append_escaped_text(head, layout.title);
  head += "</title>";
  head += layout.head;
  // Without one browsers ask for /favicon.ico.
  if (layout.head.find("rel=\"icon\"") == std::string::npos) head += "<link rel=\"icon\" href=\"data:,\">";
  if (!source.style_path.empty()) head.append("<link rel=\"stylesheet\" href=\"").append(source.style_path).append("\">");
  head.append("<script src=\"").append(client_script().path).append("\" defer></script></head><body>");
  head += layout.before;
  head += "<div data-live-view=\"";
  append_escaped_attribute(head, source.view_name);
  head += "\" id=\"";
  document.tail = "</div>" + layout.after + "</body></html>\n";
  return document;
}

}  // namespace

Document make_document(const DocumentSource& source) { return document_of(source, {.lang = "en", .title = source.title}); }

Document make_document(const DocumentSource& source, const LayoutHandler& layout, const Request* request, std::string_view nonce) {
  const RenderScope scope;
  const PageInfo page{.title = source.title, .path = source.path, .nonce = nonce, .view = raw(TrustedHtml(kPlace))};
  Layout made = layout(page, request);
  Rendered rendered{.lang = std::move(made.lang), .title = std::move(made.title)};
  if (rendered.title.empty()) rendered.title = source.title;
  if (!made.head.empty()) rendered.head = to_string(made.head);
  if (!made.body.empty()) {
    const std::string body = to_string(made.body);
    const std::size_t place = body.find(kPlace);
    if (place == std::string::npos || body.find(kPlace, place + 1) != std::string::npos) throw Error::of("GL0528", {source.path});
    rendered.before = body.substr(0, place);
    rendered.after = body.substr(place + kPlace.size());
  }
  return document_of(source, rendered);
}

}  // namespace golive

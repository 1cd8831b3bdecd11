#include "app/failure_page.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "base/random.h"
#include "golive/request_id.h"
#include "html/escape.h"

namespace golive {
namespace {

constexpr std::string_view kStyle =
    "body{margin:0;background:#faf9f7;color:#222;font:16px/1.5 system-ui,sans-serif}"
    "main{max-width:54rem;margin:2rem auto;padding:0 1rem}"
    "h1{font-size:1.25rem;color:#b00020;overflow-wrap:anywhere}"
    "h2{font-size:1rem;margin-top:2rem}"
    "pre{padding:1rem;background:#fff;border-left:4px solid #b00020;white-space:pre-wrap;overflow-wrap:anywhere}"
    "th{padding-right:2rem;text-align:left;font-weight:normal;color:#666;vertical-align:top}"
    "td,code{font-family:ui-monospace,monospace;overflow-wrap:anywhere}"
    "footer{margin-top:2rem;color:#666}"
    "@media(prefers-color-scheme:dark){body{background:#1b1b1d;color:#e6e6e6}pre{background:#111}h1{color:#ff6b7a}"
    "th,footer{color:#999}}";

// Where the code is that a callback, or a stage of a request, has called.
struct Place {
  std::string_view callback;
  std::string_view advice;
};
constexpr std::string_view kNoMistake =
    "What is no mistake of the program, a thing that is not there or a visitor who may not see it, is HttpError{404} or HttpError{403}.";
constexpr Place kPlaces[] = {
    {"render", "What the templates are given, and the calls in their arguments. It runs again after each event."},
    {"route", "The handler that the app has for this method and path."},
    {"middleware", "The middleware of the app, then of each group that contains the path, from the outside in."},
    {"middleware, on the way back", "The middleware of each group that contains the path, from the inside out, then of the app."},
    {"layout", "The layout of the route, of its group or of the app."},
    {"error page", "The handlers given to not_found() and on_error(). What they were called for is the line before in the log."},
};

void add_row(std::string& page, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  page.append("<tr><th>").append(name).append("<td>");
  append_escaped_text(page, value);
}

void add_facts(std::string& page, const Failure& failure, const Request& request) {
  const RequestId* const id = request.find<RequestId>();
  page += "<table><tbody>";
  add_row(page, "component", failure.component);
  add_row(page, failure.component.empty() ? "stage" : "callback", failure.callback);
  add_row(page, "request", std::string(request.method).append(" ").append(request.path));
  add_row(page, "view", failure.view);
  add_row(page, "request id", id == nullptr ? std::string_view() : id->text);
  page += "</table>";
}

void add_advice(std::string& page, const Failure& failure, bool has_id) {
  page += "<h2>Where to look</h2><ul>";
  if (!failure.component.empty()) {
    page += "<li><code>";
    append_escaped_text(page, failure.component);
    page.append("::").append(failure.callback).append("</code>");
  }
  const auto* const place = std::ranges::find(kPlaces, failure.callback, &Place::callback);
  if (place != std::end(kPlaces)) page.append("<li>").append(place->advice);
  if (failure.callback == "route" || failure.callback == "mount" || failure.callback == "handle_params")
    page.append("<li>").append(kNoMistake);
  if (failure.what.starts_with("GL0")) {
    page += "<li>What the id means: docs/errors.md, <code>";
    append_escaped_text(page, std::string_view(failure.what).substr(0, 6));
    page += "</code>";
  }
  page.append("<li>The log: line <code>").append(failure.component.empty() ? "GL0523" : "GL0411").append("</code>, and what your own ");
  page += has_id ? "code logged for the same request id." : "code logged before. With app.use(request_id()) all of it has one id.";
  page += "<li>A debugger: <code>catch throw</code> in gdb stops where it is thrown.</ul>";
}

}  // namespace

Response failure_page(const Failure& failure, const Request& request) {
  const std::string nonce = random_hex();
  std::string page = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>500 ";
  append_escaped_text(page, failure.type);
  page.append("</title><link rel=\"icon\" href=\"data:,\"><style nonce=\"").append(nonce).append("\">").append(kStyle);
  page += "</style></head><body><main><h1>";
  append_escaped_text(page, failure.type);
  page += "</h1><pre>";
  append_escaped_text(page, failure.what);
  page += "</pre>";
  add_facts(page, failure, request);
  add_advice(page, failure, request.find<RequestId>() != nullptr);
  page +=
      "<footer>Shown because Config::development is on. In production visitors read 500 Internal Server Error, or what on_error() makes "
      "of it.</footer></main></body></html>\n";
  return {.status = 500,
          .body = std::move(page),
          .headers = {{"Content-Type", "text/html; charset=utf-8"},
                      {"Cache-Control", "no-store"},
                      {"Content-Security-Policy", "default-src 'none'; img-src data:; style-src 'nonce-" + nonce +
                                                      "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
                      {"Referrer-Policy", "no-referrer"},
                      {"X-Content-Type-Options", "nosniff"}}};
}

}  // namespace golive

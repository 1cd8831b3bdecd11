#include "app/site.h"

#include <algorithm>
#include <utility>

#include "app/assets.h"
#include "base/hash.h"
#include "golive/error.h"

namespace golive {
namespace {

// The part of a URL that changes with the content: 16 hexadecimal digits.
std::string fingerprint(std::string_view content) {
  constexpr std::uint64_t kKey = 0x676f6c6976656b74;
  constexpr std::string_view kDigits = "0123456789abcdef";
  const std::uint64_t hash = hash_bytes(kKey, content);
  std::string text;
  for (int shift = 60; shift >= 0; shift -= 4) text += kDigits[hash >> shift & 15];
  return text;
}

}  // namespace

Site::Site() {
  for (const Asset& asset : assets()) files_.add({asset.path, asset.content_type, asset.bytes, asset.gzip});
}

void Site::add_route(router::Scope& scope, router::RouteKind kind, std::string_view path, std::size_t index) {
  const std::string whole = scope.path_of(path);
  if (auto added = router_.add(kind, whole, index, &scope); !added) throw Error("GL0501", added.error(), whole);
}

void Site::add_live(router::Scope& scope, std::string_view path, const detail::ComponentType& type, detail::ComponentFactory factory,
                    RouteOptions options) {
  const std::size_t index = live_routes_.size();
  add_route(scope, router::RouteKind::live, path, index);
  live_routes_.push_back({.index = static_cast<std::uint32_t>(index),
                          .pattern = scope.path_of(path),
                          .type = &type,
                          .factory = std::move(factory),
                          .blocking = options.blocking,
                          .time_budget = options.time_budget,
                          .accepts = options.accepts,
                          .page_head = {}});
  page_sources_.push_back(
      {.scope = &scope,
       .layout = std::move(options.layout),
       .sealed_events = options.sealed_events,
       .document = {.title = options.title.empty() ? std::string(type.name) : std::move(options.title),
                    .path = live_routes_.back().pattern,
                    .style_path = options.css.empty() ? std::string() : std::string(add_style_sheet(std::move(options.css))),
                    .view_name = std::string(type.name)}});
}

void Site::add_plain(router::Scope& scope, router::RouteKind kind, std::string_view path, RequestHandler handler) {
  add_route(scope, kind, path, handlers_.size());
  handlers_.push_back(std::move(handler));
}

void Site::add_files(router::Scope& scope, std::string_view path, const std::string& directory, FilesOptions options) {
  std::string whole = scope.path_of(path);
  if (!whole.starts_with('/') || whole.find_first_of("{}?#%") != std::string::npos) throw Error::of("GL0511", {whole, "the path is none"});
  auto opened = http::Directory::open(directory, std::move(options));
  if (!opened) throw Error::of("GL0511", {whole, opened.error()});
  if (!whole.ends_with('/')) whole += '/';
  const auto place = std::ranges::find_if(directories_, [&](const Mounted& other) { return other.path.size() < whole.size(); });
  directories_.insert(place, {std::move(whole), std::move(*opened), &scope});
}

std::optional<Site::Found> Site::directory_file(const http::Request& request) const {
  for (const Mounted& mounted : directories_) {
    const std::string_view path = request.raw_path;
    const bool itself = path == std::string_view(mounted.path).substr(0, mounted.path.size() - 1);
    if (!itself && !path.starts_with(mounted.path)) continue;
    http::Response response = mounted.directory.respond(request, itself ? std::string_view() : path.substr(mounted.path.size()));
    if (response.status() != 404) return Found{std::move(response), *mounted.scope};
  }
  return std::nullopt;
}

std::string_view Site::add_style_sheet(std::string css) {
  std::string path = "/_golive/" + fingerprint(css) + ".css";
  const auto known = std::ranges::find(style_sheets_, path, &StyleSheet::path);
  if (known != style_sheets_.end()) return known->path;
  const StyleSheet& sheet = style_sheets_.emplace_back(std::move(path), std::move(css));
  files_.add({sheet.path, "text/css; charset=utf-8", sheet.css, {}});
  return sheet.path;
}

namespace {

// A name carries no tag: there its handle_event would never be called, and nobody would know why.
void require_bindings(const live::LiveRoute& route) {
  if (route.sealed_events && route.type->handle_event != nullptr) throw Error::of("GL0308", {route.type->type_name}, route.pattern);
}

}  // namespace

void Site::prepare(bool sealed_events) {
  for (std::size_t i = 0; i < live_routes_.size(); ++i) {
    const PageSource& source = page_sources_[i];
    live_routes_[i].sealed_events = source.sealed_events.value_or(sealed_events);
    require_bindings(live_routes_[i]);
    const LayoutHandler* const layout = layout_of(source);
    if (layout != nullptr && layout->per_request()) continue;
    Document document = layout == nullptr ? make_document(source.document) : make_document(source.document, *layout, nullptr, {});
    live_routes_[i].page_head = std::move(document.head);
    live_routes_[i].page_tail = std::move(document.tail);
  }
}

const LayoutHandler* Site::layout_of(const PageSource& source) const {
  if (source.layout) return &*source.layout;
  const auto line = source.scope->line();
  for (auto scope = line.rbegin(); scope != line.rend(); ++scope) {
    if ((*scope)->layout()) return &*(*scope)->layout();
  }
  return nullptr;
}

Document Site::document_for(const live::LiveRoute& route, const Request& request, std::string_view nonce) const {
  const PageSource& source = page_sources_[route.index];
  return make_document(source.document, *layout_of(source), &request, nonce);
}

bool Site::has_page(std::string_view raw_path) const {
  const router::Match found = match("GET", raw_path);
  return found.outcome == router::Outcome::found && found.route->kind == router::RouteKind::live;
}

std::string_view Site::page_of_socket(std::string_view raw_path) const {
  constexpr std::string_view kAppended = "/websocket";
  if (!raw_path.ends_with(kAppended) || has_page(raw_path)) return raw_path;
  const std::string_view page = raw_path.substr(0, raw_path.size() - kAppended.size());
  return page.empty() ? std::string_view("/") : page;
}

void add_path_params(const router::Match& match, Params& params) {
  for (const router::PathParam& parameter : match.params) params.set(parameter.name, parameter.value);
}

}  // namespace golive

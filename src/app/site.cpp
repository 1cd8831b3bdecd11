#include "app/site.h"

#include <algorithm>
#include <utility>

#include "app/assets.h"
#include "base/hash.h"
#include "golive/error.h"
#include "html/escape.h"

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

const Asset& client_script() {
  const auto all = assets();
  return *std::ranges::find(all, "golive.js", &Asset::name);
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
  live_routes_.back().page_head = page_head(live_routes_.back(), options);
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

std::string Site::page_head(const live::LiveRoute& route, const RouteOptions& options) {
  const std::string_view title = options.title.empty() ? route.type->name : std::string_view(options.title);
  std::string head =
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width,initial-scale=1\"><title>";
  append_escaped_text(head, title);
  head += "</title><link rel=\"icon\" href=\"data:,\">";
  if (!options.css.empty()) {
    head += "<link rel=\"stylesheet\" href=\"";
    head += add_style_sheet(options.css);
    head += "\">";
  }
  head += "<script src=\"";
  head += client_script().path;
  head += "\" defer></script></head><body><div data-live-view=\"";
  append_escaped_attribute(head, route.type->name);
  head += "\" id=\"";
  return head;
}

bool Site::has_page(std::string_view raw_path) const {
  const router::Match found = match("GET", raw_path);
  return found.outcome == router::Outcome::found && found.route->kind == router::RouteKind::live;
}

void add_path_params(const router::Match& match, Params& params) {
  for (const router::PathParam& parameter : match.params) params.set(parameter.name, parameter.value);
}

}  // namespace golive

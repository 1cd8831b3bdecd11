#include "http/content_type.h"

#include <algorithm>
#include <iterator>

#include "http/request.h"

namespace golive::http {
namespace {

struct Type {
  std::string_view extension;
  std::string_view name;
};

// What sites are made of (https://www.iana.org/assignments/media-types). Sorted.
constexpr Type kTypes[] = {
    {"avif", "image/avif"},
    {"bin", "application/octet-stream"},
    {"bmp", "image/bmp"},
    {"css", "text/css; charset=utf-8"},
    {"csv", "text/csv; charset=utf-8"},
    {"gif", "image/gif"},
    {"gz", "application/gzip"},
    {"htm", "text/html; charset=utf-8"},
    {"html", "text/html; charset=utf-8"},
    {"ico", "image/vnd.microsoft.icon"},
    {"ics", "text/calendar; charset=utf-8"},
    {"jpeg", "image/jpeg"},
    {"jpg", "image/jpeg"},
    {"js", "text/javascript; charset=utf-8"},
    {"json", "application/json"},
    {"jsonld", "application/ld+json"},
    {"m4a", "audio/mp4"},
    {"map", "application/json"},
    {"md", "text/markdown; charset=utf-8"},
    {"mjs", "text/javascript; charset=utf-8"},
    {"mp3", "audio/mpeg"},
    {"mp4", "video/mp4"},
    {"oga", "audio/ogg"},
    {"ogg", "audio/ogg"},
    {"ogv", "video/ogg"},
    {"otf", "font/otf"},
    {"pdf", "application/pdf"},
    {"png", "image/png"},
    {"rss", "application/rss+xml"},
    {"svg", "image/svg+xml"},
    {"tar", "application/x-tar"},
    {"ttf", "font/ttf"},
    {"txt", "text/plain; charset=utf-8"},
    {"wasm", "application/wasm"},
    {"wav", "audio/wav"},
    {"webm", "video/webm"},
    {"webmanifest", "application/manifest+json"},
    {"webp", "image/webp"},
    {"woff", "font/woff"},
    {"woff2", "font/woff2"},
    {"xhtml", "application/xhtml+xml"},
    {"xml", "application/xml"},
    {"zip", "application/zip"},
};

static_assert(std::is_sorted(std::begin(kTypes), std::end(kTypes), [](const Type& a, const Type& b) { return a.extension < b.extension; }));

}  // namespace

std::string_view content_type_of(std::string_view file_name) noexcept {
  constexpr std::size_t kLongest = 11;  // webmanifest
  const std::size_t dot = file_name.rfind('.');
  const std::string_view extension = dot == std::string_view::npos ? std::string_view{} : file_name.substr(dot + 1);
  char lower[kLongest];
  if (extension.empty() || extension.size() > kLongest) return "application/octet-stream";
  std::ranges::transform(extension, lower, [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  const std::string_view wanted(lower, extension.size());
  const auto* const found = std::ranges::lower_bound(kTypes, wanted, {}, &Type::extension);
  return found != std::end(kTypes) && found->extension == wanted ? found->name : "application/octet-stream";
}

bool is_compressible(std::string_view content_type) noexcept {
  const std::string_view name = content_type.substr(0, content_type.find_first_of("; "));
  if (name.starts_with("text/")) return !name.starts_with("text/event-stream");
  if (name.ends_with("+xml") || name.ends_with("+json")) return true;
  constexpr std::string_view kOthers[] = {
      "application/json", "application/javascript", "application/xml", "application/wasm", "application/xhtml", "font/otf", "font/ttf",
      "image/bmp"};
  return std::ranges::find(kOthers, name) != std::end(kOthers);
}

}  // namespace golive::http

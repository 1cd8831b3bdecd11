#include "http/static_file.h"

#include <algorithm>

#include "http/conditional.h"
#include "http/content_coding.h"

namespace golive::http {
namespace {

// FNV-1a, 64 bits: the content's name for revalidation, not a proof of anything.
std::string etag_of(std::string_view bytes) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  std::string tag = "\"";
  for (int shift = 60; shift >= 0; shift -= 4) tag += "0123456789abcdef"[hash >> shift & 15];
  return tag + '"';
}

}  // namespace

void StaticFiles::add(const StaticFile& file) {
  const auto place = std::ranges::lower_bound(files_, file.path, {}, [](const Entry& entry) { return entry.file.path; });
  files_.insert(place, Entry{file, etag_of(file.bytes), etag_of(file.gzip_bytes)});
}

std::optional<Response> StaticFiles::respond(const Request& request) const {
  const auto found = std::ranges::lower_bound(files_, request.raw_path, {}, [](const Entry& entry) { return entry.file.path; });
  if (found == files_.end() || found->file.path != request.raw_path) return std::nullopt;
  if (request.method != Method::get && request.method != Method::head) return Response::error(405).add("Allow", "GET, HEAD");
  const StaticFile& file = found->file;
  const bool gzip = choose_coding(request, !file.gzip_bytes.empty(), false) == Coding::gzip;
  const std::string_view etag = gzip ? found->gzip_etag : found->etag;
  const bool unchanged = evaluate_conditions(request, {.etag = etag}) == 304;
  Response response(unchanged ? 304 : 200);
  response.add("ETag", etag).add("Cache-Control", "public, max-age=31536000, immutable");
  if (!file.gzip_bytes.empty()) response.add("Vary", "Accept-Encoding");
  if (unchanged) return response;
  response.add("Content-Type", file.content_type).add("X-Content-Type-Options", "nosniff");
  if (gzip) response.add("Content-Encoding", "gzip");
  response.set_body_view(gzip ? file.gzip_bytes : file.bytes);
  return response;
}

}  // namespace golive::http

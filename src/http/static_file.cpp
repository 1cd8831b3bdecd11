#include "http/static_file.h"

#include <algorithm>

#include "base/hash.h"
#include "http/conditional.h"
#include "http/content_coding.h"

namespace golive::http {
namespace {

// The content's name for revalidation, not a proof of anything; the same in each process.
std::string etag_of(std::string_view bytes) {
  constexpr std::uint64_t kKey = 0x676f6c6976656b74;
  const std::uint64_t hash = hash_bytes(kKey, bytes);
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

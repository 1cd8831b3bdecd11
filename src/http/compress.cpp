#include "http/compress.h"
#include <zlib.h>

#include <memory>
#include <new>

#include "http/content_coding.h"
#include "http/content_type.h"

namespace golive::http {
namespace {

// Fast, and within a few per cent of the best for markup.
constexpr int kLevel = 4;
constexpr int kGzipWindow = 15 + 16;  // of 32 KiB, in gzip's frame

class Compressor {
 public:
  Compressor() {
    if (::deflateInit2(&stream_, kLevel, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::bad_alloc();
  }
  ~Compressor() { ::deflateEnd(&stream_); }
  Compressor(const Compressor&) = delete;
  Compressor& operator=(const Compressor&) = delete;

  std::string run(std::string_view bytes) {
    ::deflateReset(&stream_);
    std::string out;
    out.resize_and_overwrite(::deflateBound(&stream_, bytes.size()), [&](char* to, std::size_t room) {
      // zlib's counters have 32 bits; bodies of 4 GiB are not made in one piece.
      stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
      stream_.avail_in = static_cast<uInt>(bytes.size());
      stream_.next_out = reinterpret_cast<Bytef*>(to);
      stream_.avail_out = static_cast<uInt>(room);
      ::deflate(&stream_, Z_FINISH);
      return room - stream_.avail_out;
    });
    return out;
  }

 private:
  z_stream stream_{};
};

thread_local std::unique_ptr<Compressor> compressor;

}  // namespace

std::string gzip(std::string_view bytes) {
  if (!compressor) compressor = std::make_unique<Compressor>();
  return compressor->run(bytes);
}

bool compress(const Request& request, Response& response, std::size_t least) {
  const std::string_view body = response.body();
  constexpr std::size_t kMost = std::size_t{1} << 31;
  if (response.source() || body.size() < least || body.size() > kMost || !may_have_body(response.status()) || response.status() == 206)
    return false;
  if (!is_compressible(response.header("Content-Type")) || !response.header("Content-Encoding").empty()) return false;
  if (!response.header("ETag").empty() || response.header("Cache-Control").find("no-transform") != std::string_view::npos) return false;
  if (response.header("Vary").empty()) response.add("Vary", "Accept-Encoding");
  if (choose_coding(request, true, false) != Coding::gzip) return false;
  response.add("Content-Encoding", "gzip");
  response.set_body(gzip(body));
  return true;
}

}  // namespace golive::http

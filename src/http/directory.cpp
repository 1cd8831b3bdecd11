#include "http/directory.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <utility>

#include "base/open_beneath.h"
#include "golive/log.h"
#include "http/conditional.h"
#include "http/content_coding.h"
#include "http/content_type.h"
#include "http/date.h"
#include "http/percent.h"

namespace golive::http {
namespace {

constexpr std::size_t kPieceBytes = 64 * 1024;

std::string hex(std::uint64_t number) {
  std::string text;
  do text.insert(text.begin(), "0123456789abcdef"[number & 15]);
  while ((number >>= 4) != 0);
  return text;
}

bool is_hex(char c) noexcept { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// "app-0a1b2c3d.js": see golive/files.h.
bool has_fingerprint(std::string_view path) noexcept {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const std::size_t dash = name.rfind('-');
  if (dash == std::string_view::npos || dash == 0) return false;
  const std::string_view digits = name.substr(dash + 1, name.find('.', dash) - dash - 1);
  if (digits.size() < 8 || dash + 1 + digits.size() == name.size() || !std::ranges::all_of(digits, is_hex)) return false;
  return digits.size() > 8 || digits.find_first_not_of("0123456789") != std::string_view::npos;
}

int status_of(int error) noexcept {
  if (error == EACCES || error == EPERM) return 403;
  if (error == EMFILE || error == ENFILE || error == ENOMEM) return 503;
  return error == EIO ? 500 : 404;
}

// Reads a part of a file while it is sent.
BodySource read_part(FileDescriptor file, ByteRange range) {
  return [file = std::make_shared<FileDescriptor>(std::move(file)), at = range.first, left = range.size](std::string& piece) mutable {
    ssize_t got = 0;
    piece.resize_and_overwrite(std::min<std::uint64_t>(left, kPieceBytes), [&](char* bytes, std::size_t room) {
      do got = ::pread(file->get(), bytes, room, static_cast<off_t>(at));
      while (got < 0 && errno == EINTR);
      return static_cast<std::size_t>(std::max<ssize_t>(got, 0));
    });
    // A file that has become shorter, or cannot be read, ends too early; the connection is cut off then.
    if (got <= 0) return BodySource::end;
    at += static_cast<std::uint64_t>(got);
    left -= static_cast<std::uint64_t>(got);
    return left == 0 ? BodySource::end : BodySource::more;
  };
}

}  // namespace

struct Directory::File {
  FileDescriptor descriptor;
  bool is_directory = false;
  std::uint64_t size = 0;
  timespec modified{};

  std::string etag(Coding coding) const {
    const auto nanoseconds = static_cast<std::uint64_t>(modified.tv_sec) * 1'000'000'000 + static_cast<std::uint64_t>(modified.tv_nsec);
    std::string tag = '"' + hex(nanoseconds) + '-' + hex(size);
    if (coding != Coding::identity) tag.append("-").append(coding_name(coding));
    return tag + '"';
  }
};

std::expected<Directory, std::string> Directory::open(const std::string& path, FilesOptions options) {
  FileDescriptor root(::open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!root) return std::unexpected(path + ": " + std::strerror(errno));
  return Directory(std::move(root), std::move(options));
}

// Nothing for a path that names no file, whatever the directory holds.
std::optional<std::string> Directory::relative_path(std::string_view below) const {
  std::string path;
  while (!below.empty()) {
    const std::string_view raw = below.substr(0, below.find('/'));
    const auto segment = percent_decode(raw);
    if (!segment || segment->empty() || segment->find('/') != std::string::npos) return std::nullopt;
    if (*segment == "." || *segment == ".." || (segment->front() == '.' && !options_.dot_files)) return std::nullopt;
    path += *segment;
    below.remove_prefix(raw.size());
    if (below.empty()) break;
    path += '/';
    below.remove_prefix(1);
  }
  return path;
}

std::expected<Directory::File, int> Directory::open_file(const std::string& path) const {
  File file{open_beneath(root_.get(), path.empty() ? "." : path.c_str())};
  if (!file.descriptor) return std::unexpected(errno);
  struct stat status {};
  if (::fstat(file.descriptor.get(), &status) != 0) return std::unexpected(errno);
  file.is_directory = S_ISDIR(status.st_mode);
  if (!file.is_directory && !S_ISREG(status.st_mode)) return std::unexpected(ENOENT);
  file.size = static_cast<std::uint64_t>(status.st_size);
  file.modified = status.st_mtim;
  return file;
}

Response Directory::respond(const Request& request, std::string_view below) const {
  if (request.method != Method::get && request.method != Method::head) return Response::error(405).add("Allow", "GET, HEAD");
  auto path = relative_path(below);
  if (!path) return Response::error(404);
  auto file = open_file(*path);
  const bool slash = request.raw_path.ends_with('/');
  if (file && file->is_directory) {
    if (options_.index.empty()) return Response::error(404);
    if (!slash) {
      std::string location(request.raw_path);
      location += '/';
      if (!request.query.empty()) location.append("?").append(request.query);
      return Response::redirect(301, location);
    }
    path->append(options_.index);
    file = open_file(*path);
  } else if (slash) {
    return Response::error(404);
  }
  if (file && !file->is_directory) return send(request, *path, std::move(*file));
  const int status = file ? 404 : status_of(file.error());
  if (status != 404) log(LogLevel::warning, "cannot serve a file", {{"path", *path}, {"error", std::strerror(file.error())}});
  return Response::error(status);
}

// The compressed form beside a file, unless the file was written after it.
std::optional<Directory::File> Directory::sibling(const File& file, const std::string& path, std::string_view suffix) const {
  auto found = open_file(path + std::string(suffix));
  if (!found || found->is_directory || found->modified.tv_sec < file.modified.tv_sec) return std::nullopt;
  return std::move(*found);
}

Response Directory::send(const Request& request, const std::string& path, File file) const {
  const std::string_view type = content_type_of(path);
  const std::time_t modified = file.modified.tv_sec;
  bool varies = false;
  Coding coding = Coding::identity;
  if (is_compressible(type)) {
    auto gzip = sibling(file, path, ".gz");
    auto brotli = sibling(file, path, ".br");
    varies = gzip || brotli;
    coding = choose_coding(request, gzip.has_value(), brotli.has_value());
    if (coding == Coding::gzip) file = std::move(*gzip);
    if (coding == Coding::brotli) file = std::move(*brotli);
  }
  const std::string etag = file.etag(coding);
  const Validators now{.etag = etag, .modified = modified};
  const bool forever = options_.fingerprints && has_fingerprint(path);
  const auto respond = [&](int status) {
    Response response(status);
    response.add("ETag", etag).add("Last-Modified", date_text(modified));
    response.add("Cache-Control", forever ? std::string_view("public, max-age=31536000, immutable") : options_.cache_control);
    if (varies) response.add("Vary", "Accept-Encoding");
    return response;
  };
  if (const int status = evaluate_conditions(request, now)) return status == 304 ? respond(304) : Response::error(status);
  const RangeAnswer answer = evaluate_range(request, now, file.size);
  if (answer.status == 416) return Response::error(416).add("Content-Range", "bytes */" + std::to_string(file.size));
  const ByteRange range = answer.status == 206 ? answer.range : ByteRange{0, file.size};
  Response response = respond(answer.status);
  response.add("Content-Type", type).add("X-Content-Type-Options", "nosniff").add("Accept-Ranges", "bytes");
  if (coding != Coding::identity) response.add("Content-Encoding", coding_name(coding));
  if (answer.status == 206) {
    response.add("Content-Range", "bytes " + std::to_string(range.first) + '-' + std::to_string(range.first + range.size - 1) + '/' +
                                      std::to_string(file.size));
  }
  response.set_source(read_part(std::move(file.descriptor), range), range.size);
  return response;
}

}  // namespace golive::http

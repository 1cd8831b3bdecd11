#include "http/outgoing.h"

#include <algorithm>
#include <charconv>
#include <exception>
#include <stdexcept>
#include <string_view>

#include "golive/log.h"

namespace golive::http {
namespace {

// A client that takes without pause gets at most so many pieces before the loop's other connections have their turn.
constexpr int kPiecesPerTurn = 4;
// The piece being sent on this thread; a bigger one than usual is not kept.
constexpr std::size_t kKeptPieceBytes = 128 * 1024;
thread_local std::string piece;

iovec part(std::string_view text) noexcept { return {const_cast<char*>(text.data()), text.size()}; }

}  // namespace

Outgoing::Progress Outgoing::send(ByteStream& stream) {
  for (int turn = 0; turn < kPiecesPerTurn; ++turn) {
    if (blocked_ && !flush(stream)) return stream.broken() ? Progress::broken : Progress::blocked;
    if (!source_ && unsent_.empty()) return Progress::done;
    try {
      const bool later = pull(stream) == BodySource::later;
      if (stream.broken()) return Progress::broken;
      if (later && !blocked_) return Progress::waiting;
    } catch (const std::exception& error) {
      log(LogLevel::error, "a streamed response ends too early", {{"error", error.what()}});
      return Progress::failed;
    } catch (...) {
      log(LogLevel::error, "a streamed response ends too early", {{"error", "an exception of unknown type"}});
      return Progress::failed;
    }
  }
  return Progress::turn;
}

std::size_t Outgoing::take_delivered(const ByteStream& stream) noexcept {
  const std::size_t undelivered = stream.undelivered();
  const std::size_t before = std::exchange(undelivered_, undelivered) + std::exchange(moved_, 0);
  return before - std::min(before, undelivered);
}

bool Outgoing::flush(ByteStream& stream) {
  const iovec parts[] = {part(std::string_view(unsent_).substr(from_))};
  const std::size_t sent = stream.send(parts);
  from_ += sent;
  moved_ += sent;
  if (from_ < unsent_.size()) return false;
  unsent_ = {};
  from_ = 0;
  blocked_ = false;
  return true;
}

// Sends one piece with what frames it (RFC 9112 section 7.1), the first one together with the head.
BodySource::Next Outgoing::pull(ByteStream& stream) {
  piece.clear();
  const BodySource::Next next = source_ ? source_(piece) : BodySource::end;
  const bool last = next == BodySource::end;
  char size_line[20];
  std::string_view before;
  std::string_view after;
  if (framing_ == Framing::chunked) {
    char* const digits_end = std::to_chars(size_line, size_line + 16, piece.size(), 16).ptr;
    digits_end[0] = '\r';
    digits_end[1] = '\n';
    if (!piece.empty()) before = {size_line, digits_end + 2};
    after = std::string_view("\r\n0\r\n\r\n").substr(piece.empty() ? 2 : 0, last ? std::string_view::npos : piece.empty() ? 0 : 2);
  } else if (framing_ == Framing::length) {
    if (last ? piece.size() != left_ : piece.size() > left_)
      throw std::runtime_error("the source made another number of bytes than it said");
    left_ -= piece.size();
  }
  if (last) source_ = {};
  send_parts(stream, before, after);
  if (piece.capacity() > kKeptPieceBytes) piece = {};
  return next;
}

void Outgoing::send_parts(ByteStream& stream, std::string_view before, std::string_view after) {
  const iovec parts[] = {part(unsent_), part(before), part(piece), part(after)};
  std::size_t sent = stream.send(parts);
  moved_ += sent;
  std::string rest;
  for (const iovec& each : parts) {
    const std::size_t taken = std::min(sent, each.iov_len);
    sent -= taken;
    rest.append(static_cast<const char*>(each.iov_base) + taken, each.iov_len - taken);
  }
  unsent_ = std::move(rest);
  blocked_ = !unsent_.empty();
}

}  // namespace golive::http

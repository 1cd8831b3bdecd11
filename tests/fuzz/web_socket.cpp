// WebSocket frames of a browser: any reads of the same bytes give the same messages.
#include <array>

#include "base/utf8.h"
#include "fuzz/target.h"
#include "protocol/close_code.h"
#include "transport/message_reader.h"

namespace golive::fuzz {
namespace {

using namespace transport;

constexpr std::size_t kMessageBytes = 300;

// What came out, a line each.
struct Seen final : MessageReader::Sink {
  bool on_text(std::string_view message) override {
    require(is_utf8(message), "text is UTF-8");
    return add("text", message);
  }
  bool on_binary(std::string_view message) override { return add("binary", message); }
  bool on_ping(std::string_view payload) override {
    require(payload.size() <= kControlPayloadBytes, "a ping is short");
    return add("ping", payload);
  }
  bool on_pong() override { return add("pong", {}); }
  void on_close(std::uint16_t code) override { end("close " + std::to_string(code)); }
  void on_violation(std::uint16_t code, std::string_view what) override {
    require(code == CloseCode::protocol_error || code == CloseCode::invalid_text || code == CloseCode::too_big, "a refusal has a code");
    require(!what.empty(), "and a reason");
    end("violation " + std::to_string(code) + " " + std::string(what));
  }

  bool add(std::string_view kind, std::string_view bytes) {
    require(!ended, "nothing comes after the end");
    require(bytes.size() <= kMessageBytes, "messages stay within the limit");
    text.append(kind).append(" ").append(bytes).append("\n");
    if (kind == "text" || kind == "binary") messages.emplace_back(kind, bytes);
    return true;
  }
  void end(const std::string& how) {
    add(how, {});
    ended = true;
  }

  std::string text;
  std::vector<std::pair<std::string, std::string>> messages;
  bool ended = false;
};

Seen read(std::string_view input, int way) {
  MessageReader reader(kMessageBytes);
  Seen seen;
  Cuts cuts(input, way);
  for (std::string_view rest = input; !rest.empty();) {
    std::string piece(cuts.next(rest));
    reader.feed(piece, seen);
    require(reader.kept() <= 3 * kMessageBytes + 300, "what is kept is bounded");
  }
  return seen;
}

std::string frame(const std::pair<std::string, std::string>& message) {
  std::string bytes(1, static_cast<char>(message.first == "text" ? 0x81 : 0x82));
  const std::size_t size = message.second.size();
  if (size < 126) bytes += static_cast<char>(0x80 | size);
  else bytes.append({static_cast<char>(0xfe), static_cast<char>(size >> 8), static_cast<char>(size)});
  const std::uint32_t mask = 0x5a1fc3e7;
  bytes.append(reinterpret_cast<const char*>(&mask), 4);
  std::string payload = message.second;
  apply_mask(payload, mask);
  return bytes + payload;
}

void check_header(std::string_view input) {
  const auto header = read_header(input);
  if (!header) return require(input.size() < kClientHeaderBytes, "a header is at most that long");
  std::array<char, kServerHeaderBytes> bytes{};
  const std::size_t size = write_header(static_cast<Opcode>(header->opcode), static_cast<std::size_t>(header->length), bytes);
  const auto again = read_header({bytes.data(), size});
  require(again && again->opcode == header->opcode && again->length == header->length && again->minimal && !again->masked,
          "a header reads as it is written");
}

void web_socket(std::string_view input) {
  check_header(input);
  const Seen whole = read(input, 0);
  for (int way = 1; way < Cuts::kWays; ++way) require(read(input, way).text == whole.text, "reads do not matter");
  std::string written;
  for (const auto& message : whole.messages) written += frame(message);
  require(read(written, 0).messages == whole.messages, "a message reads as it is written");
}

const Registration registered({"web_socket", "src/transport/message_reader.cpp src/transport/frame.cpp", web_socket});

}  // namespace
}  // namespace golive::fuzz

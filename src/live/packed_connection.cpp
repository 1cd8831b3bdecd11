#include "live/packed_connection.h"

#include <string>
#include <utility>

#include "golive/log.h"
#include "protocol/message_pack.h"

namespace golive::live {

PackedConnection::PackedConnection(Runtime& runtime, const protocol::Codec& codec, Transport& transport, Visitor visitor)
    : transport_(transport), connection_(runtime, codec, *this, std::move(visitor)) {}

PackedConnection::~PackedConnection() = default;

void PackedConnection::on_message(std::string_view) { connection_.refuse_frame(protocol::FrameError::text); }

void PackedConnection::on_binary(std::string_view message) {
  std::string json;
  if (const auto unpacked = protocol::unpack(message, json); !unpacked) return connection_.refuse_frame(unpacked.error());
  connection_.on_message(json);
}

void PackedConnection::send(std::string_view message) {
  constexpr std::uint16_t kInternalError = 1011;
  std::string packed;
  packed.reserve(message.size());
  if (protocol::pack(message, packed)) return transport_.send_binary(packed);
  log(LogLevel::error, "a frame is not JSON", {{"bytes", message.size()}});
  transport_.close(kInternalError, "a frame could not be written");
}

}  // namespace golive::live

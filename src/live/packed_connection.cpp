#include "live/packed_connection.h"

#include <string>
#include <utility>

#include "golive/log.h"
#include "protocol/message_pack.h"

namespace golive::live {
namespace {

constexpr std::uint16_t kInternalError = 1011;

}  // namespace

std::unique_ptr<PackedConnection> PackedConnection::open(std::string_view vsn, Runtime& runtime, Transport& transport, Visitor visitor) {
  std::unique_ptr<PackedConnection> made(new PackedConnection(transport));
  made->connection_ = Connection::open(vsn, runtime, *made, std::move(visitor));
  return made->connection_ != nullptr ? std::move(made) : nullptr;
}

PackedConnection::~PackedConnection() = default;

void PackedConnection::on_message(std::string_view) { connection_->refuse_frame(protocol::FrameError::text); }

void PackedConnection::on_binary(std::string_view message) {
  std::string json;
  if (const auto unpacked = protocol::unpack(message, json); !unpacked) return connection_->refuse_frame(unpacked.error());
  connection_->on_message(json);
}

void PackedConnection::send(std::string_view message) {
  std::string packed;
  packed.reserve(message.size());
  if (protocol::pack(message, packed)) return transport_.send_binary(packed);
  log(LogLevel::error, "a frame is not JSON", {{"bytes", message.size()}});
  transport_.close(kInternalError, "a frame could not be written");
}

// The message is the JSON that was made of one.
void PackedConnection::move_to(Loop& loop, Arrival arrival) {
  std::string packed;
  if (!protocol::pack(arrival.message, packed)) return transport_.close(kInternalError, "a message could not be taken along");
  transport_.move_to(loop, {.make = [make = std::move(arrival.make)](Transport& transport) mutable -> std::unique_ptr<Receiver> {
                              std::unique_ptr<PackedConnection> made(new PackedConnection(transport));
                              // Who moves through this transport is a Connection.
                              made->connection_.reset(static_cast<Connection*>(make(*made).release()));
                              return made;
                            },
                            .message = std::move(packed),
                            .is_binary = true});
}

}  // namespace golive::live

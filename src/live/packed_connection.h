#pragma once
// A connection whose messages are MessagePack instead of JSON (protocol/message_pack.h). It stands between the transport and a Connection,
// which knows nothing of it: what comes is turned into the JSON that its codec reads, and what it sends from JSON.
// Costs one more pass over each message of such a connection; others pay nothing. Threads: those of Connection.
#include <memory>

#include "live/connection.h"

namespace golive::live {

class PackedConnection final : public Receiver, private Transport {
 public:
  PackedConnection(Runtime& runtime, const protocol::Codec& codec, Transport& transport, Visitor visitor);
  ~PackedConnection() override;

  void on_message(std::string_view message) override;
  void on_binary(std::string_view message) override;
  void on_drained() override { connection_.on_drained(); }
  void on_closed(std::uint16_t code) override { connection_.on_closed(code); }

 private:
  void send(std::string_view message) override;
  void send_binary(std::string_view message) override { transport_.send_binary(message); }
  std::size_t unsent() const noexcept override { return transport_.unsent(); }
  void close(std::uint16_t code, std::string_view reason) override { transport_.close(code, reason); }

  Transport& transport_;
  Connection connection_;
};

}  // namespace golive::live

#pragma once
// A connection whose messages are MessagePack instead of JSON (protocol/message_pack.h). It stands between the transport and a Connection
// of any protocol, which knows nothing of it: what comes is turned into the JSON that its codec reads, and what it sends from JSON. Costs
// one more pass over each message of such a connection; others pay nothing. Threads: those of Connection.
#include <memory>

#include "live/connection.h"

namespace golive::live {

class PackedConnection final : public Receiver, private Transport {
 public:
  // As Connection::open.
  static std::unique_ptr<PackedConnection> open(std::string_view vsn, Runtime& runtime, Transport& transport, Visitor visitor);
  ~PackedConnection() override;

  void on_message(std::string_view message) override;
  void on_binary(std::string_view message) override;
  void on_drained() override { connection_->on_drained(); }
  void on_closed(std::uint16_t code) override { connection_->on_closed(code); }

 private:
  explicit PackedConnection(Transport& transport) noexcept : transport_(transport) {}

  void send(std::string_view message) override;
  void send_binary(std::string_view message) override { transport_.send_binary(message); }
  std::size_t unsent() const noexcept override { return transport_.unsent(); }
  void close(std::uint16_t code, std::string_view reason) override { transport_.close(code, reason); }
  void move_to(Loop& loop, Arrival arrival) override;

  Transport& transport_;
  std::unique_ptr<Connection> connection_;
};

}  // namespace golive::live

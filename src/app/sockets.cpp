#include "app/sockets.h"

#include <string>
#include <utility>

#include "app/gate.h"
#include "app/site.h"
#include "base/loop.h"
#include "live/packed_connection.h"
#include "live/runtime.h"
#include "live/view_id.h"
#include "protocol/close_code.h"

namespace golive {
namespace {

// Holds a connection that is being closed.
class Refused final : public live::Receiver {
 public:
  void on_message(std::string_view) override {}
  void on_binary(std::string_view) override {}
  void on_drained() override {}
  void on_closed(std::uint16_t) override {}
};

}  // namespace

Loop& Sockets::loop_for(const live::Upgrade& upgrade) {
  const Params params = Params::parse(upgrade.query);
  const std::string* const text = params.find("view");
  const auto id = text == nullptr ? std::nullopt : live::parse_view_id(*text);
  return id && id->loop < runtimes_.size() ? runtimes_[id->loop]->loop() : *Loop::current();
}

std::unique_ptr<live::Receiver> Sockets::accept(const live::Upgrade& upgrade, live::Transport& transport, Loop& loop) {
  if (upgrade.path != kSocketEndpoint && !site_.has_page(site_.page_of_socket(upgrade.path))) {
    transport.close(CloseCode::unknown_path, "no live page at this path");
    return std::make_unique<Refused>();
  }
  const Params params = Params::parse(upgrade.query);
  const std::string* const version = params.find("vsn");
  const std::string* const format = params.find("format");
  const bool packed = format != nullptr && *format == "msgpack";
  std::unique_ptr<live::Receiver> opened;
  if (version != nullptr && (format == nullptr || packed || *format == "json")) {
    live::Visitor visitor = upgrade.visitor;
    visitor.session = gate_.open(visitor);
    live::Runtime& runtime = *runtimes_[loop.index()];
    if (packed) opened = live::PackedConnection::open(*version, runtime, transport, std::move(visitor));
    else opened = live::Connection::open(*version, runtime, transport, std::move(visitor));
  }
  if (opened != nullptr) return opened;
  transport.close(CloseCode::unknown_version, "vsn or format is unknown; this server speaks golive1, 1.0.0 and 2.0.0, in json or msgpack");
  return std::make_unique<Refused>();
}

}  // namespace golive

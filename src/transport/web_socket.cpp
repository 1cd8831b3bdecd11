#include "transport/web_socket.h"

#include <array>
#include <span>
#include <utility>

#include "base/log_limit.h"
#include "base/prefetch.h"
#include "golive/log.h"
#include "protocol/close_code.h"
#include "transport/handshake.h"

namespace golive::transport {
namespace {

iovec part(std::string_view text) noexcept { return {const_cast<char*>(text.data()), text.size()}; }

// Up to here a frame goes out in one piece: copying it costs less than having the kernel gather it.
constexpr std::size_t kSmallPayloadBytes = 512;

// A close frame has room for 123 bytes of reason, which must not end within a character.
std::string_view short_reason(std::string_view reason) noexcept {
  std::size_t size = std::min(reason.size(), kControlPayloadBytes - 2);
  while (size > 0 && size < reason.size() && (static_cast<unsigned char>(reason[size]) & 0xc0) == 0x80) --size;
  return reason.substr(0, size);
}

}  // namespace

// The time limit of a message that comes in pieces: sent byte by byte it would hold its buffer for ever.
class WebSocket::MessageLimit final : private Ticker::Entry {
 public:
  explicit MessageLimit(WebSocket& socket) : socket_(socket) { begin(); }
  void add(std::size_t received) noexcept { received_ += received; }

 private:
  void begin() {
    received_ = 0;
    socket_.ticker().set(*this, socket_.set_->ticks_.message);
  }
  void on_limit() override {
    if (received_ >= socket_.set_->least_received_) return begin();
    socket_.on_violation(CloseCode::policy, "the message comes too slowly");
  }

  WebSocket& socket_;
  std::size_t received_ = 0;
};

struct WebSocket::Move {
  Loop& loop;
  live::Arrival arrival;
};

WebSocketSet::WebSocketSet(Loop& loop, const WebSocketOptions& options, live::Acceptor& acceptor, std::atomic<std::size_t>& open,
                           const std::vector<std::unique_ptr<WebSocketSet>>& sets)
    : loop_(loop), options_(options), acceptor_(acceptor), open_(open), sets_(sets) {
  const Ticker& ticker = loop.ticker();
  ticks_ = {ticker.ticks(options.ping_after), ticker.ticks(options.pong_within), ticker.ticks(options.drain_within),
            ticker.ticks(options.close_within), ticker.ticks(options.message_time)};
  least_received_ = static_cast<std::size_t>(options.message_time.count()) * options.slowest_sender / 1000;
}

WebSocketSet::~WebSocketSet() {
  while (!sockets_.empty()) sockets_.front()->finish(CloseCode::going_away);
}

void WebSocketSet::open(Opening opening) { std::make_shared<WebSocket>(*this, std::move(opening.socket))->start(opening); }

void WebSocketSet::close_all(std::uint16_t code, std::string_view reason) {
  for (WebSocket* socket : sockets_) socket->close(code, reason);
}

WebSocket::WebSocket(WebSocketSet& set, StreamSocket socket)
    : set_(&set),
      place_(set.sockets_.insert(set.sockets_.end(), this)),
      reader_(set.options_.message_bytes),
      stream_(set.loop_, std::move(socket)) {
  set.open_.fetch_add(1, std::memory_order_relaxed);
}

// Still in the set only if its loop is destroyed first; then nobody is told.
WebSocket::~WebSocket() { leave_set(); }

void WebSocket::leave_set() noexcept {
  if (set_ == nullptr) return;
  ticker().clear(*this);
  message_limit_.reset();
  set_->sockets_.erase(place_);
  set_->open_.fetch_sub(1, std::memory_order_relaxed);
  set_ = nullptr;
}

void WebSocket::start(Opening& opening) {
  ticker().set(*this, set_->ticks_.ping);
  if (opening.arrival) {
    receiver_ = opening.arrival->make(*this);
    if (opening.arrival->is_binary) receiver_->on_binary(opening.arrival->message);
    else receiver_->on_message(opening.arrival->message);
  } else {
    accept(opening);
  }
  if (opening.unread.empty() || on_bytes(opening.unread)) stream_.read(shared_from_this());
}

void WebSocket::accept(const Opening& opening) {
  const std::string response = handshake_response(opening.key, opening.response_lines);
  const iovec parts[] = {part(response)};
  const std::size_t sent = stream_.send(parts);
  if (sent < response.size()) keep_unsent({}, std::string_view(response).substr(sent));
  receiver_ = set_->acceptor_.accept({opening.path, opening.query, opening.visitor}, *this, set_->loop_);
}

void WebSocket::move_to(Loop& loop, live::Arrival arrival) {
  if (state_ != State::open) return;
  state_ = State::moving;
  move_ = std::make_unique<Move>(loop, std::move(arrival));
  reader_.keep_rest();
}

void WebSocket::finish_move() {
  state_ = State::closed;
  Opening opening{.arrival = std::move(move_->arrival)};
  opening.socket = stream_.release();
  opening.unread = reader_.take_rest();
  WebSocketSet& target = *set_->sets_[move_->loop.index()];
  leave_set();
  receiver_.reset();
  // Last: the loop may be this one, and may be over.
  target.loop_.post([&target, opening = std::move(opening)]() mutable { target.open(std::move(opening)); });
}

// The receiver is called last: it may end the view, and what owns it is gone then.
void WebSocket::finish(std::uint16_t code) {
  if (state_ == State::closed) return;
  const auto self = shared_from_this();
  state_ = State::closed;
  stream_.close();
  leave_set();
  if (const auto receiver = std::move(receiver_)) receiver->on_closed(code);
}

void WebSocket::send(std::string_view message) {
  if (state_ == State::open) send_frame(Opcode::text, message);
}

void WebSocket::send_binary(std::string_view message) {
  if (state_ == State::open) send_frame(Opcode::binary, message);
}

void WebSocket::send_frame(Opcode opcode, std::string_view payload) {
  std::array<char, kServerHeaderBytes + kSmallPayloadBytes> bytes;
  const std::string_view header(bytes.data(), write_header(opcode, payload.size(), std::span(bytes).first<kServerHeaderBytes>()));
  std::size_t sent = 0;
  if (outbox_.empty()) {
    if (payload.size() <= kSmallPayloadBytes) {
      payload.copy(bytes.data() + header.size(), payload.size());
      const iovec whole[] = {{bytes.data(), header.size() + payload.size()}};
      sent = stream_.send(whole);
    } else {
      const iovec parts[] = {part(header), part(payload)};
      sent = stream_.send(parts);
    }
    if (sent == header.size() + payload.size()) return;
  }
  // A broken connection tells so to its reader, in order after what still came in.
  if (stream_.broken()) return;
  keep_unsent(header.substr(std::min(sent, header.size())), payload.substr(sent > header.size() ? sent - header.size() : 0));
}

void WebSocket::keep_unsent(std::string_view header, std::string_view payload) {
  if (outbox_.empty()) {
    // One limit for all that follows, until everything is gone.
    if (state_ == State::open) ticker().set(*this, set_->ticks_.drain);
    stream_.wait_writable(shared_from_this());
  }
  if (outbox_from_ > outbox_.size() / 2) outbox_.erase(0, std::exchange(outbox_from_, 0));
  outbox_.append(header).append(payload);
  if (unsent() <= set_->options_.unsent_bytes) return;
  static constinit LogLimit limit(LogLevel::warning, "dropped a WebSocket that takes nothing");
  if (limit.passes()) log(LogLevel::warning, "dropped a WebSocket that takes nothing", {{"unsent", unsent()}});
  stream_.close();
  state_ = State::failing;
  std::string().swap(outbox_);
  outbox_from_ = 0;
  // Not now: the receiver is in the middle of its send().
  set_->loop_.post([self = shared_from_this()] { self->finish(CloseCode::abnormal); });
}

void WebSocket::on_writable() {
  if (state_ == State::closed) return;
  const iovec parts[] = {part(std::string_view(outbox_).substr(outbox_from_))};
  outbox_from_ += stream_.send(parts);
  if (stream_.broken()) return finish(state_ == State::open ? CloseCode::abnormal : close_code_);
  if (unsent() > 0) return stream_.wait_writable(shared_from_this());
  std::string().swap(outbox_);
  outbox_from_ = 0;
  drained();
}

void WebSocket::drained() {
  switch (state_) {
    case State::open:
      ticker().set(*this, set_->ticks_.ping);
      if (const auto payload = std::move(pong_)) send_frame(Opcode::pong, *payload);
      receiver_->on_drained();
      break;
    case State::leaving:
      finish(close_code_);
      break;
    case State::failing:
      stream_.end_sending();
      break;
    case State::closing:
    case State::moving:
    case State::closed:
      break;
  }
}

void WebSocket::close(std::uint16_t code, std::string_view reason) {
  if (state_ != State::open) return;
  state_ = State::closing;
  send_close(code, reason);
}

void WebSocket::send_close(std::uint16_t code, std::string_view reason) {
  close_code_ = code;
  ticker().set(*this, set_->ticks_.close);
  if (code == CloseCode::no_code) return send_frame(Opcode::close, {});
  std::array<char, kControlPayloadBytes> payload;
  payload[0] = static_cast<char>(code >> 8);
  payload[1] = static_cast<char>(code & 0xff);
  const std::size_t size = 2 + short_reason(reason).copy(payload.data() + 2, kControlPayloadBytes - 2);
  send_frame(Opcode::close, {payload.data(), size});
}

void WebSocket::prefetch_link(int link) const noexcept {
  constexpr std::size_t kReceiverBytes = 128;
  if (receiver_ == nullptr) return;
  if (link == 2) prefetch(receiver_.get(), kReceiverBytes);
  else receiver_->prefetch_link(link);
}

bool WebSocket::on_bytes(std::span<char> bytes) {
  if (state_ == State::failing) return true;
  ping_sent_ = false;
  if (state_ == State::open && outbox_.empty()) ticker().set(*this, set_->ticks_.ping);
  reader_.feed(bytes, *this);
  if (state_ == State::moving) {
    finish_move();
    return false;
  }
  if (message_limit_ || reader_.within_message()) watch_message(bytes.size());
  return state_ != State::leaving && state_ != State::closed;
}

void WebSocket::watch_message(std::size_t received) {
  if (state_ != State::open || !reader_.within_message()) return message_limit_.reset();
  if (!message_limit_) message_limit_ = std::make_unique<MessageLimit>(*this);
  message_limit_->add(received);
}

void WebSocket::on_end() { finish(state_ == State::open ? CloseCode::abnormal : close_code_); }

bool WebSocket::on_text(std::string_view message) {
  if (state_ == State::open) receiver_->on_message(message);
  return state_ != State::closed && state_ != State::moving;
}

bool WebSocket::on_binary(std::string_view message) {
  if (state_ == State::open) receiver_->on_binary(message);
  return state_ != State::closed && state_ != State::moving;
}

bool WebSocket::on_ping(std::string_view payload) {
  if (state_ != State::open) return true;
  if (outbox_.empty()) {
    send_frame(Opcode::pong, payload);
  } else {
    // Only the newest is owed an answer (RFC 6455 section 5.5.3), so pings cannot fill the outbox.
    pong_ = std::make_unique<std::string>(payload);
  }
  return true;
}

bool WebSocket::on_pong() { return true; }

void WebSocket::on_close(std::uint16_t code) {
  if (state_ == State::closing) return finish(close_code_);
  state_ = State::leaving;
  send_close(code, {});
  if (outbox_.empty()) finish(code);
}

void WebSocket::on_violation(std::uint16_t code, std::string_view what) {
  if (state_ == State::closing) return finish(close_code_);
  log(LogLevel::debug, "WebSocket failed", {{"code", code}, {"error", what}});
  state_ = State::failing;
  send_close(code, what);
  if (outbox_.empty()) stream_.end_sending();
}

void WebSocket::on_limit() {
  if (state_ != State::open) return finish(close_code_);
  if (!outbox_.empty() || ping_sent_) return finish(CloseCode::abnormal);
  ping_sent_ = true;
  ticker().set(*this, set_->ticks_.pong);
  send_frame(Opcode::ping, {});
}

}  // namespace golive::transport

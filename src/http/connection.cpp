#include "http/connection.h"

#include <chrono>
#include <exception>
#include <utility>

#include "golive/log.h"

namespace golive::http {
namespace {

// The head of the response being written on this thread. Not the loop's scratch buffer: the body may be there.
thread_local std::string head_buffer;

std::size_t bytes_in(Duration time, std::size_t bytes_a_second) noexcept {
  return static_cast<std::size_t>(std::chrono::duration<double>(time).count() * static_cast<double>(bytes_a_second));
}

iovec part(std::string_view text) noexcept { return {const_cast<char*>(text.data()), text.size()}; }

}  // namespace

ConnectionSet::ConnectionSet(Loop& loop, const ServerOptions& options, Handler& handler, Upgrader* upgrader, std::atomic<std::size_t>& open)
    : loop_(loop),
      limits_(options.limits),
      proxies_(options.proxies),
      handler_(handler),
      upgrader_(upgrader),
      open_(open),
      least_received_(bytes_in(limits_.body_time, limits_.slowest_sender)),
      least_taken_(bytes_in(limits_.write_time, limits_.slowest_reader)) {
  const auto ticks = [&](Duration time) { return loop.ticker().ticks(std::chrono::ceil<std::chrono::milliseconds>(time)); };
  ticks_ = {ticks(limits_.handshake_time),
            ticks(limits_.head_time),
            ticks(limits_.body_time),
            ticks(limits_.idle_time),
            ticks(limits_.write_time),
            ticks(limits_.linger_time),
            1};
}

ConnectionSet::~ConnectionSet() {
  while (!connections_.empty()) connections_.front()->close();
}

void ConnectionSet::serve(Accepted connection) {
  const bool refused = connection.over_limit || ending_;
  StreamSocket socket(std::move(connection.socket));
  socket.place = std::move(connection.place);
  if (connection.certificate) {
    if (refused) return;
    socket.tls = connection.certificate->begin_session(socket.descriptor.get());
  }
  std::make_shared<Connection>(*this, std::move(socket), std::move(connection.peer))->start(refused);
}

void ConnectionSet::end_idle() {
  ending_ = true;
  for (auto next = connections_.begin(); next != connections_.end();) (*next++)->end_when_idle();
}

Connection::Connection(ConnectionSet& set, StreamSocket socket, std::string peer)
    : set_(&set),
      place_(set.connections_.insert(set.connections_.end(), this)),
      parser_(set.limits_),
      peer_(std::move(peer)),
      stream_(set.loop_, std::move(socket)) {
  set.open_.fetch_add(1, std::memory_order_relaxed);
}

Connection::~Connection() { close(); }

void Connection::start(bool over_limit) {
  if (over_limit) {
    keep_alive_ = false;
    write(Response::error(503).add("Retry-After", "1"));
  } else {
    // Until the first byte of a request; the handshake brings none.
    set_->loop_.ticker().set(*this, stream_.is_encrypted() ? set_->ticks_.handshake : set_->ticks_.head);
    resume_reading();
  }
}

void Connection::close() noexcept {
  if (set_ == nullptr) return;
  set_->loop_.ticker().clear(*this);
  set_->connections_.erase(place_);
  set_->open_.fetch_sub(1, std::memory_order_relaxed);
  set_ = nullptr;
  state_ = State::closed;
  waiting_ = false;
  outgoing_.reset();
  stream_.close();
}

void Connection::end_when_idle() {
  if (state_ == State::reading && progress_ == Parser::Progress::idle) close();
}

void Connection::resume_reading() {
  if (std::exchange(read_pending_, true)) return;
  stream_.read(shared_from_this());
}

bool Connection::on_bytes(std::span<char> bytes) {
  // What a client still sends after its last answer is of no interest; lingering ends by its limit.
  if (state_ == State::lingering) return true;
  read_pending_ = false;
  received_ += bytes.size();
  progress_ = parser_.feed({bytes.data(), bytes.size()});
  return read_pending_ = proceed();
}

// Answers what has arrived, request after request. True: read on.
bool Connection::proceed() {
  in_turn_ = true;
  while (progress_ == Parser::Progress::request) {
    answer();
    if (state_ != State::reading) break;
    progress_ = parser_.next();
  }
  if (state_ == State::reading && progress_ == Parser::Progress::refused) {
    keep_alive_ = false;
    write(Response::error(parser_.status()));
  }
  in_turn_ = false;
  if (state_ == State::reading) set_read_limit();
  return state_ == State::reading || state_ == State::lingering;
}

void Connection::set_read_limit() {
  Ticker& ticker = set_->loop_.ticker();
  switch (std::exchange(limited_, progress_)) {
    case Parser::Progress::head:
      // Each stage has one limit from its beginning: bytes that trickle in do not extend it.
      if (progress_ == Parser::Progress::head) return;
      break;
    case Parser::Progress::body:
      if (progress_ == Parser::Progress::body) return;
      break;
    default:
      break;
  }
  if (progress_ == Parser::Progress::idle) return ticker.set(*this, set_->ticks_.idle);
  if (progress_ == Parser::Progress::head) return ticker.set(*this, set_->ticks_.head);
  received_ = 0;
  ticker.set(*this, set_->ticks_.body);
  if (parser_.wants_continue()) {
    const iovec go_on[] = {part("HTTP/1.1 100 Continue\r\n\r\n")};
    // The socket is empty, so a kernel that does not take these 25 bytes has lost the connection.
    if (stream_.send(go_on) != go_on[0].iov_len) close();
  }
}

void Connection::answer() {
  Request& request = parser_.request();
  request.peer = peer_;
  request.scheme = stream_.is_encrypted() ? "https" : "http";
  state_ = State::answering;
  set_->loop_.ticker().clear(*this);
  if (!set_->proxies_.empty() && !take_forwarded(request)) return respond(Response::error(400));
  // Of the server, not of a resource (RFC 9110 section 9.3.7).
  if (request.target == "*") return respond(Response(204).add("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"));
  if (set_->upgrader_ != nullptr && request.lists("Connection", "upgrade") && request.lists("Upgrade", "websocket")) {
    if (auto refusal = set_->upgrader_->upgrade(request, *this)) respond(std::move(*refusal));
    return;
  }
  try {
    set_->handler_.handle(request, Reply(shared_from_this()));
  } catch (const std::exception& error) {
    // The reply has gone with the exception and answered 500.
    log(LogLevel::error, "request failed", {{"path", parser_.request().raw_path}, {"error", error.what()}});
  } catch (...) {
    log(LogLevel::error, "request failed", {{"path", parser_.request().raw_path}, {"error", "an exception of unknown type"}});
  }
}

bool Connection::take_forwarded(Request& request) {
  auto told = read_forwarded(request, set_->proxies_);
  if (!told) return false;
  if (!forwarded_) forwarded_ = std::make_unique<Forwarded>();
  *forwarded_ = std::move(*told);
  request.from_proxy = forwarded_->trusted;
  if (!forwarded_->peer.empty()) request.peer = forwarded_->peer;
  if (!forwarded_->scheme.empty()) request.scheme = forwarded_->scheme;
  if (!forwarded_->host.empty()) request.host = forwarded_->host;
  return true;
}

void Connection::respond(Response response) {
  if (state_ == State::answering) write(std::move(response));
}

void Connection::write(Response response) {
  const bool complete = progress_ == Parser::Progress::request;
  const bool bodiless = (complete && parser_.request().method == Method::head) || !may_have_body(response.status());
  const Framing framing = response.length()                       ? Framing::length
                          : complete && !parser_.request().http11 ? Framing::until_close
                                                                  : Framing::chunked;
  keep_alive_ = keep_alive_ && complete && parser_.request().keep_alive && !response.closes() && !set_->ending_;
  state_ = State::writing;
  timed_ = waiting_ = false;
  head_buffer.clear();
  write_head(response, framing, keep_alive_, head_buffer);
  if (response.source() && !bodiless) {
    outgoing_ = std::make_unique<Outgoing>(head_buffer, response.source(), framing, response.length().value_or(0));
    return write_on();
  }
  const std::string_view body = bodiless ? std::string_view{} : response.body();
  const iovec parts[] = {part(head_buffer), part(body)};
  const std::size_t sent = stream_.send(parts);
  if (sent == head_buffer.size() + body.size()) return finish_response();
  if (stream_.broken()) return close();
  std::string unsent(head_buffer, std::min(sent, head_buffer.size()));
  unsent.append(body.substr(sent > head_buffer.size() ? sent - head_buffer.size() : 0));
  outgoing_ = std::make_unique<Outgoing>(std::move(unsent));
  write_on();
}

void Connection::write_on() {
  const Outgoing::Progress progress = outgoing_->send(stream_);
  waiting_ = progress == Outgoing::Progress::waiting;
  switch (progress) {
    case Outgoing::Progress::done:
      outgoing_.reset();
      return finish_response();
    case Outgoing::Progress::blocked:
      if (!std::exchange(timed_, true)) {
        outgoing_->take_delivered(stream_);
        set_->loop_.ticker().set(*this, set_->ticks_.write);
      }
      return stream_.wait_writable(shared_from_this());
    case Outgoing::Progress::waiting:
      timed_ = false;
      set_->loop_.ticker().set(*this, set_->ticks_.source);
      // A client that leaves meanwhile is noticed by it, too.
      return stream_.wait_writable(shared_from_this());
    case Outgoing::Progress::turn:
      return set_->loop_.post([self = shared_from_this()] {
        if (self->outgoing_) self->write_on();
      });
    case Outgoing::Progress::broken:
      return close();
    case Outgoing::Progress::failed:
      // Where the end of the connection is the end of the body, it must not look like one.
      if (outgoing_->framing() == Framing::until_close) stream_.reset();
      return close();
  }
}

void Connection::on_writable() {
  if (state_ == State::writing && outgoing_) write_on();
}

void Connection::finish_response() {
  limited_ = Parser::Progress::request;
  set_->loop_.ticker().clear(*this);
  if (!keep_alive_) {
    state_ = State::lingering;
    stream_.end_sending();
    set_->loop_.ticker().set(*this, set_->ticks_.linger);
    if (!in_turn_) resume_reading();
    return;
  }
  state_ = State::reading;
  if (in_turn_) return;
  progress_ = parser_.next();
  if (proceed()) resume_reading();
}

http::Leaving::Socket Connection::release() {
  Socket socket{stream_.release(), parser_.take_unread()};
  close();
  return socket;
}

void Connection::on_end() {
  if (state_ != State::reading || !stream_.take_plain_http()) return close();
  read_pending_ = keep_alive_ = false;
  Response response(400, "text/plain; charset=utf-8", "This port speaks HTTPS: write https:// instead of http://\n");
  write(std::move(response));
}

// At the end of a limit of a body or a response: a client that is slow only because there is much has as long again.
bool Connection::is_fast_enough() noexcept {
  if (state_ == State::reading && progress_ == Parser::Progress::body) {
    if (std::exchange(received_, 0) < set_->least_received_) return false;
    set_->loop_.ticker().set(*this, set_->ticks_.body);
    return true;
  }
  if (state_ != State::writing || outgoing_->take_delivered(stream_) < set_->least_taken_) return false;
  set_->loop_.ticker().set(*this, set_->ticks_.write);
  return true;
}

void Connection::on_limit() {
  if (waiting_) return write_on();
  if (is_fast_enough()) return;
  // A client that has begun a request is told; one that has sent nothing (a browser's spare connection) would take it for an answer.
  const bool begun = state_ == State::reading && progress_ != Parser::Progress::idle;
  if (!begun) return close();
  keep_alive_ = false;
  write(Response::error(408));
}

}  // namespace golive::http

#include "testing/relayed_connection.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "protocol/close_code.h"
#include "transport/frame.h"

namespace golive::testing {
namespace {

using transport::Opcode;

constexpr std::string_view kLine = "&golive-line=";
constexpr int kSwitchingProtocols = 101;

}  // namespace

bool RelayedConnection::run(std::int64_t now_ns, bool requests_go_on) {
  moved_ = false;
  now_ns_ = now_ns;
  browser_.flush();
  const std::size_t kept = in_.size();
  const bool there = browser_.read(in_);
  moved_ = in_.size() != kept;
  if (state_ == State::head) read_head();
  if (state_ == State::held) knock(now_ns);
  if (state_ == State::answer) read_answer();
  if (state_ == State::tunnel && requests_go_on) pass();
  if (state_ == State::relayed || state_ == State::closing) relay(now_ns);
  if (!there || (ends_ && browser_.unsent() == 0)) end();
  return moved_;
}

void RelayedConnection::end() {
  moved_ = moved_ || !is_over();
  state_ = State::over;
  if (line_) line_->cut();
  if (server_ != nullptr) server_->close();
  browser_.close();
}

void RelayedConnection::lose() {
  if (page_ != nullptr && !is_over()) ++page_->lost;
  end();
}

std::int64_t RelayedConnection::next_due_ns() const noexcept {
  if (state_ == State::held) return page_->weather.parted_until_ns();
  return state_ == State::relayed ? line_->next_due_ns() : kNever;
}

// The first request decides: browsers open a connection of its own for a socket.
void RelayedConnection::read_head() {
  if (in_.find("\r\n\r\n") == std::string::npos) return;
  const std::string_view target = std::string_view(in_).substr(0, in_.find("\r\n"));
  if (const std::size_t at = target.find(kLine); at != target.npos) {
    const std::size_t end = std::min(target.find_first_of("& ", at + kLine.size()), target.size());
    name_ = std::string(target.substr(at + kLine.size(), end - at - kLine.size()));
    in_.erase(at, end - at);
    page_ = outside_.page_of(name_);
  }
  state_ = State::held;
}

// As LiveLink::connect().
void RelayedConnection::knock(std::int64_t now_ns) {
  if (page_ != nullptr) {
    if (!page_->online) return lose();
    if (page_->weather.parted_until_ns() > now_ns) return;
    if (page_->weather.refuses()) return lose();
  }
  moved_ = true;
  server_ = outside_.connect();
  state_ = page_ == nullptr ? State::tunnel : State::answer;
  if (state_ == State::answer) server_->write(std::exchange(in_, {}));
}

void RelayedConnection::read_answer() {
  const bool there = server_->read(answer_);
  HttpAnswer answer;
  if (!answer_reader_.read(answer_, answer)) return there ? void() : lose();
  moved_ = true;
  browser_.write(std::string_view(answer_).substr(0, answer_.size() - answer.rest.size()));
  if (answer.status == kSwitchingProtocols) {
    line_.emplace(std::move(server_), std::move(answer.rest), page_->weather);
    state_ = State::relayed;
  } else {
    browser_.write(answer.rest);
    state_ = State::tunnel;
  }
}

void RelayedConnection::pass() {
  server_->write(std::exchange(in_, {}));
  std::string out;
  ends_ = !server_->read(out);
  moved_ = moved_ || !out.empty();
  browser_.write(out);
}

void RelayedConnection::relay(std::int64_t now_ns) {
  std::string in = std::exchange(in_, {});
  reader_.feed(in, *this);
  if (state_ != State::relayed || page_->acts) return;
  say_unheard();
  moved_ = line_->bring_up(now_ns) || moved_;
  std::string text;
  while (line_->receive(text, now_ns)) {
    moved_ = true;
    ++to_page_;
    ++page_->passed;
    write_frame(Opcode::text, text);
  }
  moved_ = line_->go_on() || moved_;
  if (const auto code = line_->closed()) close(*code);
}

// The server's goodbye. The browser answers it before its connection may end.
void RelayedConnection::close(std::uint16_t code) {
  if (code == CloseCode::abnormal) return lose();
  const std::array<char, 2> bytes{static_cast<char>(code >> 8), static_cast<char>(code & 0xFF)};
  write_frame(Opcode::close, {bytes.data(), code == CloseCode::no_code ? 0 : bytes.size()});
  state_ = State::closing;
  ++page_->lost;
  moved_ = true;
}

void RelayedConnection::write_frame(Opcode opcode, std::string_view payload) {
  std::array<char, transport::kServerHeaderBytes> header;
  std::string frame(header.data(), transport::write_header(opcode, payload.size(), header));
  browser_.write(frame += payload);
}

bool RelayedConnection::on_text(std::string_view message) {
  ++from_page_;
  unheard_.emplace_back(message);
  if (!page_->acts) say_unheard();
  return state_ == State::relayed;
}

void RelayedConnection::say_unheard() {
  for (const std::string& message : std::exchange(unheard_, {})) line_->send(message, now_ns_);
}

bool RelayedConnection::on_binary(std::string_view) { return lose(), false; }
bool RelayedConnection::on_ping(std::string_view payload) { return write_frame(Opcode::pong, payload), true; }

// What it has said before comes to the server, as far as there is a network.
void RelayedConnection::on_close(std::uint16_t code) {
  ends_ = true;
  if (state_ == State::closing) return;
  say_unheard();
  if (page_->weather.parted_until_ns() > now_ns_) line_->cut();
  line_->bring_up(kNever);
  if (!line_->closed()) line_->close(code == CloseCode::no_code ? CloseCode::normal : code);
  state_ = State::closing;
  write_frame(Opcode::close, {});
}

void RelayedConnection::on_violation(std::uint16_t, std::string_view) { lose(); }

}  // namespace golive::testing

#pragma once
// A page and its socket, as docs/protocol.md describes them from the browser's side.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "mix/web_socket_client.h"

namespace mix {

// What the root element of a served page says, and the cookies of the session that loaded it.
struct Root {
  std::string view;
  std::string id;
  std::string token;
  std::string cookies = {};
};
// Throws WrongAnswer if `html` has no complete root element.
Root root_of(std::string_view html);

// A frame `[seq, ack, kind, payload]` taken apart as far as the mix needs it.
struct Frame {
  std::uint64_t seq = 0;
  std::uint64_t ack = 0;
  char kind = 0;
  std::string payload;  // JSON text

  // True if some slot of a diff now shows this number.
  bool shows(long long number) const;
};
// Throws WrongAnswer if `text` is no such frame.
Frame frame_of(std::string_view text);

class LivePage {
 public:
  // GETs the page, opens its socket and joins; returns when the join was answered with a full tree or a skeleton.
  LivePage(Place place, std::string path, Random& random, int receive_buffer = 0);
  // Joins with the root of a page loaded earlier.
  LivePage(Place place, std::string path, Root root, Random& random, int receive_buffer = 0);

  // Sends an event and returns its id. The connection must be up.
  std::uint64_t event(std::string_view name, std::string_view payload = "null");
  // Sends an event again, under its id.
  void repeat(std::uint64_t id, std::string_view name, std::string_view payload = "null");
  // The next frame in sequence; throws WrongAnswer for a gap, an ack of an event never sent, a reload or the end of the connection.
  Frame next();
  // Reads frames until one contains event `id`, and returns that one.
  Frame answer(std::uint64_t id);
  // Opens a new socket and joins where the page is, as after a tunnel; returns the first frame.
  Frame come_back(Place place, Random& random);
  // Sends a message as it is.
  bool send(std::string_view message) { return socket_->send(message); }

  const Root& root() const { return root_; }
  WebSocketClient& socket() { return *socket_; }
  std::uint64_t seq() const { return seq_; }

 private:
  std::string socket_target() const { return "/live/websocket?vsn=golive1&view=" + root_.id; }
  Frame join();

  std::string path_;
  Root root_;
  std::unique_ptr<WebSocketClient> socket_;
  std::uint64_t seq_ = 0;
  std::uint64_t sent_ = 0;
  std::uint64_t acked_ = 0;
};

// GETs a page; throws WrongAnswer unless it is a 200 with a root element.
Root load(Place place, std::string_view path);

}  // namespace mix

#pragma once
// What a browser connects to in place of the app under test: a port of 127.0.0.1 that stays when one server follows another, with a network
// behind it whose weather the test makes.
//
// Bytes are passed on as they come, but for the sockets of live views whose URL names their page (golive-line=PAGE.WORD, which is taken
// out): their messages go over a Line.
//
// Threads: the test's. Works while run() is called. Times are those of World::network_ns().
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_descriptor.h"
#include "testing/relayed_connection.h"
#include "testing/stream_end.h"

namespace golive::testing {

// A socket as the page sees it.
struct PageSocket {
  std::string line;  // PAGE.WORD
  bool is_open;      // neither connecting nor closing
  std::uint64_t sent;
  std::uint64_t heard;
};

class Relay {
 public:
  // `connect`: to the server of the moment. Throws Failure if no port can be had.
  explicit Relay(RelayedConnection::Outside::Connect connect);
  Relay(const Relay&) = delete;
  Relay& operator=(const Relay&) = delete;

  std::uint16_t port() const noexcept { return port_; }

  // Pages by their numbers. The network of one that is removed is good for what it has still to say.
  std::shared_ptr<RelayedPage> add(std::uint64_t page);
  void remove(std::uint64_t page);
  // All connections of a page are lost.
  void cut(const RelayedPage& page);

  // Requests of browsers wait until they are let go on, but no longer than a script may wait for their answers.
  void hold_requests();
  void release_requests() { requests_from_ = {}; }

  // Passes on what is due. True if anything was.
  bool run(std::int64_t now_ns);
  std::int64_t next_due_ns() const noexcept;

  // Everything that either side has passed to the other has come there.
  bool agrees(std::span<const PageSocket> sockets) const;
  // What the page has said has come here: sockets and how many messages went over each.
  bool has_heard(std::string_view line, std::uint64_t sent) const;
  // No message of this page is under way.
  bool is_idle(const RelayedPage& page) const;

 private:
  bool accept();
  std::shared_ptr<RelayedPage> page_of(std::string_view line) const;
  bool agrees(const PageSocket& socket) const;

  const RelayedConnection::Outside outside_;
  std::uint16_t port_ = 0;
  std::chrono::steady_clock::time_point requests_from_;
  FileDescriptor listener_;
  std::map<std::uint64_t, std::shared_ptr<RelayedPage>> pages_;
  std::vector<std::unique_ptr<RelayedConnection>> connections_;
};

}  // namespace golive::testing

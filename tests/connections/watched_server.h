#pragma once
// connections_server, and what the system and the server itself say of it. Used by one thread.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mix/server_process.h"

namespace connections {

struct State {
  std::string text;
  std::uint64_t operator[](std::string_view name) const;
};

class WatchedServer {
 public:
  explicit WatchedServer(const std::string& program, std::vector<std::string> arguments = {});

  std::uint16_t port() const { return process_.port(); }
  mix::ServerProcess& process() { return process_; }
  // What GET /state says; its own connection is there meanwhile.
  State state() const;
  // The state when nothing changes any more: what was sent has been read.
  State settled() const;
  // The state when no connection and no view is left, and every one that was mounted is terminated. Throws mix::WrongAnswer if that does
  // not come within 30 s.
  State state_at_rest() const;
  // Descriptors in use.
  std::size_t descriptors() const;
  // Pages of memory that are its own, in bytes.
  std::size_t private_dirty() const;
  // Lines of its log that hold `text`.
  std::size_t lines_with(std::string_view text) const;

 private:
  mix::ServerProcess process_;
  std::size_t descriptors_at_rest_;
};

}  // namespace connections

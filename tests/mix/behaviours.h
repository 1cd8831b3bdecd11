#pragma once
// What the crowd does. Each behaviour is one visitor from arrival to leaving; it throws WrongAnswer when the server is at fault.
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "mix/web_socket_client.h"

namespace mix {

// The program under test and the page everybody visits: one number, one event that adds 1 and one that takes it away.
struct Site {
  std::uint16_t port = 0;
  bool bench_pages = false;
  std::string path;
  std::string up;
  std::string down;
};
// Finds out which program answers at `port`.
Site visit(std::uint16_t port);

struct Behaviour {
  std::string_view name;
  void (*run)(const Site& site, Random& random);
  bool bench_pages_only = false;
};

std::span<const Behaviour> behaviours();

// In behaviours_hostile.cpp: visitors who mean harm or are badly connected.
void send_garbage_messages(const Site& site, Random& random);
void send_garbage_frames(const Site& site, Random& random);
void send_half_frames(const Site& site, Random& random);
void send_garbage_http(const Site& site, Random& random);
void leave_at_any_point(const Site& site, Random& random);

// A number from 0 to below `end`.
inline std::size_t below(Random& random, std::size_t end) { return random() % end; }

}  // namespace mix

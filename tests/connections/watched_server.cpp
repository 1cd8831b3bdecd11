#include "connections/watched_server.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <utility>

#include "connections/eventually.h"
#include "mix/http_client.h"

namespace connections {
namespace {

constexpr int kUnchanged = 50;  // answers in a row

}  // namespace

std::uint64_t State::operator[](std::string_view name) const {
  const auto at = text.find(std::string(name) + " ");
  if (at == text.npos) throw mix::WrongAnswer("no " + std::string(name) + " in " + text);
  return std::stoull(text.substr(at + name.size() + 1));
}

WatchedServer::WatchedServer(const std::string& program, std::vector<std::string> arguments)
    : process_(program, std::move(arguments)), descriptors_at_rest_(descriptors()) {}

State WatchedServer::state() const {
  const mix::Answer answer = mix::HttpClient(port()).get("/state");
  if (answer.status != 200) throw mix::WrongAnswer("no state: " + answer.head);
  return {answer.body};
}

State WatchedServer::settled() const {
  State state = this->state();
  int unchanged = 0;
  const bool settles = eventually([&] {
    const State next = this->state();
    unchanged = next["heap_bytes"] == state["heap_bytes"] ? unchanged + 1 : 0;
    state = next;
    return unchanged == kUnchanged;
  });
  if (!settles) throw mix::WrongAnswer("what the server has on its heap does not settle\n" + state.text);
  return state;
}

State WatchedServer::state_at_rest() const {
  State state;
  int unchanged = 0;
  const bool rests = eventually([&] {
    const std::uint64_t before = state.text.empty() ? 0 : state["heap_bytes"];
    const bool alone = descriptors() == descriptors_at_rest_;
    state = this->state();
    const bool empty = alone && state["views"] == 0 && state["parked"] == 0 && state["mounts"] == state["terminates"];
    // What a worker or a timer has still to free comes a moment after the counts.
    unchanged = empty && state["heap_bytes"] == before ? unchanged + 1 : 0;
    return unchanged == kUnchanged;
  });
  if (!rests)
    throw mix::WrongAnswer(std::to_string(descriptors()) + " descriptors, at rest " + std::to_string(descriptors_at_rest_) + "\n" +
                           state.text);
  return state;
}

std::size_t WatchedServer::descriptors() const {
  const std::filesystem::directory_iterator all("/proc/" + std::to_string(process_.pid()) + "/fd");
  return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

std::size_t WatchedServer::private_dirty() const {
  std::ifstream file("/proc/" + std::to_string(process_.pid()) + "/smaps_rollup");
  for (std::string word; file >> word;) {
    std::size_t kib = 0;
    if (word == "Private_Dirty:" && file >> kib) return kib * 1024;
  }
  throw mix::WrongAnswer("the system does not tell Private_Dirty");
}

std::size_t WatchedServer::lines_with(std::string_view text) const {
  const std::string log = process_.error_output();
  std::size_t lines = 0;
  for (auto at = log.find(text); at != log.npos; at = log.find(text, at + 1)) ++lines;
  return lines;
}

}  // namespace connections

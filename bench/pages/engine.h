#pragma once
// /engine: all that a host's thread can feed a page with, and what a page can send it, at 2 kHz from the first visit on. Event order(N): an
// even N is done, an odd one refused.
#include <golive/command.h>
#include <golive/golive.h>
#include <golive/latest.h>
#include <golive/stream.h>

#include <cstdint>
#include <mutex>
#include <span>
#include <thread>

class Engine {
 public:
  struct Reading {
    std::int64_t round = 0;
    std::int64_t minus_round = 0;
  };

  // Starts the thread.
  Engine& run();

  golive::Latest<Reading> reading;
  golive::Stream<Reading> readings{64};
  golive::Command<std::int64_t> orders{16};

 private:
  void loop(const std::stop_token& stopped);

  std::once_flag started_;
  std::jthread thread_;
};

struct EnginePage {
  golive::Service<Engine> engine;
  Engine::Reading now = {};
  std::int64_t torn = 0;     // readings that were not whole, or out of order
  std::int64_t outcome = 0;  // of the last order: its number if it was done, less than zero if it was refused
  std::int64_t ordered = 0;
  std::int64_t last = 0;  // of the readings that came in order

  void mount(golive::Socket& socket);
  void look(const Engine::Reading& reading, golive::Freshness);
  void follow(std::span<const Engine::Reading> readings, std::uint64_t missed);
  void order(golive::Socket& socket, std::int64_t number);
  void on_outcome(const golive::Outcome& told);
  golive::Html render() const;
};

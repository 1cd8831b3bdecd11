#include "engine.h"

#include <chrono>

using namespace golive;

Engine& Engine::run() {
  std::call_once(started_, [this] { thread_ = std::jthread([this](const std::stop_token& stopped) { loop(stopped); }); });
  return *this;
}

void Engine::loop(const std::stop_token& stopped) {
  auto next = std::chrono::steady_clock::now();
  for (std::int64_t round = 1; !stopped.stop_requested(); ++round) {
    orders.drain([](const std::int64_t& number) { return number % 2 == 0 ? Outcome{} : refuse("odd"); });
    reading.publish({round, -round});
    readings.publish({round, -round});
    std::this_thread::sleep_until(next += std::chrono::microseconds{500});
  }
}

void EnginePage::mount(Socket& socket) {
  socket.watch<&EnginePage::look>(engine->reading);
  socket.watch<&EnginePage::follow>(engine->readings);
}

void EnginePage::look(const Engine::Reading& reading, Freshness) {
  if (reading.round != -reading.minus_round || reading.round < now.round) ++torn;
  now = reading;
}

void EnginePage::follow(std::span<const Engine::Reading> readings, std::uint64_t) {
  for (const Engine::Reading& each : readings) {
    if (each.round != -each.minus_round || each.round <= last) ++torn;
    last = each.round;
  }
}

void EnginePage::order(Socket& socket, std::int64_t number) {
  ordered = number;
  on_outcome(socket.send<&EnginePage::on_outcome>(engine->orders, number));
}

void EnginePage::on_outcome(const Outcome& told) {
  if (told.refused()) outcome = -ordered - 1;
  else if (told.done()) outcome = ordered;
}

// The round is one part for all who look.
Html EnginePage::render() const {
  return HTML(R"(<output>{outcome}</output><b>{torn}</b>{round}<input type="number" lv-change={order}>)", outcome, torn,
              arg("round", shared(engine->reading, now.round,
                                  [](const Latest<Engine::Reading>& reading) {
                                    return HTML("<i>{round}</i>", arg("round", reading.read().round));
                                  })),
              arg("order", on<&EnginePage::order>()));
}

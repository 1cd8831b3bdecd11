#pragma once
// What a browser sees of the host, and how it steers it.
#include <golive/golive.h>

#include <span>
#include <string>
#include <vector>

#include "host.h"

namespace golive::examples {

// The newest points of the chart.
struct Track {
  std::vector<double> time, position, target, angle;
  std::uint64_t version = 0;

  void add(const Sample& sample);
};

struct Page {
  Service<Host> host;
  transient<State> now = {};
  transient<Track> track = {};
  Freshness freshness = Freshness::live;
  std::string word = {};  // what became of the last order

  void mount(Socket& socket);
  void look(const State& state, Freshness how) { *now = state, freshness = how; }
  void record(std::span<const Sample> samples);

  void set(Socket& socket, Order::What what, double value);
  void on_outcome(const Outcome& outcome);
  Html render() const;

 private:
  Html schematic() const;
  Html figures() const;
  Html slider(std::string_view label, std::string_view unit, Order::What what, double low, double high, double step, double value) const;
  Html controls() const;
  Html chart() const;
};

extern const std::string_view kPageCss;

}  // namespace golive::examples

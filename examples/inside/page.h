#pragma once
// What a browser sees of the host, and how it steers it.
#include <golive/golive.h>

#include <string>

#include "host.h"

namespace golive::examples {

struct Page {
  Service<Host> host;
  transient<State> now = {};
  Freshness freshness = Freshness::live;
  std::string word = {};  // what became of the last order

  void mount(Socket& socket);
  void look(const State& state, Freshness how) { *now = state, freshness = how; }

  void set(Socket& socket, Order::What what, double value);
  void on_outcome(const Outcome& outcome);
  Html render() const;

 private:
  Html schematic() const;
  Html figures() const;
  Html slider(std::string_view label, std::string_view unit, Order::What what, double low, double high, double step, double value) const;
  Html controls() const;
};

extern const std::string_view kPageCss;

}  // namespace golive::examples

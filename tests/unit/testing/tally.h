#pragma once
// A page that counts what it is sent, while it changes by itself.
#include <golive/golive.h>

#include <string>
#include <vector>

namespace golive::testing::pages {

struct Tally {
  struct Row {
    int id;
  };
  int count = 0;
  int ticks = 0;
  std::string text = {};
  std::vector<Row> rows = {};

  void connected(Socket& socket) { socket.every<&Tally::tick>(70ms); }
  void tick() { ++ticks; }
  void add() { rows.push_back({++count}); }
  void type(const std::string& value) { text = value; }
  Html render() const {
    return HTML(
        R"(<output>{count}</output><button lv-click={}>+</button><input name="x" lv-input={} value={text}><p>{ticks}</p><ol>{}</ol>)",
        count, on<&Tally::add>(), on<&Tally::type>(), text, ticks,
        each(rows, &Row::id, [](const Row& row) { return HTML("<li>{}</li>", row.id); }));
  }
};

}  // namespace golive::testing::pages

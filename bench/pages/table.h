#pragma once
// /table?rows=N: a table of N rows of five columns. Events: touch (one cell of one row), swap, prepend, delete, shuffle. &versions=1
// renders by row versions; &stage=0 lets a measurement touch, prepend and churn (stage.h). /blocks?rows=N: the same rows in Blocks; event
// touch.
#include <golive/blocks.h>
#include <golive/golive.h>

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "stage.h"

struct Item {
  std::int64_t id;
  std::string name;
  int qty;
  double price;
  std::string_view status;
  std::uint32_t version;
};

struct Table {
  static constexpr bool survives = false;  // a load for measuring, not a state to keep
  golive::Service<Stages> stages;
  std::vector<Item> rows = {};
  bool versions = false;
  std::size_t stage = kNoStage;
  std::int64_t next_id = 1;
  std::int64_t first_id = 0;
  std::minstd_rand random{42};

  void mount(golive::Socket& socket, const golive::Params& params);
  void connected(golive::Socket& socket) { stages->enter<&Table::act>(socket, stage); }

  void act(const std::string& name);
  void touch();
  void swap();
  void prepend();
  void churn();  // a row more and a row less
  void remove();
  void shuffle();

  golive::Html render() const;
};

struct BlockTable {
  static constexpr bool survives = false;
  golive::Blocks<Item> rows = {};
  std::minstd_rand random{42};

  void mount(golive::Socket& socket, const golive::Params& params);
  void touch();
  golive::Html render() const;
};

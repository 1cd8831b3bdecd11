#pragma once
#include <golive/golive.h>

struct Clock {
  int ticks = 0;

  void tick(int by) { ticks += by; }

  golive::Html render() const {
    return HTML(R"(<main><b>{ticks}</b> <button lv-click={}>tick</button></main>)", ticks, golive::on<&Clock::tick>(1));
  }
};

#pragma once
#include <golive/golive.h>

struct Counter {
  int count = 0;

  void add(int by) { count += by; }

  golive::Html render() const {
    return HTML(R"(<button lv-click={}>+</button><output>{count}</output>)", golive::on<&Counter::add>(1), count);
  }
};

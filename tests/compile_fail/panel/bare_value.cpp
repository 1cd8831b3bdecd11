// expect: app.panel(path, value) shows a Latest<T> or a Guarded<T>: a value that other threads may change while it is read
#include "golive/golive.h"
#include "golive/panel.h"

struct Arm {
  double angle = 0;
} arm;

void show(golive::App& app) { app.panel("/", arm); }

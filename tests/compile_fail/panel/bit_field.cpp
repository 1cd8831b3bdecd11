// expect: golive cannot read the names of a struct that has a reference or a bit-field: list the members that a panel shows
#include "golive/golive.h"
#include "golive/panel.h"

struct Arm {
  double angle = 0;
  unsigned brake : 1;
};

golive::Guarded<Arm> arm;
void show(golive::App& app) { app.panel("/", arm); }

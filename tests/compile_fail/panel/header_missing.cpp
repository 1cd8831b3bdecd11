// expect: IncludePanelH<golive::Latest<Arm> >
#include "golive/golive.h"

struct Arm {
  double angle = 0;
};

golive::Latest<Arm> arm;
void show(golive::App& app) { app.panel("/", arm); }

// expect: the panel_fields of a struct list a field of another struct
#include "golive/golive.h"
#include "golive/panel.h"

struct Leg {
  double angle = 0;
};
struct Arm {
  double angle = 0;
  static constexpr auto panel = golive::panel_fields(golive::field<&Leg::angle>({.unit = "rad"}));
};

golive::Guarded<Arm> arm;
void show(golive::App& app) { app.panel("/", arm); }

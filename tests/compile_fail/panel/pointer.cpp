// expect: panel_error<golive::detail::FixedString<
// expect: "Arm::next is Arm*, which a panel cannot show: use numbers, bool, enums, text, optionals of these, arrays, vectors, or structs of these; or leave the field out: static constexpr auto panel = panel_fields(field<&Arm::next>({.hidden = true}))"
#include "golive/golive.h"
#include "golive/panel.h"

struct Arm {
  double angle = 0;
  Arm* next = nullptr;
};

golive::Guarded<Arm> arm;
void show(golive::App& app) { app.panel("/", arm); }

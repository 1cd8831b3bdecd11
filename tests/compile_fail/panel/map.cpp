// expect: "Arm::limits is std::map<std::__cxx11::basic_string<char>, double>, which a panel cannot show:
#include <map>

#include "golive/golive.h"
#include "golive/panel.h"

struct Arm {
  std::map<std::string, double> limits;
};

golive::Guarded<Arm> arm;
void show(golive::App& app) { app.panel("/", arm); }

// expect: a parameter of a route is a number, bool, std::string or an enum
#include "golive/route.h"

#include <string>

using namespace golive;

inline constexpr auto todo = route<"/todos/{id}", const char*>;
const auto& used = todo.pattern();

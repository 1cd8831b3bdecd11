// expect: an argument of this route is of another type than its parameter
#include "golive/route.h"

#include <string>

using namespace golive;

inline constexpr auto todo = route<"/todos/{id}", int>;
std::string path() { return todo("seven"); }

// expect: this route takes another number of arguments: one for each {name} of its path
#include "golive/route.h"

#include <string>

using namespace golive;

inline constexpr auto todo = route<"/todos/{id}", int>;
std::string path() { return todo(7, 8); }

// expect: this route has another number of parameters than types. Write one type for each {name} of the path
#include "golive/route.h"

#include <string>

using namespace golive;

inline constexpr auto todo = route<"/todos/{id}">;
std::string path() { return todo(); }

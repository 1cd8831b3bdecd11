#pragma once
// Two files that each have a component called Twin of their own.
#include <string>

namespace golive::same_name {

// Dispatches "name" to the Twin of the file and returns its answer.
std::string ask_first();
std::string ask_second();

}  // namespace golive::same_name

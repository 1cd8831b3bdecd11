#pragma once
// What a random user finds wrong with a page beside what every step does.
#include <cstddef>
#include <optional>
#include <string>

#include "testing/page_driver.h"

namespace golive::testing {

// An element, an attribute or a script that a value of monkey_values.h has become, where it had to stay a text.
std::optional<std::string> injected_markup(Node root);

// An answer of 500 and above; markup that was injected; a view of more than `most_bytes`. Throws Failure.
void check_as_monkey(PageDriver& driver, std::size_t most_bytes);

}  // namespace golive::testing

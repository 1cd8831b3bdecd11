#pragma once
// What a random user does next with a page as it stands: something that a person could do.
#include <string>
#include <string_view>

#include "testing/choice.h"
#include "testing/monkey_step.h"
#include "testing/page_driver.h"

namespace golive::testing {

// `start`: where it goes back to when it has left. Where nothing can be done, time goes on.
MonkeyStep next_step(Choice& choice, PageDriver& driver, std::string_view start);

}  // namespace golive::testing

#include "golive/testing/mocks.h"

#include "golive/testing/failure.h"
#include "testing/step.h"

namespace golive::testing {

void fail_spy(const char* question, const std::string& text, const Place& at) {
  fail_step(std::string(question) + "()", Failure(text), at);
}

}  // namespace golive::testing

// expect: a field of this component does not survive a restart, see state_error<...>
// expect: Orders::mutex (std::mutex) is something golive cannot save; or transient<T> for this field, static constexpr bool survives =
// false for the component, or static constexpr auto state = fields(&C::a) with what survives
#include <mutex>
#include "golive/component.h"

using namespace golive;

struct Database {};
struct Orders {
  int page = 0;
  std::mutex mutex;
};

int main() { detail::check_survival<Orders>(); }

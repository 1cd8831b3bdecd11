// expect: a field of this component does not survive a restart, see state_error<...>
// expect: Orders::cells (int [4]) is a C array: write std::array; or transient<T> for this field, static constexpr bool survives = false
// for the component, or static constexpr auto state = fields(&C::a) with what survives
#include "golive/component.h"

using namespace golive;

struct Database {};
struct Orders {
  int page = 0;
  int cells[4] = {};
};

int main() { detail::check_survival<Orders>(); }

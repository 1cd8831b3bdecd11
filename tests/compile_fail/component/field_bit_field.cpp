// expect: a field of this component does not survive a restart, see state_error<...>
// expect: Orders, field 2 (unsigned int) is a bit-field: write a whole number or bool; or transient<T> for this field, static constexpr
// bool survives = false for the component, or static constexpr auto state = fields(&C::a) with what survives
#include "golive/component.h"

using namespace golive;

struct Database {};
struct Orders {
  int page = 0;
  unsigned flags : 3 = 0;
};

int main() { detail::check_survival<Orders>(); }

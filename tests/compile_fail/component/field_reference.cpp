// expect: a field of this component does not survive a restart, see state_error<...>
// expect: Orders, field 2 (Database&) is a reference: write Service<T>, made by the factory; or transient<T> for this field, static
// constexpr bool survives = false for the component, or static constexpr auto state = fields(&C::a) with what survives
#include "golive/component.h"

using namespace golive;

struct Database {};
struct Orders {
  int page = 0;
  Database& db;
};

int main() { detail::check_survival<Orders>(); }

// expect: a field of this component does not survive a restart, see state_error<...>
// expect: Row::owner (Database*) is a raw pointer: write Service<T>, made by the factory, or keep an id; or transient<T> for this field,
// static constexpr bool survives = false for the component, or static constexpr auto state = fields(&C::a) with what survives
#include <vector>
#include "golive/component.h"

using namespace golive;

struct Database {};
struct Row {
  Database* owner = nullptr;
};
struct Orders {
  int page = 0;
  std::vector<Row> rows;
};

int main() { detail::check_survival<Orders>(); }

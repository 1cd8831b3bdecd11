// expect: golive cannot see fields that a struct inherits: list them: static constexpr auto state = fields(&C::a, &C::inherited)
#include "golive/component.h"

using namespace golive;

struct Paged {
  int page = 0;
};
struct Orders : Paged {
  int count = 0;
};

int main() { detail::check_survival<Orders>(); }

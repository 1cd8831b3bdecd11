// expect: golive cannot see the fields of this class: it has private members, a constructor or virtual functions; make it a plain struct,
// or list its members, after them: static constexpr auto state = fields(&C::a, &C::b), or static constexpr bool survives = false
#include "golive/component.h"

using namespace golive;

class Orders {
  int page_ = 0;

 public:
  int page() const { return page_; }
};

int main() { detail::check_survival<Orders>(); }

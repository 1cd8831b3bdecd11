// expect: this component has no render() that golive can call. Write: Html render() const, public, without parameters
#include "golive/component.h"
#include "golive/html.h"

using namespace golive;

struct Orders {
  int page = 0;
};

const auto& orders = detail::component_type<Orders>();

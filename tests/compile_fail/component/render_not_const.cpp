// expect: render() of this component must be const, it shows the state and does not change it. Write: Html render() const
#include "golive/component.h"
#include "golive/html.h"

using namespace golive;

struct Orders {
  Html render() { return {}; }
};

const auto& orders = detail::component_type<Orders>();

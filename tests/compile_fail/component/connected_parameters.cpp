// expect: connected() of this component takes parameters golive does not have. Write: void connected(Socket&) or void connected(), public
#include "golive/component.h"
#include "golive/html.h"
#include "golive/message.h"
#include "golive/params.h"
#include "golive/payload.h"

using namespace golive;

struct Orders {
  void connected(int) {}
  Html render() const { return {}; }
};

const auto& orders = detail::component_type<Orders>();

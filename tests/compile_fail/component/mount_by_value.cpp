// expect: mount() of this component takes parameters golive does not have. Write: void mount(Socket&, const Params&, const Session&),
// public, each parameter may be left out, in this order
#include "golive/component.h"
#include "golive/html.h"
#include "golive/message.h"
#include "golive/params.h"
#include "golive/payload.h"

using namespace golive;

struct Orders {
  void mount(Socket);
  Html render() const { return {}; }
};

const auto& orders = detail::component_type<Orders>();

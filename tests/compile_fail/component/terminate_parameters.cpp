// expect: terminate() of this component takes parameters golive does not have. Write: void terminate(TerminateReason) or void terminate(),
// public
#include "golive/component.h"
#include "golive/html.h"
#include "golive/message.h"
#include "golive/params.h"
#include "golive/payload.h"

using namespace golive;

struct Orders {
  void terminate(int reason) {}
  Html render() const { return {}; }
};

const auto& orders = detail::component_type<Orders>();

// expect: handle_params() of this component takes parameters golive does not have. Write: void handle_params(Socket&, const Params&, const
// Url&), public, each parameter may be left out, in this order
#include "golive/component.h"
#include "golive/html.h"
#include "golive/message.h"
#include "golive/params.h"
#include "golive/payload.h"

using namespace golive;

struct Orders {
  void handle_params(const Url&, const Params&) {}
  Html render() const { return {}; }
};

const auto& orders = detail::component_type<Orders>();

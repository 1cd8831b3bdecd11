// expect: mount() of this component must return void
#include "golive/component.h"
#include "golive/html.h"
#include "golive/message.h"
#include "golive/params.h"
#include "golive/payload.h"

using namespace golive;

struct Orders {
  int mount(Socket&) { return 1; }
  Html render() const { return {}; }
};

const auto& orders = detail::component_type<Orders>();

// expect: handle_info() of this component takes parameters golive does not have. Write: void handle_info(Socket&, const Message&) or void
// handle_info(const Message&), public
#include "golive/component.h"
#include "golive/html.h"
#include "golive/message.h"
#include "golive/params.h"
#include "golive/payload.h"

using namespace golive;

struct Orders {
  void handle_info(Message&) {}
  Html render() const { return {}; }
};

const auto& orders = detail::component_type<Orders>();

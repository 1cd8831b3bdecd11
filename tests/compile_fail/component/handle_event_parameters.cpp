// expect: handle_event() of this component takes parameters golive does not have. Write: void handle_event(Socket&, std::string_view event,
// const Payload&), public; Socket& and the payload may be left out; it may return void, bool (false: not handled) or a reply
#include "golive/component.h"
#include "golive/html.h"
#include "golive/message.h"
#include "golive/params.h"
#include "golive/payload.h"

using namespace golive;

struct Orders {
  void handle_event(Socket&, int event) {}
  Html render() const { return {}; }
};

const auto& orders = detail::component_type<Orders>();

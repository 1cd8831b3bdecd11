#include "same_name.h"

#include "fake_socket.h"
#include "golive/golive.h"

namespace golive::same_name {
namespace {

struct Twin {
  std::string name() const { return "first"; }
  Html render() const { return HTML(R"(<p lv-click={}></p>)", on<&Twin::name>()); }
};

}  // namespace

std::string ask_first() {
  Twin twin;
  std::string reply;
  detail::dispatch(detail::component_type<Twin>(), &twin, fake_socket(), "name", Payload("null"), reply);
  return reply;
}

}  // namespace golive::same_name

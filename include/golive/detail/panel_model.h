#pragma once
// One call of app.panel(): what it shows, without its type. Shared by the views of all loops.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "golive/detail/api.h"
#include "golive/detail/feed.h"
#include "golive/detail/panel_value.h"
#include "golive/duration.h"

namespace golive {

class Socket;
struct RouteOptions;

namespace panel {
struct Plan;
}

namespace detail {

class GOLIVE_API PanelModel {
 public:
  // `name` of the type, for the title.
  PanelModel(const PanelType& type, std::string_view name);
  PanelModel(const PanelModel&) = delete;
  PanelModel& operator=(const PanelModel&) = delete;
  virtual ~PanelModel();

  // Gives what is published to the PanelView that is called with this socket.
  virtual void watch(Socket& socket) const = 0;
  // Calls see(context, value) with the present value. Any thread.
  virtual void look(void (*see)(void* context, const void* value), void* context) const = 0;

  void set_title(std::string_view text);

  panel::Plan& plan() noexcept { return *plan_; }
  const panel::Plan& plan() const noexcept { return *plan_; }

 private:
  std::unique_ptr<panel::Plan> plan_;
};

}  // namespace detail
}  // namespace golive

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
#include "golive/outcome.h"

namespace golive {

class Socket;
struct RouteOptions;

namespace panel {
struct Plan;
}

namespace detail {

// What a page asks of the value: new content for a field, or what a button does.
struct PanelOrder {
  static constexpr std::uint32_t kNone = 0xffffffff;
  std::uint32_t field = kNone;
  PanelInput input = {};
  std::uint32_t button = kNone;
};

class GOLIVE_API PanelModel : public std::enable_shared_from_this<PanelModel> {
 public:
  // `name` of the type, for the title.
  PanelModel(const PanelType& type, std::string_view name);
  PanelModel(const PanelModel&) = delete;
  PanelModel& operator=(const PanelModel&) = delete;
  virtual ~PanelModel();

  // Gives what is published to the PanelView that is called with this socket.
  virtual void watch(Socket& socket) const = 0;
  // Whether send() of fields can do anything.
  virtual bool takes_orders() const = 0;
  // Done, refused, or accepted and told to PanelView::on_outcome later.
  virtual Outcome send(Socket& socket, PanelOrder order) const = 0;
  // Calls see(context, value) with the present value. Any thread.
  virtual void look(void (*see)(void* context, const void* value), void* context) const = 0;

  void set_title(std::string_view text);
  void set_read_only() noexcept;
  std::uint32_t add_button(std::string_view label, std::string_view confirm, bool changes_value);
  // `value` is of the type of the panel; the order was checked when it was made.
  void write(void* value, const PanelOrder& order) const;
  // "battery.limit", or a button's label.
  std::string_view path(const PanelOrder& order) const noexcept;

  panel::Plan& plan() noexcept { return *plan_; }
  const panel::Plan& plan() const noexcept { return *plan_; }

 private:
  std::unique_ptr<panel::Plan> plan_;
};

}  // namespace detail
}  // namespace golive

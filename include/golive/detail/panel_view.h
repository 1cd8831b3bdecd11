#pragma once
// The component of a panel: one for each browser.
#include <cstdint>
#include <memory>
#include <string_view>

#include "golive/detail/api.h"
#include "golive/detail/feed.h"
#include "golive/detail/panel_model.h"
#include "golive/html.h"

namespace golive {

class Payload;
class Socket;

namespace panel {
struct Shown;
}

namespace detail {

class GOLIVE_API PanelView {
 public:
  static constexpr std::string_view name = "panel";

  explicit PanelView(std::shared_ptr<PanelModel> model);
  PanelView(PanelView&&) noexcept;
  PanelView& operator=(PanelView&&) = delete;
  ~PanelView();

  void mount(Socket& socket);
  // Once a second: the recent history goes on.
  void beat();
  // What controls and buttons ask for; anybody can send anything.
  void set(Socket& socket, std::uint32_t field, const Payload& payload);
  void press(Socket& socket, std::uint32_t button);
  void on_outcome(const Outcome& outcome);
  // What the model watches comes here.
  template <class T>
  void take(const T& value, Freshness freshness) {
    keep(std::make_shared<const T>(value), freshness);
  }
  Html render() const;

 private:
  void keep(std::shared_ptr<const void> value, Freshness freshness);

  std::unique_ptr<panel::Shown> shown_;
};

}  // namespace detail
}  // namespace golive

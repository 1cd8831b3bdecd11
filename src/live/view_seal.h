#pragma once
// The seal of one view: gives its bindings their tags and asks them of its events. Only where something is sealed.
// Threads: where the view's callbacks run. Owned by the view's Core, whose route, settings and session outlive it.
#include <cstdint>
#include <memory>
#include <string_view>

#include "golive/detail/binding_seal.h"
#include "golive/detail/handler_table.h"
#include "golive/session.h"
#include "security/event_tags.h"

namespace golive::live {

struct LiveRoute;
struct Settings;

class ViewSeal final : public detail::BindingSeal {
 public:
  // nullptr if neither the route nor a handler of its component is sealed.
  static std::unique_ptr<ViewSeal> of(const LiveRoute& route, const Settings& settings, const Session& session, std::uint64_t view);

  void finish(detail::TextWriter& binding) override;
  bool seals(std::string_view handler) const noexcept override;

  enum class Verdict : std::uint8_t {
    open,      // not sealed, or with the right tag, which is cut off
    untagged,  // sealed, and it brings none
    forged,    // this view never rendered it
  };
  Verdict check(std::string_view& event) const;

 private:
  ViewSeal(const detail::HandlerTable& handlers, bool all, const state::KeyRing& keys, const Session& session, std::uint64_t view);

  const detail::HandlerTable& handlers_;
  const Session& session_;
  security::EventTags tags_;
  bool all_;  // of the route
};

}  // namespace golive::live

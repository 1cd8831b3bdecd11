// The text of an event for a sealed handler: none reaches it but what the view has rendered.
#include "base/base64url.h"
#include "fuzz/target.h"
#include "golive/component.h"
#include "golive/detail/text_writer.h"
#include "golive/handler.h"
#include "golive/html.h"
#include "golive/payload.h"
#include "golive/render_scope.h"
#include "live/route.h"
#include "live/settings.h"
#include "live/view_seal.h"
#include "security/session_state.h"
#include "unit/live/fake_socket.h"

namespace golive::fuzz {
namespace {

using Verdict = live::ViewSeal::Verdict;

constexpr int kRendered = 17;

struct List {
  int removed = 0;
  int shown = 0;
  void remove(int id) { removed = id; }
  void show(int id) { shown = id; }
  Html render() const { return {}; }
};

// Writing a binding is what registers its handler; a page would do this in render().
[[maybe_unused]] void bind(std::string& sink) {
  on<&List::remove>(1).sealed().write_to(sink);
  on<&List::show>(1).write_to(sink);
}

struct View {
  live::LiveRoute route = [] {
    live::LiveRoute made;
    made.type = &detail::component_type<List>();
    return made;
  }();
  live::Settings settings = [] {
    live::Settings made;
    made.event_keys = {state::Key{4}, state::Key{5}};
    return made;
  }();
  Session session = std::make_shared<security::SessionState>(security::SessionRecord{}, nullptr)->handle();
  std::unique_ptr<live::ViewSeal> seal = live::ViewSeal::of(route, settings, session, 9);

  std::string rendered(std::string_view binding) const {
    const RenderScope scope;
    detail::TextWriter out;
    out.append(binding);
    seal->finish(out);
    return std::string(out.view());
  }
};

const View& view() {
  static const View view;
  return view;
}

void check(std::string_view sent, std::string_view good) {
  std::string_view event = sent;
  const Verdict verdict = view().seal->check(event);
  if (verdict != Verdict::open) return require(sent != good, "what was rendered is taken");
  List list;
  std::string reply;
  const auto result = detail::dispatch(detail::component_type<List>(), &list, fake_socket(), event, Payload("31"), reply);
  if (list.removed != 0)
    require(sent == good && list.removed == kRendered && result, "a sealed handler is called as it was rendered, or not at all");
}

void sealed_event(std::string_view input) {
  static const std::string good = view().rendered("remove(17)");
  require(good.size() > 10 && view().rendered("show(1)") == "show(1)", "what is sealed has a tag, and nothing else");
  check(input, good);
  check(good, good);
  std::string changed = good;
  for (std::size_t i = 0; i + 1 < input.size(); i += 2) changed[static_cast<unsigned char>(input[i]) % changed.size()] ^= input[i + 1];
  check(changed, good);
  check(std::string(input) + good.substr(good.find('~')), good);
}

const Registration registered({"sealed_event", "src/live/view_seal.cpp src/security/event_tags.cpp", sealed_event});

}  // namespace
}  // namespace golive::fuzz

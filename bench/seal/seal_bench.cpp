// What sealed events cost: seal_bench --benchmark_filter=check (budget: 200 ns of CPU).
#include <benchmark/benchmark.h>

#include <string>

#include "golive/golive.h"
#include "live/route.h"
#include "live/settings.h"
#include "live/view_seal.h"

namespace golive::bench {
namespace {

struct Guestbook {
  int size = 0;
  void remove(int) { --size; }
  void add() { ++size; }
  Html render() const { return HTML("<b lv-click={}></b><i lv-click={}></i>", on<&Guestbook::remove>(17).sealed(), on<&Guestbook::add>()); }
};

struct Sealed {
  const live::LiveRoute route{.pattern = "/",
                              .type = &detail::component_type<Guestbook>(),
                              .factory = detail::ComponentFactory::of<Guestbook>([] { return Guestbook{}; }),
                              .page_head = {}};
  const live::Settings settings{};
  const Session session;
  const std::unique_ptr<live::ViewSeal> seal = live::ViewSeal::of(route, settings, session, 1);

  std::string written(std::string_view binding) const {
    const RenderScope scope;
    detail::TextWriter writer;
    writer.append(binding);
    seal->finish(writer);
    return std::string(writer.view());
  }
};

void check_of(benchmark::State& state, const Sealed& sealed, std::string_view text, live::ViewSeal::Verdict expected) {
  for (auto _ : state) {
    std::string_view event = text;
    if (sealed.seal->check(event) != expected) return state.SkipWithError("another verdict");
    benchmark::DoNotOptimize(event);
  }
}

void check(benchmark::State& state) {
  const Sealed sealed;
  check_of(state, sealed, sealed.written("remove(17)"), live::ViewSeal::Verdict::open);
}
BENCHMARK(check);

void check_of_what_is_not_sealed(benchmark::State& state) { check_of(state, Sealed{}, "add", live::ViewSeal::Verdict::open); }
BENCHMARK(check_of_what_is_not_sealed);

// Also compared with the tags of older secrets and ids.
void check_of_a_guess(benchmark::State& state) { check_of(state, Sealed{}, "remove(18)~x3kQ0_A", live::ViewSeal::Verdict::forged); }
BENCHMARK(check_of_a_guess);

void write(benchmark::State& state) {
  const Sealed sealed;
  detail::Arena arena;
  const RenderScope scope(arena);
  const std::size_t mark = arena.used();
  for (auto _ : state) {
    detail::TextWriter writer;
    writer.append("remove(17)");
    sealed.seal->finish(writer);
    benchmark::DoNotOptimize(writer.view().data());
    arena.release(mark);
  }
}
BENCHMARK(write);

void mount(benchmark::State& state) {
  const Sealed sealed;
  for (auto _ : state) benchmark::DoNotOptimize(live::ViewSeal::of(sealed.route, sealed.settings, sealed.session, 1));
}
BENCHMARK(mount);

}  // namespace
}  // namespace golive::bench

BENCHMARK_MAIN();

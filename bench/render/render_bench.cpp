// What rendering costs: render_bench --benchmark_filter=ThreeHoles (budget: 100 ns of CPU).
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "base/hash.h"
#include "base/number_text.h"
#include "html/markup_writer.h"
#include "render/three_holes.h"

namespace golive::bench {
namespace {

// A view's render as the runtime does it: a scope, the template, its root.
void ThreeHoles(benchmark::State& state) {
  const Row row;
  for (auto _ : state) {
    const RenderScope scope;
    benchmark::DoNotOptimize(&detail::root_instance(three_holes(row)));
  }
}
BENCHMARK(ThreeHoles);

// The template alone, inside one long render.
void ThreeHolesInside(benchmark::State& state) {
  const Row row;
  detail::Arena arena;
  const RenderScope scope(arena);
  const std::size_t mark = arena.used();
  for (auto _ : state) {
    benchmark::DoNotOptimize(three_holes(row));
    if (arena.used() > (std::size_t{1} << 20)) arena.release(mark);
  }
}
BENCHMARK(ThreeHolesInside);

std::vector<Row> rows(int count) {
  std::vector<Row> made(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) made[static_cast<std::size_t>(i)].id = i;
  return made;
}

void EachRow(benchmark::State& state) {
  const auto table = rows(1000);
  for (auto _ : state) {
    const RenderScope scope;
    benchmark::DoNotOptimize(each(table, &Row::id, three_holes));
  }
  state.SetItemsProcessed(state.iterations() * 1000);
}
BENCHMARK(EachRow);

void MarkupRow(benchmark::State& state) {
  const auto table = rows(1000);
  const RenderScope scope;
  const detail::Instance& root = detail::root_instance(each(table, &Row::id, three_holes));
  std::string out;
  for (auto _ : state) {
    out.clear();
    write_markup(root, out);
    benchmark::DoNotOptimize(out.data());
  }
  state.SetItemsProcessed(state.iterations() * 1000);
  state.SetBytesProcessed(static_cast<std::int64_t>(out.size()) * state.iterations());
}
BENCHMARK(MarkupRow);

void HashInteger(benchmark::State& state) {
  std::int64_t value = 0;
  for (auto _ : state) benchmark::DoNotOptimize(hash_value(process_hash_key(), ++value));
}
BENCHMARK(HashInteger);

void HashText(benchmark::State& state) {
  const std::string text(static_cast<std::size_t>(state.range(0)), 'x');
  for (auto _ : state) benchmark::DoNotOptimize(hash_bytes(1, text));
  state.SetBytesProcessed(state.iterations() * state.range(0));
}
BENCHMARK(HashText)->Arg(8)->Arg(40)->Arg(1000);

void NumberText(benchmark::State& state) {
  char text[kNumberTextSize];
  double value = 0.1;
  for (auto _ : state) {
    benchmark::DoNotOptimize(write_number(text, value));
    value += 0.37;
  }
}
BENCHMARK(NumberText);

}  // namespace
}  // namespace golive::bench

BENCHMARK_MAIN();

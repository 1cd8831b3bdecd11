#include "holes.h"

#include <cstddef>

using namespace golive;

namespace {

constexpr std::size_t kMost = 10'000;

Html ten_values(const std::int64_t* value) {
  return HTML("<p>{} {} {} {} {} {} {} {} {} {}</p>", value[0], value[1], value[2], value[3], value[4], value[5], value[6], value[7],
              value[8], value[9]);
}

// `count` values from `first` on, a power of ten.
Html values_from(const std::int64_t* first, std::size_t count) {
  if (count == 1) return HTML("<p>{value}</p>", arg("value", *first));
  if (count == 10) return ten_values(first);
  const auto part = [&](std::size_t number) { return values_from(first + number * (count / 10), count / 10); };
  return HTML("<div>{}{}{}{}{}{}{}{}{}{}</div>", part(0), part(1), part(2), part(3), part(4), part(5), part(6), part(7), part(8), part(9));
}

}  // namespace

void Holes::mount(Socket&, const Params& params) {
  const std::size_t asked = params.get<std::size_t>("n").value_or(100);
  std::size_t count = 1;
  while (count < asked && count < kMost) count *= 10;
  values.resize(count);
  for (std::int64_t& value : values) value = static_cast<std::int64_t>(random() % 1'000);
}

Html Holes::render() const {
  return HTML(R"(<button lv-click={}>change</button>{values})", on<&Holes::change>(),
              arg("values", values_from(values.data(), values.size())));
}

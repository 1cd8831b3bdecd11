#pragma once
// Tests of what may come in any order, in as many orders as there are seeds.
//
//     testing::for_each_seed(1, 100, [](std::uint64_t seed) {
//       testing::Server server(make_shop(), {.seed = seed});
//       testing::Page buyer = server.open("/shop"), seller = server.open("/orders");
//       server.advance(10s);
//       if (seller.count("tr") != 0) throw testing::Failure("nobody has bought anything");
//     });
#include <cstdint>
#include <functional>

#include "golive/detail/api.h"

namespace golive::testing {

// Runs `test` with `first` and the `count - 1` seeds after it; where the environment has GOLIVE_SEED=17, with that alone. What is thrown
// ends it: of a std::exception the text, with the seed, as a Failure; anything else as it is.
GOLIVE_API void for_each_seed(std::uint64_t first, std::uint64_t count, const std::function<void(std::uint64_t seed)>& test);

}  // namespace golive::testing

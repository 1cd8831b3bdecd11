#include "testing/page_network.h"

#include <string>

#include "testing/world.h"

namespace golive::testing {

PageNetwork::PageNetwork(const World& world, std::uint64_t page, Weather& weather) : world_(world), page_(page), weather_(weather) {
  change(world.network());
}

void PageNetwork::change(const Network& network) {
  const std::uint64_t of_server = world_.options().seed;
  const std::uint64_t seed = network.chaos.seed != 0 ? network.chaos.seed : of_server != 0 ? of_server : 1;
  weather_.set(network, seed, page_);
  if (!weather_.is_by_chance()) return;
  note_.reset();
  // When a browser connects again, and what it says when, is its own chance.
  note_.emplace("the network is bad by chance of the seed " + std::to_string(seed) +
                (world_.options().in_browser ? "" : ", which does the same again"));
}

void PageNetwork::set_latency(Duration mean, Duration spread) {
  Network network = weather_.network();
  network.chaos.latency_mean = mean;
  network.chaos.latency_spread = spread;
  change(network);
}

void PageNetwork::partition(Duration time) { weather_.part_until(world_.network_ns() + time.count()); }

}  // namespace golive::testing

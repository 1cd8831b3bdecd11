#pragma once
// The states behind tests/golden/patches.json: every form a message can take, at least once.
#include <functional>
#include <string>
#include <vector>

#include "model/tree_builder.h"

namespace golive::model {

struct GoldenCase {
  std::string name;
  std::vector<std::function<const detail::Instance*(TreeBuilder&)>> states;  // the first is served and joined, the others follow as frames
};

std::vector<GoldenCase> golden_cases();
// The whole file, from the encoder as it is now.
std::string golden_json();

}  // namespace golive::model

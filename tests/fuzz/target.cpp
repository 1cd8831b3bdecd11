#include "fuzz/target.h"

namespace golive::fuzz {

std::vector<Target>& targets() {
  static std::vector<Target> all;
  return all;
}

}  // namespace golive::fuzz

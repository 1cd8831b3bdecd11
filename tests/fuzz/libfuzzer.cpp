// libFuzzer's driver, for the target that GOLIVE_FUZZ_TARGET names: GOLIVE_FUZZ_TARGET=cookie build/fuzz/bin/fuzz tests/fuzz/corpus/cookie
#include <cstdio>
#include <cstdlib>

#include "fuzz/target.h"

namespace golive::fuzz {
namespace {

constinit void (*run)(std::string_view input) = nullptr;

}  // namespace

void broken(std::string_view rule, const std::source_location& where) {
  std::fprintf(stderr, "%s:%u: broken: %.*s\n", where.file_name(), static_cast<unsigned>(where.line()), static_cast<int>(rule.size()),
               rule.data());
  std::abort();
}

}  // namespace golive::fuzz

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  const char* const wanted = std::getenv("GOLIVE_FUZZ_TARGET");
  for (const auto& target : golive::fuzz::targets())
    if (wanted != nullptr && target.name == wanted) golive::fuzz::run = target.run;
  if (golive::fuzz::run != nullptr) return 0;
  std::fputs("GOLIVE_FUZZ_TARGET names one of:\n", stderr);
  for (const auto& target : golive::fuzz::targets())
    std::fprintf(stderr, "  %.*s\n", static_cast<int>(target.name.size()), target.name.data());
  std::exit(2);
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
  golive::fuzz::run({reinterpret_cast<const char*>(bytes), size});
  return 0;
}

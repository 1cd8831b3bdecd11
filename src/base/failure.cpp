#include "base/failure.h"

#include <cxxabi.h>

#include <cstdlib>
#include <memory>
#include <typeinfo>

namespace golive {
namespace {

std::string readable(const std::type_info* type) {
  if (type == nullptr) return "an exception of another language";
  int status = 0;
  const std::unique_ptr<char, void (*)(void*)> name(abi::__cxa_demangle(type->name(), nullptr, nullptr, &status), &std::free);
  return name == nullptr ? type->name() : name.get();
}

}  // namespace

Failure Failure::caught(std::string_view what) {
  return {.type = readable(abi::__cxa_current_exception_type()), .what = std::string(what)};
}

}  // namespace golive

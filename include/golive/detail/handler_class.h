#pragma once
// The class a method was declared in, and the way from a component to it.
#include "golive/detail/component_type.h"

namespace golive::detail {

template <class Class>
void* catch_pointer_as(const ComponentType& type, void* object) {
  try {
    type.throw_pointer(object);
  } catch (Class* found) {
    return found;
  } catch (...) {
  }
  return nullptr;
}

template <class Class>
inline constexpr MethodClass method_class{&typeid(Class), &catch_pointer_as<Class>};

}  // namespace golive::detail

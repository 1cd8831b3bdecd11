#pragma once
// The class a method was declared in, and the way from a component to it.
#include "golive/detail/component_type.h"

namespace golive::detail {

// The language knows which bases a thrown pointer converts to; a component's type is known to its own code only, a method's to its own.
template <class Class>
void* catch_pointer_as(const ComponentType& type, void* object) {
  try {
    type.throw_pointer(object);
  } catch (Class* found) {
    return found;
  } catch (...) {  // another class
  }
  return nullptr;
}

template <class Class>
bool accepts_as(const ComponentType& type) {
  try {
    type.throw_pointer(nullptr);
  } catch (Class*) {
    return true;
  } catch (...) {  // another class
  }
  return false;
}

template <class Class>
inline constexpr MethodClass method_class{&typeid(Class), &accepts_as<Class>, &catch_pointer_as<Class>};

}  // namespace golive::detail

#include "golive/detail/handler_task.h"

#include <string>

#include "golive/detail/handler_bound.h"

#include "golive/error.h"
#include "golive/log.h"

namespace golive::detail {

void throw_wrong_component(std::string_view method, const ComponentType& type) { throw Error::of("GL0302", {method}, type.type_name); }

void throw_argument_range(std::string_view method, std::size_t index) { throw Error::of("GL0303", {method, std::to_string(index + 1)}); }

void report_unhandled_message(const ComponentType& type) {
  log(LogLevel::warning, Error::of("GL0306").what(), {{"component", type.type_name}});
}

}  // namespace golive::detail

#include "base/error_table.h"

#include <algorithm>
#include <iterator>

namespace golive {

namespace {

// Sorted by id. GL00 base, GL01 templates and the render tree, GL02 diff and protocol, GL03 components and handlers, GL04 views,
// GL05 http, router and transport.
constexpr ErrorEntry kErrors[] = {
    {"GL0001", "a render needs more than {} MiB   show less at once: page the list, or split the view"},
    {"GL0002", "no memory for rendering: {}   raise the process's limit of address space (ulimit -v)"},
    {"GL0101", "HTML outside a render   call it from render(); in a unit test declare golive::RenderScope scope; first"},
    {"GL0102", "this Html or Attrs is of another render   make it anew in each render(); a field keeps the values it is made from"},
    {"GL0103", "a part of this page was skipped, but the whole page is due   render again without a SkipMemory"},
    {"GL0104", "the template of {} cannot stand here, in the template of {}: {}   {}"},
    {"GL0105", "'{}' is not an attribute name   use letters, digits and - _ . : and begin with a letter or _"},
    {"GL0106", "the attribute '{}' runs script   {}"},
    {"GL0107", "the attribute '{}' takes {}"},
    {"GL0108", "tag(\"{}\"): not an element that may be chosen at run time   {}"},
    {"GL0109", "tag(\"{}\"): this element has no content   leave the third argument out"},
    {"GL0301", "{} and {} are both called '{}' by events   name one of them: on<&C::m>(...).as<\"name\">()"},
    {"GL0302", "{} was sent to a component that is not of its class   send methods of the view's own component or of its bases"},
    {"GL0303", "{}: bound argument {} is out of the range of its parameter   bind a value the parameter can hold"},
    {"GL0304", "{} binds no event '{}'   {}"},
    {"GL0305", "{} was not called: {}   {}"},
    {"GL0306", "a message was dropped: this component has no handle_info   write void handle_info(Socket&, const Message&)"},
};

static_assert(std::is_sorted(std::begin(kErrors), std::end(kErrors), [](const ErrorEntry& a, const ErrorEntry& b) { return a.id < b.id; }));

}  // namespace

std::string_view error_text(std::string_view id) noexcept {
  const auto* entry = std::lower_bound(std::begin(kErrors), std::end(kErrors), id,
                                       [](const ErrorEntry& candidate, std::string_view wanted) { return candidate.id < wanted; });
  return entry != std::end(kErrors) && entry->id == id ? entry->text : std::string_view();
}

const ErrorEntry* error_table_begin() noexcept { return std::begin(kErrors); }
const ErrorEntry* error_table_end() noexcept { return std::end(kErrors); }

}  // namespace golive

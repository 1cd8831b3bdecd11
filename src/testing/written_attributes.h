#pragma once
// Attribute slots of a live page, written as the client does (client/src/attributes.ts).
#include <boost/json/value.hpp>
#include <string_view>

#include "testing/live_instance.h"

namespace golive::testing {

void write_attribute(DocumentEditor& page, Node element, std::string_view name, const boost::json::value& value);
// Of a slot of classes: those that scripts, or the client itself, added stay.
void write_classes(DocumentEditor& page, Held& slot, const boost::json::value& value);
void write_set(DocumentEditor& page, Held& slot, const boost::json::value& value);

// As a set has it, in the order of the frame.
Written written_of(const boost::json::value& set);

}  // namespace golive::testing

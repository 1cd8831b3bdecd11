#pragma once
// Addresses within the site under test, http://localhost.
#include <optional>
#include <string>
#include <string_view>

namespace golive::testing {

// Where `reference` (of a link, a form, a Location) leads from the page at `base`: path and query, without fragment. Nothing: away from the
// site, or nowhere (mailto:, javascript:).
std::optional<std::string> resolve(std::string_view base, std::string_view reference);

// Both name one document, so that a link between them only scrolls.
bool is_same_document(std::string_view base, std::string_view reference);

}  // namespace golive::testing

#pragma once
// Text as HTML. Everything that is not named here may stand in a page as it is; a CR would come back as LF.
#include <string>
#include <string_view>

namespace golive {

// & < > CR
void append_escaped_text(std::string& out, std::string_view text);
// & < > CR ", for use between double quotes
void append_escaped_attribute(std::string& out, std::string_view text);

}  // namespace golive

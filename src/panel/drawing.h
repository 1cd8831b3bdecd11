#pragma once
// A panel as HTML.
#include "golive/html.h"
#include "panel/shown.h"

namespace golive::panel {

// The whole page.
Html draw(const Shown& shown);
// Nothing if there is no unit.
Html draw_unit(const Node& node);
// A row of a group: a scalar, or a few of them.
Html draw_row(const Shown& shown, const Node& node, const void* at);
// The same of a field that can be written.
Html draw_control_row(const Shown& shown, const Node& node, const void* at);
Html draw_buttons(const Shown& shown);
// The line of the last minute; nothing if there is none.
Html draw_history(const Shown& shown, const Node& node);
// What stands below the heading of a list: of scalars, of structs, of lists.
Html draw_list(const Node& node, const void* at);
Html draw_table(const Plan& plan, const Node& node, const void* at);
Html draw_matrix(const Node& node, const void* at);

}  // namespace golive::panel

#pragma once
// What a form holds: "constructing the entry list" of the HTML Standard (4.10.22.4).
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "testing/control_state.h"

namespace golive::testing {

struct FormEntry {
  std::string name;
  std::string value;  // of a file: its name
  bool is_file = false;
  friend bool operator==(const FormEntry&, const FormEntry&) = default;
};

// `submitter`: the button that submits, or no node. An image is clicked at its corner.
std::vector<FormEntry> form_data(const ControlState& state, Node form, Node submitter = {});

// application/x-www-form-urlencoded, with line ends as CR LF; of files their names (4.10.22.7).
std::string urlencoded(const std::vector<FormEntry>& entries);

// multipart/form-data: files are empty. text/plain: of files their names.
std::string multipart(const std::vector<FormEntry>& entries, std::string_view boundary);
std::string plain_text(const std::vector<FormEntry>& entries);

}  // namespace golive::testing

// Prints generated templates as JSON lines for the browser to check:
//   {"name", "wrapper", "tree", "form_tree"   what generate.py meant,
//    "form", "html"}                          what golive made of it: browser form and served markup
#include "template_tree_dump.h"

#include <cstdio>
#include <string>
#include <string_view>

namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') out += '\\';
    if (byte < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", unsigned{byte});
      out += escape;
    } else {
      out += c;
    }
  }
  return out + '"';
}

}  // namespace

void dump(const char* expected, golive::Html (*make)()) {
  golive::RenderScope scope;
  const golive::Html html = make();
  std::string line(expected);
  line.pop_back();
  line += ",\"form\":" + quoted(golive::detail::root_instance(html).info->browser_form);
  line += ",\"html\":" + quoted(to_string(html)) + "}";
  std::puts(line.c_str());
}

int main() { dump_batches(); }

#pragma once
// A piece of a frame that is written into many frames, and the templates it uses.
#include <string>
#include <vector>

#include "diff/templates.h"

namespace golive::diff {

struct Encoded {
  std::string bytes;
  std::vector<const detail::TemplateInfo*> templates;

  // Encodes with write(out, templates).
  template <class Write>
  static Encoded of(Write&& write) {
    Encoded made;
    Templates used;
    write(made.bytes, used);
    made.templates = used.used();
    return made;
  }
  void append_to(std::string& out, Templates& sent) const {
    for (const detail::TemplateInfo* info : templates) sent.use(*info);
    out += bytes;
  }
};

}  // namespace golive::diff

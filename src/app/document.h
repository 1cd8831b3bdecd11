#pragma once
// The document round a view, in two parts: what is served before the value of the root element's id, and what after the view's markup.
// Threads: functions of their arguments.
#include <string>
#include <string_view>

#include "golive/layout.h"

namespace golive {

struct Document {
  std::string head;
  std::string tail;
};

// What the document of a route is made of, besides its layout.
struct DocumentSource {
  std::string title;
  std::string path;        // of the route
  std::string style_path;  // of its style sheet; empty: none
  std::string view_name;
};

// Without a layout: the view alone.
Document make_document(const DocumentSource& source);
// Throws what the layout throws, and Error GL0528.
Document make_document(const DocumentSource& source, const LayoutHandler& layout, const Request* request, std::string_view nonce);

}  // namespace golive

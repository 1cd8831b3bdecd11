// Not in HTML.
// expect: {"CDATA is not kept by the HTML parser: write the text, with &lt; and &amp;"}, 1, 4>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<p><![CDATA[x]]></p>)");
}

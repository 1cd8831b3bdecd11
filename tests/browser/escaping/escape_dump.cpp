// Hostile texts in every context of a template, as JSON lines {"context","input","html"}: the input in hexadecimal, the HTML as
// served. escaping.mjs shows them to a browser. Without arguments: those of hostile.h and of the fuzzed corpus; SEED COUNT: random ones.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "golive/attrs.h"
#include "golive/error.h"
#include "golive/html.h"
#include "unit/html/hostile.h"
#include "unit/html/random_hostile.h"

namespace {

using golive::Attrs;
using golive::Html;

struct Binding {
  const std::string& text;
  template <class Sink>
  void write_to(Sink& sink) const {
    sink.append(text);
  }
};

std::string hex(std::string_view bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    text += kDigits[static_cast<unsigned char>(c) >> 4];
    text += kDigits[static_cast<unsigned char>(c) & 15];
  }
  return text;
}

std::string json(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') (out += '\\') += c;
    else if (static_cast<unsigned char>(c) < ' ') (out += "\\u00") += hex({&c, 1});
    else out += c;
  }
  return out + '"';
}

void dump(const char* context, std::string_view input, Html html) {
  std::printf("{\"context\":\"%s\",\"input\":\"%s\",\"html\":%s}\n", context, hex(input).c_str(), json(to_string(html)).c_str());
}

void dump_all(const std::string& text) {
  const golive::RenderScope scope;
  dump("text", text, HTML("<p>{}</p>", text));
  dump("nested text", text, HTML("<p>{}</p>", golive::when(true, [&] { return text; })));
  dump("two texts", text, HTML("<p>{}{}</p>", text, text));
  dump("attribute", text, HTML("<p title={}></p>", text));
  dump("attribute part", text, HTML("<p title=\"a {} b {}\"></p>", text, text));
  dump("attribute set", text, HTML("<p {}></p>", Attrs().set("title", text)));
  dump("textarea", text, HTML("<textarea>{}</textarea>", text));
  dump("title", text, HTML("<title>{}</title>", text));
  dump("pre", text, HTML("<pre>{}</pre>", text));
  dump("event", text, HTML("<p lv-click={}></p>", Binding{text}));
  dump("href", text, HTML("<a href={}></a>", text));
  dump("href in a set", text, HTML("<a {}></a>", Attrs().set("href", text)));
  dump("src", text, HTML("<img src={}>", text));
  dump("action", text, HTML("<form action={}></form>", text));
  dump("url path", text, HTML("<a href=\"/path/{}\"></a>", text));
  dump("url query", text, HTML("<a href=\"/?q={}&amp;end\"></a>", text));
  dump("srcset", text, HTML("<img srcset={}>", text));
  dump("style", text, HTML("<p style={}></p>", text));
  dump("style part", text, HTML("<p style=\"color: {}; width: 3px\"></p>", text));
}

// A value that does something wherever anything is done with it: a label and a statement, or a scheme.
constexpr std::string_view kActive = "javascript:window.owned=1";

// Only what is taken for a name is served.
template <class Make>
void dump_name(const char* context, const std::string& name, Make make) {
  const golive::RenderScope scope;
  try {
    dump(context, name, make(Attrs().set(name, kActive)));
  } catch (const golive::Error&) {
  }
}

void dump_names(const std::string& name) {
  dump_name("name on a", name, [](const Attrs& attrs) { return HTML("<a {}>x</a>", attrs); });
  dump_name("name on img", name, [](const Attrs& attrs) { return HTML("<img {}>", attrs); });
  dump_name("name on form", name, [](const Attrs& attrs) { return HTML("<form {}></form>", attrs); });
  dump_name("name on button", name, [](const Attrs& attrs) { return HTML("<button {}>x</button>", attrs); });
  dump_name("name on iframe", name, [](const Attrs& attrs) { return HTML("<iframe {}></iframe>", attrs); });
}

void dump_corpus() {
  for (const auto& entry : std::filesystem::directory_iterator(GOLIVE_SOURCE_DIR "/tests/fuzz/corpus/escaping")) {
    std::ifstream file(entry.path(), std::ios::binary);
    dump_all(std::string(std::istreambuf_iterator<char>(file), {}));
  }
}

void dump_random(std::uint64_t seed, int count) {
  golive::test::RandomHostile random(seed);
  for (int i = 0; i < count; ++i) dump_all(random.text());
  for (int i = 0; i < 4 * count; ++i) dump_names(random.name());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3) {
    dump_random(std::strtoull(argv[1], nullptr, 10), std::atoi(argv[2]));
    return 0;
  }
  for (const std::string& text : golive::test::hostile_texts()) dump_all(text);
  dump_corpus();
}

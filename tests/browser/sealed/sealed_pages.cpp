// A guestbook whose entries only those remove whose page has the button, and the same with all its events sealed.
#include <golive/golive.h>

#include <string>
#include <utility>
#include <vector>

#include "../../../examples/options.h"

namespace {

using namespace golive;

struct Entry {
  int id;
  std::string text;
};

struct Guestbook {
  struct Written {
    std::string text;
  };
  std::vector<Entry> entries = {{17, "hello"}, {18, "world"}};
  std::string draft;
  std::string key;
  bool admin = false;

  void mount(const Params& params) { admin = params.has("admin"); }
  void remove(int id) {
    std::erase_if(entries, [id](const Entry& entry) { return entry.id == id; });
  }
  void wipe() { entries.clear(); }
  void write(Written written) {
    entries.push_back({100 + static_cast<int>(entries.size()), std::move(written.text)});
    draft.clear();
  }
  void type(std::string text) { draft = std::move(text); }
  void press(const Payload& pressed) { key = pressed.get<std::string>("key").value_or(""); }

  Html row(const Entry& entry) const {
    return HTML(R"(<li>{entry.text} <button lv-click={remove} aria-label={label}>remove</button></li>)", entry.text,
                arg("remove", on<&Guestbook::remove>(entry.id).sealed()), arg("label", "remove " + entry.text));
  }
  Html render() const {
    return HTML(
        R"(<ul>{rows}</ul>
        <form lv-submit={write}><label>Text <input name="text" lv-input={type} lv-keydown={press} lv-key="Escape"></label><button>write</button></form>
        <output>{draft}</output><p>{key}</p>{admin})",
        arg("rows", each(entries, &Entry::id, [this](const Entry& entry) { return row(entry); })), arg("write", on<&Guestbook::write>()),
        arg("type", on<&Guestbook::type>()), arg("press", on<&Guestbook::press>()), draft, key,
        arg("admin", when(admin, [] { return HTML("<button lv-click={}>wipe</button>", on<&Guestbook::wipe>().sealed()); })));
  }
};

}  // namespace

int main(int argc, char** argv) {
  const Options options(argc, argv, "Pages whose events are sealed");
  return App(options.config()).live<Guestbook>("/").live<Guestbook>("/sealed", {.sealed_events = true}).run();
}

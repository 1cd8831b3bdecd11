#pragma once
// What one visitor writes all others see, in every place that a text can go to.
#include <golive/golive.h>

#include <mutex>
#include <string>
#include <vector>

namespace golive::known_faults {

struct Note {
  std::string name;
  std::string text;
};

// Threads: any.
class Board {
 public:
  void add(const Note& note) {
    {
      const std::scoped_lock lock(mutex_);
      notes_.push_back(note);
    }
    changed.publish(1);
  }
  std::vector<Note> notes() const {
    const std::scoped_lock lock(mutex_);
    return notes_;
  }
  Topic<int> changed;

 private:
  mutable std::mutex mutex_;
  std::vector<Note> notes_;
};

struct Wall {
  Service<Board> board;
  std::vector<Note> notes = {};
  std::string pressed = "nothing";

  void mount() { notes = board->notes(); }
  void connected(Socket& socket) {
    socket.subscribe<&Wall::look>(board->changed);
    notes = board->notes();
  }
  void look(int) { notes = board->notes(); }
  void write(const Note& note) { board->add(note); }
  void press(std::string text) { pressed = std::move(text); }

  static Html draw(const Note& note) {
    return HTML(R"(<li title={note.text} class={note.text}><b>{note.name}</b> <i>{note.text}</i> <a href={note.text}>link</a>
      <button lv-click={press} lv-value-note={note.text}>press</button><textarea aria-label="text" readonly>{note.text}</textarea>
      <select aria-label="choice"><option value={note.text}>{note.text}</option></select></li>)",
                note.text, note.text, note.name, note.text, note.text, arg("press", on<&Wall::press>(note.text)), note.text, note.text,
                note.text, note.text);
  }
  Html render() const {
    int index = 0;
    return HTML(R"(<main><form lv-submit={write}><input name="name"><input name="text"><button>write</button></form>
      <output id="pressed">{pressed}</output><ol>{rows}</ol></main>)",
                arg("write", on<&Wall::write>()), pressed,
                arg("rows", each(
                                notes, [&index](const Note&) { return index++; }, &Wall::draw)));
  }
};

}  // namespace golive::known_faults

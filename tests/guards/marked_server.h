#pragma once
// A server of one loop whose work between two marks can be counted: by itself, by callgrind and by strace. Used by one thread.
#include <golive/golive.h>

#include <cstdint>
#include <memory>
#include <string>

#include "guards/pages.h"
#include "mix/http_client.h"
#include "mix/live_page.h"

namespace guards {

// What the loop's thread has allocated since the last mark, and holds more than then.
struct Allocated {
  std::int64_t calls = 0;
  std::int64_t bytes = 0;
};

class MarkedServer {
 public:
  MarkedServer();

  mix::Place place() const { return app_.port(); }
  // Sets a mark named `scene`, on the loop's thread: callgrind writes what it has counted up to it (the loop's thread alone), and strace
  // shows it as a write to no file.
  Allocated mark(std::string scene);
  // Everybody who shows /feed gets the next number.
  void publish() { numbers_.publish(++published_); }

  // The loop stands still from the first call to the second.
  void hold();
  void release();

 private:
  golive::Response set_mark();

  golive::Topic<std::int64_t> numbers_;
  std::int64_t published_ = 0;
  Barrier barrier_;
  std::string scene_;  // of the mark being set
  Allocated now_;
  Allocated since_mark_;
  golive::App app_;
  mix::Random random_{1};
  std::unique_ptr<mix::HttpClient> marker_;
  std::unique_ptr<mix::LivePage> guardhouse_;
};

}  // namespace guards

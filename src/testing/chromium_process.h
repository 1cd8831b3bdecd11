#pragma once
// A Chromium without windows, steered over a socket: DevTools messages, each ended by a NUL (--remote-debugging-pipe).
//
// Owns the process, the processes that it starts and its profile, a directory that goes with it. Ends when this object does, and also when
// the program that made it dies. Threads: one at a time; the one that made it may end before.
#include <sys/types.h>

#include <filesystem>
#include <semaphore>
#include <stdexcept>
#include <string>
#include <thread>

#include "base/file_descriptor.h"

namespace golive::testing {

// What went wrong with the browser, or in it. what() names the call and says why.
class BrowserError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// The page was left while it was asked. Nothing need have told of that before.
class PageLeft : public BrowserError {
 public:
  using BrowserError::BrowserError;
};

// What a person could not do: the element is covered, disabled, of no size.
class BrowserRefusal : public BrowserError {
 public:
  using BrowserError::BrowserError;
};

class ChromiumProcess {
 public:
  // The program that is started: $GOLIVE_CHROMIUM, else the first of chromium, chromium-browser, google-chrome and their like in $PATH.
  // Empty: there is none.
  static std::string program();
  // Why tests of browsers cannot run here, with what to install; empty if they can.
  static std::string missing();

  // Throws BrowserError if there is none.
  ChromiumProcess();
  ~ChromiumProcess();
  ChromiumProcess(const ChromiumProcess&) = delete;
  ChromiumProcess& operator=(const ChromiumProcess&) = delete;

  int socket() const noexcept { return socket_.get(); }  // does not block
  pid_t pid() const noexcept { return pid_; }
  const std::filesystem::path& profile() const noexcept { return profile_; }
  // False: it has closed its socket, whether that was read or not.
  bool is_there() const noexcept;

  // For a process whose socket was closed: how it ended, and the last lines that it wrote.
  std::string last_words();

 private:
  void start(int theirs);
  void end_parent();

  FileDescriptor socket_;
  FileDescriptor lock_;  // of the profile: it is in use
  std::filesystem::path profile_;
  pid_t pid_ = -1;
  std::binary_semaphore over_{0};
  std::thread parent_;  // until it is over
};

}  // namespace golive::testing

#pragma once
// The program under test as a child process: started on a free port, ended by SIGTERM, its error output kept for reading.
#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace mix {

class ServerProcess {
 public:
  // Runs `program --port 0` and further arguments, and waits for its line `listening on http://HOST:PORT`. Throws std::runtime_error
  // without one.
  explicit ServerProcess(const std::string& program, std::vector<std::string> arguments = {});
  // Kills the program if stop() was not called.
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  std::uint16_t port() const { return port_; }
  pid_t pid() const { return pid_; }
  // What it has written to its error output.
  std::string error_output() const;
  bool running();
  // Asks it to end. What was wrong with its end: empty if it left with status 0, in time, and no sanitizer had anything to say.
  std::string stop();

 private:
  pid_t pid_ = -1;
  int status_ = 0;
  std::uint16_t port_ = 0;
  std::string log_;
};

}  // namespace mix

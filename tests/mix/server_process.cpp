#include "mix/server_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string_view>

namespace mix {
namespace {

// Replaces this process by the program, its two outputs in the pipe and in the file `log`.
[[noreturn]] void become(std::vector<std::string>& command, int output, const std::string& log) {
  // A report ends the program, so that it cannot be missed; leaks are looked for at the end.
  ::setenv("ASAN_OPTIONS", "halt_on_error=1:detect_leaks=1", 0);
  ::setenv("UBSAN_OPTIONS", "halt_on_error=1:print_stacktrace=1", 0);
  ::setenv("TSAN_OPTIONS", "halt_on_error=1:second_deadlock_stack=1", 0);
  // The crowd clicks faster than people.
  ::setenv("GOLIVE_EVENTS_PER_SECOND", "0", 0);
  ::dup2(output, STDOUT_FILENO);
  ::dup2(::open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
  std::vector<char*> words;
  for (std::string& word : command) words.push_back(word.data());
  words.push_back(nullptr);
  ::execv(words.front(), words.data());
  ::_exit(127);
}

// Reads the pipe until the line with the address is there; 0 if it never comes.
std::uint16_t read_port(int output) {
  std::string text;
  std::array<char, 512> buffer;
  for (;;) {
    const auto at = text.find("listening on http://");
    const auto end = at == text.npos ? at : text.find('\n', at);
    if (end != text.npos) return static_cast<std::uint16_t>(std::atoi(text.c_str() + text.rfind(':', end) + 1));
    pollfd entry{output, POLLIN, 0};
    if (::poll(&entry, 1, 30'000) <= 0) return 0;
    const auto count = ::read(output, buffer.data(), buffer.size());
    if (count <= 0) return 0;
    text.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

// Where a sanitizer's report begins; npos if none had anything to say.
std::size_t report_start(const std::string& text) { return std::min(text.find("Sanitizer"), text.find("runtime error:")); }

// The first lines of a report, long ones cut: names of templates fill screens.
std::string beginning(std::string_view text) {
  std::string lines;
  for (int count = 0; count < 60 && !text.empty(); ++count) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.append(text.substr(0, std::min<std::size_t>(end, 200))) += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace

ServerProcess::ServerProcess(const std::string& program, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {program, "--port", "0"});
  std::string log = "/tmp/client_mix.XXXXXX";
  const int file = ::mkstemp(log.data());
  if (file >= 0) ::close(file);
  log_ = log;
  int pipe[2];
  if (::pipe2(pipe, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  pid_ = ::fork();
  if (pid_ == 0) become(arguments, pipe[1], log_);
  ::close(pipe[1]);
  port_ = read_port(pipe[0]);
  // The read end stays open: a server that prints later must not die of it.
  if (port_ == 0) throw std::runtime_error(program + " does not say where it listens\n" + error_output());
}

ServerProcess::~ServerProcess() {
  if (pid_ > 0 && running()) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, &status_, 0);
  }
  ::unlink(log_.c_str());
}

bool ServerProcess::running() {
  if (pid_ <= 0) return false;
  if (::waitpid(pid_, &status_, WNOHANG) == 0) return true;
  pid_ = -1;
  return false;
}

std::string ServerProcess::stop() {
  const bool crashed = !running();
  if (!crashed) {
    const int handle = static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0));
    ::kill(pid_, SIGTERM);
    pollfd ended{handle, POLLIN, 0};
    const bool in_time = ::poll(&ended, 1, 30'000) == 1;
    ::close(handle);
    if (!in_time) return "did not end within 30 s of SIGTERM";
    running();
  }
  const std::string errors = error_output();
  if (const auto start = report_start(errors); start != std::string::npos) return beginning(std::string_view(errors).substr(start));
  if (crashed) return "ended by itself\n" + errors;
  if (WIFSIGNALED(status_)) return "ended by signal " + std::to_string(WTERMSIG(status_)) + "\n" + beginning(errors);
  if (WEXITSTATUS(status_) != 0) return "left with status " + std::to_string(WEXITSTATUS(status_)) + "\n" + beginning(errors);
  return {};
}

std::string ServerProcess::error_output() const {
  std::ifstream file(log_);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace mix

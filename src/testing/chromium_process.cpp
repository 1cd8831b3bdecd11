#include "testing/chromium_process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <future>
#include <iterator>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace golive::testing {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 7> kPrograms = {
    "chromium",        "chromium-browser",      "google-chrome",          "google-chrome-stable",
    "chromium-stable", "chrome-headless-shell", "chromium-headless-shell"};
constexpr std::string_view kProfilePrefix = "golive-chromium.";
constexpr std::string_view kLock = "golive.lock";
constexpr std::string_view kLog = "golive.log";

// Nothing of the desktop, the network or the disk that is not the page's, and no page that is slower for not being looked at. Without the
// back/forward cache a page that is left is gone, and its scripts with it.
constexpr std::array kFlags = {
    "--headless",
    "--remote-debugging-pipe",
    "--no-startup-window",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--disable-back-forward-cache",
    "--disable-breakpad",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-hang-monitor",
    "--disable-ipc-flooding-protection",
    "--disable-popup-blocking",
    "--disable-sync",
    "--disable-features=Translate,MediaRouter,OptimizationHints,PaintHolding,HttpsUpgrades",
    "--force-color-profile=srgb",
    "--metrics-recording-only",
    "--mute-audio",
    "--password-store=basic",
    "--use-mock-keychain",
};

bool is_program(const fs::path& path) { return ::access(path.c_str(), X_OK) == 0 && fs::is_regular_file(path); }

std::string found_in_path(std::string_view name) {
  const char* variable = std::getenv("PATH");
  std::string_view rest = variable == nullptr ? "/usr/local/bin:/usr/bin:/bin" : variable;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(':'), rest.size());
    const fs::path path = fs::path(rest.substr(0, end)) / name;
    if (end != 0 && is_program(path)) return path;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {};
}

// A program that was killed could not remove its profile: those whose lock nobody holds are removed, but for one that is being made.
void remove_profiles_left_behind(const fs::path& directory) {
  std::error_code ignored;
  const auto old = fs::file_time_type::clock::now() - std::chrono::minutes(1);
  for (const auto& entry : fs::directory_iterator(directory, ignored)) {
    if (!entry.path().filename().string().starts_with(kProfilePrefix) || entry.last_write_time(ignored) > old) continue;
    const FileDescriptor lock(::open((entry.path() / kLock).c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (lock && ::flock(lock.get(), LOCK_EX | LOCK_NB) == 0) fs::remove_all(entry.path(), ignored);
  }
}

[[noreturn]] void fail(std::string_view what) {
  throw BrowserError("Chromium was not started: " + std::string(what) + ": " + std::strerror(errno));
}

// In the child, between fork and exec: only calls that are allowed in signal handlers. What is ours is closed on exec.
[[noreturn]] void become(char* const* words, int socket, int log, pid_t parent) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(127);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  // Beyond the numbers that are about to be written over.
  socket = ::fcntl(socket, F_DUPFD_CLOEXEC, 10);
  log = ::fcntl(log, F_DUPFD_CLOEXEC, 10);
  const int nothing = ::open("/dev/null", O_RDONLY);
  ::dup2(nothing, STDIN_FILENO);
  ::dup2(log, STDOUT_FILENO);
  ::dup2(log, STDERR_FILENO);
  ::dup2(socket, 3);
  ::dup2(socket, 4);
  ::execv(words[0], words);
  ::_exit(127);
}

}  // namespace

std::string ChromiumProcess::program() {
  if (const char* named = std::getenv("GOLIVE_CHROMIUM"); named != nullptr && *named != '\0') {
    if (std::strchr(named, '/') == nullptr) return found_in_path(named);
    return is_program(named) ? named : "";
  }
  for (const std::string_view name : kPrograms)
    if (std::string path = found_in_path(name); !path.empty()) return path;
  return {};
}

std::string ChromiumProcess::missing() {
  if (!program().empty()) return {};
  if (const char* named = std::getenv("GOLIVE_CHROMIUM"); named != nullptr && *named != '\0')
    return "GOLIVE_CHROMIUM names '" + std::string(named) + "', which is no program";
  return "there is no Chromium   install one (apt-get install chromium), or name it in GOLIVE_CHROMIUM";
}

ChromiumProcess::ChromiumProcess() {
  if (const std::string why = missing(); !why.empty()) throw BrowserError(why);
  const fs::path directory = fs::temp_directory_path();
  remove_profiles_left_behind(directory);
  std::string profile = directory / (std::string(kProfilePrefix) + "XXXXXX");
  if (::mkdtemp(profile.data()) == nullptr) fail(profile);
  profile_ = profile;
  lock_ = FileDescriptor(::open((profile_ / kLock).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (!lock_ || ::flock(lock_.get(), LOCK_EX | LOCK_NB) != 0) fail("its profile");
  // A socket rather than pipes: writing to a browser that died is an error, and no signal.
  int pair[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) fail("its socket");
  socket_ = FileDescriptor(pair[0]);
  const FileDescriptor theirs(pair[1]);
  if (::fcntl(socket_.get(), F_SETFL, O_NONBLOCK) != 0) fail("its socket");
  start(theirs.get());
}

void ChromiumProcess::start(int theirs) {
  std::vector<std::string> words = {program()};
  words.insert(words.end(), kFlags.begin(), kFlags.end());
  words.push_back("--user-data-dir=" + (profile_ / "profile").string());
  if (::geteuid() == 0) words.emplace_back("--no-sandbox");
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  const FileDescriptor log(::open((profile_ / kLog).c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
  if (!log) fail("its log");
  const pid_t self = ::getpid();
  std::promise<int> forked;
  auto failure = forked.get_future();
  // The kernel kills it when the thread that forked ends (PR_SET_PDEATHSIG), not the program: a test's thread may be gone after the test.
  parent_ = std::thread([&, forked = std::move(forked)]() mutable {
    sigset_t all;
    sigfillset(&all);
    ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
    pid_ = ::fork();
    if (pid_ == 0) become(pointers.data(), theirs, log.get(), self);
    forked.set_value(pid_ < 0 ? errno : 0);
    over_.acquire();
  });
  if (const int error = failure.get(); error != 0) {
    end_parent();
    errno = error;
    fail("fork");
  }
  ::setpgid(pid_, pid_);  // both sides do: whoever comes first
}

void ChromiumProcess::end_parent() {
  over_.release();
  if (parent_.joinable()) parent_.join();
}

bool ChromiumProcess::is_there() const noexcept {
  pollfd ended{socket_.get(), POLLRDHUP, 0};
  return ::poll(&ended, 1, 0) == 0;
}

ChromiumProcess::~ChromiumProcess() {
  socket_.close();
  end_parent();
  if (pid_ > 0) {
    ::kill(-pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  // What it started may be writing still: that is left for the next one to remove.
  std::error_code ignored;
  if (!profile_.empty()) fs::remove_all(profile_, ignored);
}

std::string ChromiumProcess::last_words() {
  std::string words = "Chromium has ended";
  int status = 0;
  if (pid_ > 0) {
    // It has closed its socket, and is given a moment to end as it would.
    const FileDescriptor handle(static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0)));
    pollfd ended{handle.get(), POLLIN, 0};
    ::poll(&ended, 1, 2000);
    ::kill(-pid_, SIGKILL);
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    if (WIFSIGNALED(status)) words += " by signal " + std::to_string(WTERMSIG(status));
    else words += " with status " + std::to_string(WEXITSTATUS(status));
  }
  std::ifstream file(profile_ / kLog);
  std::string log{std::istreambuf_iterator<char>(file), {}};
  constexpr std::size_t kMost = 1000;
  if (log.size() > kMost) log.erase(0, log.find('\n', log.size() - kMost) + 1);
  return log.empty() ? words : words + "\n" + log;
}

}  // namespace golive::testing

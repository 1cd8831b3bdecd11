#include "state/root_secret.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

#include "base/base64url.h"
#include "base/file_descriptor.h"
#include "golive/error.h"

namespace golive::state {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFileCharacters = base64url_size(kKeyBytes);

std::string reason(int error) { return std::generic_category().message(error); }

std::string new_secret() {
  std::string text;
  append_base64url(text, random_key());
  return text;
}

using Failure = std::unexpected<std::string>;

// The secret in an open file. The file must be the owner's alone: what others can read is none.
std::expected<std::string, std::string> read_secret(const FileDescriptor& file) {
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) return Failure(reason(errno));
  if (status.st_uid != ::geteuid()) return Failure("it belongs to another user");
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) return Failure("others may read it, chmod 600");
  char buffer[kFileCharacters + 2];
  const ssize_t size = ::read(file.get(), buffer, sizeof buffer);
  std::string text(buffer, size > 0 ? static_cast<std::size_t>(size) : 0);
  if (text.ends_with('\n')) text.pop_back();
  if (text.size() != kFileCharacters || !read_base64url(text)) return Failure("it is not a secret golive wrote");
  return text;
}

// Writes the whole file under another name and links it to its own: whoever opens it finds all of it, and the first one stays.
std::expected<void, std::string> make_secret(const fs::path& path) {
  std::string name = path.string() + ".XXXXXX";
  const FileDescriptor file(::mkostemp(name.data(), O_CLOEXEC));  // mode 0600
  if (!file) return Failure(reason(errno));
  const std::string line = new_secret() + '\n';
  const bool written = ::write(file.get(), line.data(), line.size()) == static_cast<ssize_t>(line.size()) && ::fsync(file.get()) == 0;
  const bool linked = written && (::link(name.c_str(), path.c_str()) == 0 || errno == EEXIST);
  const int error = errno;
  ::unlink(name.c_str());
  if (!linked) return Failure(reason(error));
  return {};
}

std::expected<std::string, std::string> read_or_make_secret(const fs::path& path) {
  FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (!file && errno == ENOENT) {
    if (auto made = make_secret(path); !made) return Failure(std::move(made.error()));
    file = FileDescriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  }
  return file ? read_secret(file) : Failure(reason(errno));
}

const char* environment(const char* name) noexcept {
  const char* const value = std::getenv(name);
  return value == nullptr || *value == '\0' ? nullptr : value;
}

}  // namespace

RootSecret RootSecret::of(std::span<const std::string> secrets) {
  if (secrets.empty()) throw Error::of("GL0603", {"no secret is given"});
  for (const std::string& secret : secrets)
    if (secret.size() < kShortest) throw Error::of("GL0603", {"a secret of " + std::to_string(secret.size()) + " characters is too short"});
  return RootSecret({secrets.begin(), secrets.end()});
}

std::expected<RootSecret, std::string> RootSecret::kept_in(const fs::path& directory) {
  if (const auto error = make_directory(directory)) return Failure(directory.string() + ": " + error.message());
  const fs::path path = directory / "secret";
  auto secret = read_or_make_secret(path);
  if (!secret) return Failure(path.string() + ": " + secret.error());
  return RootSecret({std::move(*secret)});
}

RootSecret RootSecret::random() { return RootSecret({new_secret()}); }

KeyRing RootSecret::keys(std::string_view purpose) const {
  KeyRing ring;
  for (const std::string& secret : secrets_) ring.push_back(derive_key(secret, purpose));
  return ring;
}

std::uint64_t RootSecret::number(std::string_view purpose) const {
  const Key key = derive_key(secrets_.front(), purpose);
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 8; ++i) number = number << 8 | key[i];
  return number;
}

std::error_code make_directory(const fs::path& directory) {
  std::error_code error;
  if (fs::exists(directory, error)) return {};
  fs::create_directories(directory, error);
  if (!error) fs::permissions(directory, fs::perms::owner_all, error);
  return error;
}

std::optional<fs::path> state_directory(std::string_view program) {
  // systemd names several directories with ':' between; the first is ours.
  if (const char* const own = environment("STATE_DIRECTORY")) {
    const std::string_view all = own;
    return fs::path(all.substr(0, all.find(':')));
  }
  if (const char* const state = environment("XDG_STATE_HOME"); state != nullptr && *state == '/')
    return fs::path(state) / "golive" / program;
  if (const char* const home = environment("HOME")) return fs::path(home) / ".local" / "state" / "golive" / program;
  return std::nullopt;
}

std::string program_name() {
  std::error_code error;
  const fs::path path = fs::read_symlink("/proc/self/exe", error);
  std::string name = error ? std::string() : path.filename().string();
  // After a new binary was put in its place the kernel says "name (deleted)".
  if (const std::size_t mark = name.rfind(" (deleted)"); mark != std::string::npos) name.resize(mark);
  return name.empty() ? "program" : name;
}

}  // namespace golive::state

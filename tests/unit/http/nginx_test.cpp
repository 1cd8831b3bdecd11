// Ours and Debian's nginx get the same odd requests. Where they answer differently, the table in nginx_differences.h says why; a difference
// without an explanation fails, and so does an explanation without a difference.
#include <gtest/gtest.h>
#include <unistd.h>

#include <optional>

#include "unit/base/temporary_directory.h"
#include "unit/http/nginx_differences.h"
#include "unit/http/nginx_process.h"
#include "unit/http/odd_requests.h"

namespace golive::test {
namespace {

std::string header(std::string_view head, std::string_view name) {
  const std::size_t at = head.find("\r\n" + std::string(name) + ": ");
  if (at == std::string_view::npos) return {};
  const std::string_view value = head.substr(at + name.size() + 4);
  return std::string(value.substr(0, value.find("\r\n")));
}

// What matters of the answers: status and where it stands the range, what the body of a 200 or 206 says, and whether the connection ends.
std::string summary(std::string_view answers, bool head_only) {
  std::string text;
  while (!answers.empty()) {
    if (!text.empty()) text += ", ";
    const std::size_t end = answers.find("\r\n\r\n");
    if (!answers.starts_with("HTTP/1.") || end == std::string_view::npos) return text + "without a head";
    const std::string_view head = answers.substr(0, end + 2);
    answers.remove_prefix(end + 4);
    const std::string status(head.substr(9, 3));
    text += status;
    const std::string length = header(head, "Content-Length");
    const std::size_t size = head_only || length.empty() ? 0 : std::min<std::size_t>(std::stoul(length), answers.size());
    if (header(head, "Content-Type").starts_with("multipart/")) text += " in parts";
    else if (status == "200" || status == "206") text += ' ' + std::string(head_only ? length : std::string(answers.substr(0, size)));
    if (const std::string range = header(head, "Content-Range"); !range.empty()) text += " [" + range + ']';
    if (equal_ignoring_case(header(head, "Connection"), "close")) text += " close";
    answers.remove_prefix(size);
  }
  return text.empty() ? "nothing" : text;
}

std::string ask(const std::string& socket, const OddRequest& request) {
  TcpClient client(socket);
  client.send(request.bytes);
  client.end_sending();
  return summary(client.read_to_end(), request.bytes.starts_with("HEAD"));
}

TEST(BesideNginx, EveryDifferenceHasAReason) {
  if (::access(kNginx, X_OK) != 0) GTEST_SKIP() << kNginx << " is not installed: tools/setup.sh --test";
  set_log_level(LogLevel::off);
  const TemporaryDirectory files;
  files.write("site/file.txt", "abcdefghijklmnopqrstuvwxyz");
  files.write("site/.hidden", "hidden");
  auto directory = http::Directory::open(files / "site", {});
  ASSERT_TRUE(directory);
  FilesAndEcho handler(std::move(*directory));
  RunningLoops loops(1);
  std::optional<http::Server> server;
  server.emplace(loops.pointers(), http::ServerOptions{}, handler, nullptr);
  ASSERT_TRUE(server->listen_unix(files / "ours.sock", 0600));
  loops.run();
  {
    const Nginx nginx(files, files / "site");
    ASSERT_TRUE(nginx.answers());
    std::vector<std::string> explained;
    for (const OddRequest& request : odd_requests()) {
      const std::string ours = ask(files / "ours.sock", request);
      const std::string theirs = ask(nginx.socket(), request);
      const Difference* const known = find_difference(request.name);
      if (known != nullptr) explained.push_back(request.name);
      const bool as_explained = known != nullptr && ours == known->ours && theirs == known->nginx;
      EXPECT_TRUE(known == nullptr ? ours == theirs : as_explained && ours != theirs)
          << "    {\"" << request.name << "\", \"" << ours << "\", \"" << theirs << "\"";
    }
    EXPECT_EQ(explained.size(), std::size(kDifferences)) << "an explanation of a request that is not sent";
  }
  loops.stop();
  server.reset();
  set_log_level(LogLevel::info);
}

}  // namespace
}  // namespace golive::test

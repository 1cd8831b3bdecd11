#pragma once
// Debian's nginx as a process of the test, and a handler of ours that serves the same: tests of what both answer.
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <string>
#include <string_view>
#include <utility>

#include "http/directory.h"
#include "unit/base/temporary_directory.h"
#include "unit/http/server_fixture.h"

namespace golive::test {

inline constexpr char kNginx[] = "/usr/sbin/nginx";

// A process of its own with a configuration of its own: nothing of the system's nginx is read or touched.
class Nginx {
 public:
  // `limits`: directives of its http block.
  Nginx(const TemporaryDirectory& directory, std::string_view root, std::string_view limits = {}) : socket_(directory / "nginx.sock") {
    const std::string at = directory.path().string();
    std::string temporary;
    for (const std::string kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
      temporary += kind + "_temp_path " + at + "/" + kind + ";\n";
    directory.write("nginx.conf", "daemon off; master_process off; pid " + at + "/pid; error_log " + at +
                                      "/error.log; worker_processes 1;\nevents {}\nhttp {\naccess_log off; default_type text/plain;\n" +
                                      temporary + std::string(limits) + "server { listen unix:" + socket_ + "; root " + std::string(root) +
                                      ";\nlocation /echo { proxy_ignore_client_abort on; proxy_pass http://unix:" +
                                      (directory / "ours.sock") + "; } } }\n");
    const std::string configuration = directory / "nginx.conf";
    const char* const arguments[] = {kNginx, "-p", at.c_str(), "-c", configuration.c_str(), "-e", "stderr", nullptr};
    EXPECT_EQ(::posix_spawn(&process_, kNginx, nullptr, nullptr, const_cast<char* const*>(arguments), environ), 0);
  }
  ~Nginx() {
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
  }
  bool answers() const {
    return eventually([&] { return TcpClient(socket_).connected(); });
  }
  const std::string& socket() const { return socket_; }

 private:
  std::string socket_;
  pid_t process_ = -1;
};

// "/echo" tells what arrived, all else is a file.
class FilesAndEcho final : public http::Handler {
 public:
  explicit FilesAndEcho(http::Directory directory) : directory_(std::move(directory)) {}
  void handle(const Request& request, Reply reply) override {
    if (!request.raw_path.starts_with("/echo")) return reply(directory_.respond(request, request.raw_path.substr(1)));
    reply(
        Response(200, "text/plain", std::string(request.method_name) + '?' + std::string(request.query) + '=' + std::string(request.body)));
  }

 private:
  http::Directory directory_;
};

}  // namespace golive::test

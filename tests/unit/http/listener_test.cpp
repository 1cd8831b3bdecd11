// Where a server listens.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <filesystem>
#include <set>

#include "unit/base/temporary_directory.h"
#include "unit/http/server_fixture.h"

namespace golive::test {
namespace {

class UnixSocket : public HttpServer {
 protected:
  std::expected<void, std::string> serve(unsigned mode = 0660) {
    loops_.emplace(1);
    server_.emplace(loops_->pointers(), http::ServerOptions{}, handler_, nullptr);
    auto listening = server_->listen_unix(path_, mode);
    loops_->run();
    return listening;
  }
  void stop() {
    loops_->stop();
    server_.reset();
    loops_.reset();
  }
  std::string ask() const {
    TcpClient client(path_);
    client.send(get("/x"));
    return client.read_response();
  }

  TemporaryDirectory directory_;
  std::string path_ = directory_ / "web.sock";
};

TEST_F(UnixSocket, IsServedAndRemovedAtTheEnd) {
  ASSERT_TRUE(serve());
  EXPECT_NE(ask().find("GET /x? from unix"), std::string::npos);
  struct stat status {};
  ASSERT_EQ(::lstat(path_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0660U);
  loops_->on(0, [&] {
    server_->stop_accepting();
    return true;
  });
  EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(UnixSocket, ReplacesOneThatNobodyListensOn) {
  {
    const FileDescriptor left(::socket(AF_UNIX, SOCK_STREAM, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path_.copy(address.sun_path, path_.size());
    ASSERT_EQ(::bind(left.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  }
  ASSERT_TRUE(std::filesystem::exists(path_));
  ASSERT_TRUE(serve());
  EXPECT_TRUE(has_status(ask(), 200));
}

TEST_F(UnixSocket, TakesNothingFromAnybody) {
  ASSERT_TRUE(serve());
  http::Server second(loops_->pointers(), {}, handler_, nullptr);
  EXPECT_EQ(second.listen_unix(path_, 0600).error(), path_ + ": Address already in use");
  EXPECT_TRUE(has_status(ask(), 200));
  directory_.write("notes.txt", "mine");
  EXPECT_EQ(second.listen_unix(directory_ / "notes.txt", 0600).error(), (directory_ / "notes.txt") + ": there is a file that is no socket");
  EXPECT_TRUE(std::filesystem::exists(directory_ / "notes.txt"));
  EXPECT_EQ(second.listen_unix(directory_ / "no/such/dir", 0600).error(), (directory_ / "no/such/dir") + ": No such file or directory");
  EXPECT_NE(second.listen_unix(std::string(200, 'x'), 0600).error().find("1 to 107 bytes"), std::string::npos);
}

TEST_F(UnixSocket, LeavesAFileThatIsNotItsOwn) {
  ASSERT_TRUE(serve());
  std::filesystem::remove(path_);
  directory_.write("web.sock", "another program's");
  stop();
  EXPECT_TRUE(std::filesystem::exists(path_));
}

TEST_F(HttpServer, ListensInSeveralPlacesAtOnce) {
  loops_.emplace(2);
  server_.emplace(loops_->pointers(), http::ServerOptions{}, handler_, nullptr);
  const TemporaryDirectory directory;
  ASSERT_TRUE(server_->listen("127.0.0.1", 0));
  const std::uint16_t first = server_->last_port();
  ASSERT_TRUE(server_->listen("127.0.0.1", 0));
  ASSERT_TRUE(server_->listen_unix(directory / "s", 0600));
  EXPECT_NE(server_->last_port(), first);
  loops_->run();
  for (const std::uint16_t port : {first, server_->last_port()}) {
    TcpClient client(port);
    client.send(get("/"));
    EXPECT_TRUE(has_status(client.read_response(), 200));
  }
  TcpClient local(directory / "s");
  local.send(get("/"));
  EXPECT_TRUE(has_status(local.read_response(), 200));
}

TEST_F(HttpServer, EachLoopAcceptsAndASecondServerCannotTakeHalf) {
  start({}, 3);
  RunningLoops others(3);
  http::Server second(others.pointers(), {}, handler_, nullptr);
  EXPECT_EQ(second.listen("127.0.0.1", server_->port()).error(),
            "127.0.0.1:" + std::to_string(server_->port()) + ": Address already in use");
  std::vector<std::unique_ptr<TcpClient>> clients;
  std::set<std::string> loops;
  EXPECT_TRUE(eventually([&] {
    TcpClient& client = *clients.emplace_back(std::make_unique<TcpClient>(server_->port()));
    client.send(get("/loop"));
    loops.insert(body_of(client.read_response()));
    return loops.size() == 3;
  }));
}

// Lowers the process's limit while it lives.
class FewDescriptors {
 public:
  explicit FewDescriptors(rlim_t count) {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    const rlimit few{.rlim_cur = count, .rlim_max = before_.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &few);
  }
  ~FewDescriptors() { restore(); }
  void restore() { ::setrlimit(RLIMIT_NOFILE, &before_); }

 private:
  rlimit before_{};
};

TEST_F(HttpServer, WithoutDescriptorsItWaitsSaysSoOnceAndRecovers) {
  start();
  static std::atomic<int> lines;
  lines = 0;
  set_logger([](const LogRecord& record, void*) { lines += record.text.starts_with("no room for more connections") ? 1 : 0; });
  set_log_level(LogLevel::warning);
  TcpClient client(server_->port());
  client.send(get("/"));
  EXPECT_TRUE(has_status(client.read_response(), 200));
  FewDescriptors few(200);
  std::vector<FileDescriptor> taken;
  while (taken.emplace_back(::dup(client.descriptor()))) {
  }
  taken.resize(taken.size() - 2);
  TcpClient waiting(server_->port());  // takes the last one, so that the server has none
  waiting.send(get("/waited"));
  EXPECT_TRUE(eventually([&] { return lines > 0; }));
  client.send(get("/"));
  EXPECT_TRUE(has_status(client.read_response(), 200)) << "those it has are served on";
  few.restore();
  EXPECT_TRUE(body_of(waiting.read_response()).starts_with("GET /waited"));
  set_logger(nullptr);
  EXPECT_EQ(lines, 1);
}

}  // namespace
}  // namespace golive::test

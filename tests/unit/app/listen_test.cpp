// Where an app listens, and behind what.
#include <gtest/gtest.h>

#include <filesystem>

#include "golive/golive.h"
#include "unit/app/visitor.h"
#include "unit/http/tls_client.h"

namespace golive {
namespace {

using test::make_certificate;
using test::TcpClient;
using test::TemporaryDirectory;
using test::TlsClient;

struct Clicked {
  int clicks = 0;
  void click() { ++clicks; }
  Html render() const { return HTML(R"(<p lv-click={}>{clicks}</p>)", on<&Clicked::click>(), clicks); }
};

std::string get(std::string_view path, std::string_view headers = {}) {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(headers) + "\r\n";
}

void add_who(App& app) {
  app.get("/who", [](const Request& request) {
    return Response::text(std::string(request.peer) + ' ' + std::string(request.scheme) + ' ' + std::string(request.host));
  });
}

std::string problem_at_start(App& app) {
  try {
    app.start();
  } catch (const Error& error) {
    return error.what();
  }
  return "none";
}

TEST(AppOverTls, ServesThePageAndItsSocket) {
  const TemporaryDirectory files;
  App app(Config{.threads = 2});
  app.live<Clicked>("/").listen_tls("127.0.0.1", 0, make_certificate(files, "site")).start();
  TlsClient page(app.port());
  page.send(get("/"));
  const test::ServedPage served{"/", page.read_response()};
  ASSERT_TRUE(served.html.starts_with("HTTP/1.1 200 OK\r\n")) << served.html;
  TlsClient socket(app.port());
  socket.send(test::upgrade_request(served.socket_target(), "Origin: https://localhost\r\n" + served.cookie()));
  ASSERT_TRUE(socket.read_until("\r\n\r\n").starts_with("HTTP/1.1 101 "));
  socket.send(test::client_frame(0x81, served.join_message()));
  const std::string joined = test::read_frame(socket).payload;
  EXPECT_NE(joined.find("\"s\""), std::string::npos) << joined;
  socket.send(test::client_frame(0x81, R"([1,"click",null,1])"));
  EXPECT_NE(test::read_frame(socket).payload.find("\"d\""), std::string::npos);
}

TEST(AppOverTls, TakesRenewedFilesAndKeepsTheOldOnesIfTheyAreWrong) {
  const TemporaryDirectory files;
  App app(Config{.threads = 1});
  add_who(app);
  const TlsFiles first = make_certificate(files, "first");
  app.listen_tls("127.0.0.1", 0, first).start();
  TlsClient before(app.port());
  EXPECT_EQ(before.server_name(), "first");
  const TlsFiles second = make_certificate(files, "second");
  const auto overwrite = std::filesystem::copy_options::overwrite_existing;
  std::filesystem::copy_file(second.certificate, first.certificate, overwrite);
  EXPECT_THROW(app.reload_tls(), Error);
  EXPECT_EQ(TlsClient(app.port()).server_name(), "first");
  std::filesystem::copy_file(second.key, first.key, overwrite);
  std::jthread([&] { app.reload_tls(); }).join();
  EXPECT_EQ(TlsClient(app.port()).server_name(), "second");
  before.send(get("/who"));
  EXPECT_TRUE(before.read_response().ends_with("127.0.0.1 https localhost"));
}

TEST(AppOverTls, SaysAtStartWhatIsWrong) {
  const TemporaryDirectory files;
  App app;
  app.listen_tls("127.0.0.1", 0, {.certificate = files / "no.pem", .key = files / "no.key"});
  const std::string problem = problem_at_start(app);
  EXPECT_TRUE(problem.starts_with("GL0512 ")) << problem;
  EXPECT_NE(problem.find("no.pem: No such file or directory"), std::string::npos) << problem;
}

TEST(AppListens, InEveryPlaceItWasTold) {
  const TemporaryDirectory files;
  App app(Config{.threads = 1});
  add_who(app);
  const std::string path = files / "app.sock";
  app.listen("127.0.0.1", 0).listen_unix(path).listen_tls("127.0.0.1", 0, make_certificate(files, "site")).start();
  TcpClient plain(app.port());
  plain.send(get("/who"));
  EXPECT_TRUE(plain.read_response().ends_with("127.0.0.1 http localhost"));
  TcpClient local(path);
  local.send(get("/who"));
  EXPECT_TRUE(local.read_response().ends_with("unix http localhost"));
  app.stop();
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(AppListens, OnIpv6) {
  App app(Config{.threads = 1});
  add_who(app);
  app.listen("::", 0);
  if (problem_at_start(app) != "none") GTEST_SKIP() << "this machine has no IPv6";
  TcpClient client(app.port());
  client.send(get("/who"));
  EXPECT_TRUE(client.read_response().ends_with("127.0.0.1 http localhost"));
}

TEST(AppBehindAProxy, BelievesWhomItWasToldTo) {
  const TemporaryDirectory files;
  App app(Config{.threads = 1, .proxies = {"unix"}});
  add_who(app);
  app.listen("127.0.0.1", 0).listen_unix(files / "s").start();
  const std::string told = get("/who", "X-Forwarded-For: 8.8.8.8\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: localhost:8443\r\n");
  TcpClient proxy(files / "s");
  proxy.send(told);
  EXPECT_TRUE(proxy.read_response().ends_with("8.8.8.8 https localhost:8443"));
  TcpClient stranger(app.port());
  stranger.send(told);
  EXPECT_TRUE(stranger.read_response().ends_with("127.0.0.1 http localhost"));
  App wrong(Config{.proxies = {"proxy.example"}});
  EXPECT_NE(problem_at_start(wrong).find("'proxy.example' in Config::proxies is none"), std::string::npos);
}

TEST(AppFiles, ComeFromTheDirectoryBelowTheRoutesAndThroughMiddleware) {
  const TemporaryDirectory files;
  files.write("app.js", "script");
  files.write("who", "never: the route goes first");
  files.write("private/plan.txt", "secret");
  App app(Config{.threads = 1});
  add_who(app);
  app.files("/", files.path().string())
      .group("/assets",
             [&](Group& assets) {
               assets.files("/", files.path().string());
               assets.group("/private", [](Group& hidden) {
                 hidden.use([](Request&) -> std::optional<Response> { return Response{.status = 403, .body = "no"}; });
               });
             })
      .listen("127.0.0.1", 0)
      .start();
  const auto answer = [&](std::string_view path) {
    TcpClient client(app.port());
    client.send(get(path));
    return client.read_response();
  };
  EXPECT_TRUE(answer("/assets/app.js").ends_with("\r\n\r\nscript"));
  EXPECT_NE(answer("/assets/app.js").find("ETag: "), std::string::npos);
  EXPECT_TRUE(answer("/app.js").ends_with("\r\n\r\nscript"));
  EXPECT_TRUE(answer("/who").ends_with("http localhost"));
  EXPECT_TRUE(answer("/private/plan.txt").ends_with("secret"));
  EXPECT_TRUE(answer("/assets/private/plan.txt").starts_with("HTTP/1.1 403 "));
  EXPECT_TRUE(answer("/assets/missing.js").starts_with("HTTP/1.1 404 "));
  EXPECT_THROW(app.files("/more", files / "nowhere"), Error);
  EXPECT_THROW(app.files("/{name}", files.path().string()), Error);
}

}  // namespace
}  // namespace golive

// docs/security.md: the configuration of nginx that it shows, in front of an app.
#include <arpa/inet.h>
#include <golive/golive.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <atomic>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "base/file_descriptor.h"
#include "unit/app/visitor.h"
#include "unit/http/nginx_process.h"

namespace golive {
namespace {

using test::Tab;
using test::TcpClient;
using test::TemporaryDirectory;
using V = test::Visitor;

struct Clicks {
  int count = 0;
  void add() { ++count; }
  Html render() const { return HTML("<p lv-click={}>{count}</p>", on<&Clicks::add>(), count); }
};

// A port of 127.0.0.1 that nobody has had a moment ago.
std::uint16_t free_port() {
  const FileDescriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  EXPECT_EQ(::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), size), 0);
  EXPECT_EQ(::getsockname(socket.get(), reinterpret_cast<sockaddr*>(&address), &size), 0);
  return ntohs(address.sin_port);
}

void replace(std::string& text, std::string_view what, const std::string& by) {
  const std::size_t at = text.find(what);
  ASSERT_NE(at, std::string::npos) << what;
  text.replace(at, what.size(), by);
}

// As the document has it, but for where it listens, TLS, and where the app is.
std::string configuration(std::uint16_t port, const std::string& app) {
  std::ifstream file(GOLIVE_SOURCE_DIR "/docs/security.md");
  const std::string document(std::istreambuf_iterator<char>(file), {});
  const std::string_view fence = "```nginx\n";
  const std::size_t from = document.find(fence) + fence.size();
  std::string block = document.substr(from, document.find("```", from) - from);
  replace(block, "listen 443 ssl;", "listen 127.0.0.1:" + std::to_string(port) + ";");
  replace(block, "  ssl_certificate /etc/shop/certificate.pem;\n  ssl_certificate_key /etc/shop/key.pem;\n", "");
  replace(block, "/run/shop/http.sock", app);
  return block;
}

TEST(SecurityDocument, TheProxyItShowsHandsOnWhatAnAppNeedsAndNothingThatClientsClaim) {
  const TemporaryDirectory directory;
  constexpr int kPieces = 1000;  // 64 MB
  std::atomic<int> pieces = 0;
  App app(Config{.threads = 1, .proxies = {"unix"}, .hosts = {"localhost"}});
  app.use(request_id())
      .live<Clicks>("/")
      .get("/who",
           [](const Request& request) {
             return Response::text(std::string(request.peer) + ' ' + std::string(request.scheme) + ' ' + std::string(request.host));
           })
      .post("/take", [](const Request&) { return Response{.status = 204}; })
      .get("/stream",
           [&](const Request&) {
             return Response::stream("text/plain", [&](std::string& piece) {
               piece.append(65536, 'x');
               return ++pieces == kPieces ? BodySource::end : BodySource::more;
             });
           })
      .listen_unix(directory / "app.sock")
      .start();
  const std::uint16_t port = free_port();
  const test::Nginx nginx(directory, directory.path().string(), configuration(port, directory / "app.sock"));
  ASSERT_TRUE(nginx.answers());
  const V visitor(port);

  const std::string claims =
      "X-Forwarded-For: 8.8.8.8\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: evil.example\r\nForwarded: "
      "for=9.9.9.9;host=evil.example\r\n"
      "X-Request-ID: chosen-by-the-client\r\n";
  const std::string told = visitor.get("/who", claims);
  EXPECT_TRUE(told.ends_with("127.0.0.1 http localhost\r\n0\r\n\r\n") || told.ends_with("127.0.0.1 http localhost")) << told;
  EXPECT_EQ(V::header_of(told, "X-Request-ID").size(), 32u) << "nginx's own";

  TcpClient elsewhere(port);
  elsewhere.send("GET /who HTTP/1.1\r\nHost: evil.example\r\n\r\n");
  EXPECT_EQ(V::status_of(elsewhere.read_response()), 421);

  Tab tab(port);
  ASSERT_TRUE(tab.attached()) << tab.answer;
  EXPECT_EQ(tab.ask("add"), R"([2,1,"d",{"d":{"1":1}}])");

  TcpClient slow(port, 4096);
  slow.send("GET /stream HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(V::status_of(slow.read_until("\r\n\r\n")), 200);
  for (int i = 0; i < 300 && pieces < kPieces; ++i) visitor.get("/who");  // meanwhile it reads nothing
  EXPECT_LT(pieces.load(), kPieces) << "nginx has not taken the whole stream for it";

  TcpClient big(port);
  big.send("POST /take HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1048577\r\n\r\n");
  EXPECT_EQ(V::status_of(big.read_response()), 413);
}

}  // namespace
}  // namespace golive

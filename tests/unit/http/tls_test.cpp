// HTTPS: golive/tls.h.
#include <gtest/gtest.h>

#include <filesystem>

#include "base/tls_certificate.h"
#include "unit/http/server_fixture.h"
#include "unit/http/tls_client.h"

namespace golive::test {
namespace {

class Https : public HttpServer {
 protected:
  void start_tls(const HttpLimits& limits = {}, std::size_t connections = 1000) {
    auto certificate = TlsCertificate::load(make_certificate(files_, "first"));
    ASSERT_TRUE(certificate) << certificate.error();
    certificate_ = std::move(*certificate);
    loops_.emplace(1);
    server_.emplace(loops_->pointers(), http::ServerOptions{limits, connections}, handler_, nullptr);
    const auto listening = server_->listen("127.0.0.1", 0, certificate_);
    ASSERT_TRUE(listening) << listening.error();
    loops_->run();
  }
  std::uint16_t port() const { return server_->port(); }

  TemporaryDirectory files_;
  std::shared_ptr<TlsCertificate> certificate_;
};

TEST_F(Https, ServesPagesEncrypted) {
  start_tls();
  TlsClient client(port());
  ASSERT_TRUE(client.connected());
  EXPECT_EQ(client.version(), "TLSv1.3");
  EXPECT_EQ(client.server_name(), "first");
  for (int i = 0; i < 3; ++i) {
    client.send(get("/" + std::to_string(i)));
    EXPECT_TRUE(body_of(client.read_response()).starts_with("GET /" + std::to_string(i)));
  }
  client.send("GET /host HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(body_of(client.read_response()), "https example.org");
  EXPECT_TRUE(client.at_clean_end());
}

TEST_F(Https, SpeaksTls12AndNothingOlder) {
  start_tls();
  TlsClient client(port(), {}, TLS1_2_VERSION);
  EXPECT_EQ(client.version(), "TLSv1.2");
  client.send(get("/"));
  EXPECT_TRUE(has_status(client.read_response(), 200));
  EXPECT_FALSE(TlsClient(port(), {}, TLS1_1_VERSION).connected());
}

TEST_F(Https, AgreesOnHttp11) {
  start_tls();
  EXPECT_EQ(TlsClient(port(), "\x02h2\x08http/1.1").protocol(), "http/1.1");
  EXPECT_FALSE(TlsClient(port(), "\x02h2").connected());
}

TEST_F(Https, CarriesBigBodiesBothWaysAndPipelinedRequests) {
  start_tls();
  TlsClient client(port());
  const std::string big(300'000, 'p');
  client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 300000\r\n\r\n" + big);
  EXPECT_TRUE(client.read_response().ends_with("body=" + big));
  std::string packet;
  for (int i = 0; i < 100; ++i) packet += get("/" + std::to_string(i));
  client.send(packet);
  for (int i = 0; i < 100; ++i) ASSERT_TRUE(body_of(client.read_response()).starts_with("GET /" + std::to_string(i) + "?"));
}

TEST_F(Https, ASlowReaderGetsEveryByte) {
  start_tls();
  TlsClient client(port(), {}, TLS1_3_VERSION, 4096);
  client.send(get("/big") + get("/stream") + get("/next"));
  EXPECT_EQ(body_of(client.read_response()), std::string(20'000'000, 'b'));
  EXPECT_NE(client.read_until("\r\n0\r\n\r\n").find("<piece 3>"), std::string::npos);
  EXPECT_TRUE(body_of(client.read_response()).starts_with("GET /next"));
}

TEST_F(Https, TellsPlainHttpWhereItIs) {
  start_tls();
  TcpClient client(port());
  client.send(get("/"));
  const std::string response = client.read_to_end();
  EXPECT_TRUE(has_status(response, 400)) << response;
  EXPECT_NE(response.find("https://"), std::string::npos);
  TcpClient garbage(port());
  garbage.send("no handshake at all");
  EXPECT_FALSE(garbage.read_to_end().starts_with("HTTP"));
}

TEST_F(Https, AHandshakeThatDoesNotComeEnds) {
  start_tls({.handshake_time = 20ms});
  TcpClient silent(port());
  EXPECT_TRUE(silent.at_end());
  TcpClient slow(port());
  slow.send("\x16\x03\x01\x02");
  EXPECT_TRUE(slow.at_end());
  TlsClient idle(port());
  EXPECT_TRUE(idle.at_clean_end());
}

TEST_F(Https, EndsConnectionsOverTheLimitWithoutAHandshake) {
  start_tls({}, 1);
  TlsClient first(port());
  EXPECT_TRUE(first.connected());
  EXPECT_FALSE(TlsClient(port()).connected());
  first.send(get("/"));
  EXPECT_TRUE(has_status(first.read_response(), 200));
}

TEST_F(Https, AStreamThatBreaksHasNoCleanEnd) {
  start_tls();
  TlsClient client(port());
  client.send("GET /stream/throws HTTP/1.0\r\n\r\n");
  EXPECT_NE(client.read_until("<piece 1>").find("<piece 1>"), std::string::npos);
  EXPECT_FALSE(client.at_clean_end());
}

TEST_F(Https, AClientThatLeavesInTheMiddleHarmsNobody) {
  start_tls();
  for (int i = 0; i < 20; ++i) {
    TlsClient client(port(), {}, TLS1_3_VERSION, 4096);
    client.send(get("/big"));
  }
  EXPECT_TRUE(eventually([&] { return server_->connections() == 0; }));
}

TEST_F(Https, TakesNewFilesWithoutDroppingAnybody) {
  start_tls();
  TlsClient before(port());
  EXPECT_EQ(before.server_name(), "first");
  const TlsFiles second = make_certificate(files_, "second");
  std::filesystem::copy_file(second.certificate, files_ / "first.pem", std::filesystem::copy_options::overwrite_existing);
  EXPECT_FALSE(certificate_->reload()) << "the key is still the first one's";
  EXPECT_EQ(TlsClient(port()).server_name(), "first");
  std::filesystem::copy_file(second.key, files_ / "first.key", std::filesystem::copy_options::overwrite_existing);
  ASSERT_TRUE(certificate_->reload());
  EXPECT_EQ(TlsClient(port()).server_name(), "second");
  before.send(get("/"));
  EXPECT_TRUE(has_status(before.read_response(), 200));
}

TEST_F(Https, MayTakeNewFilesFromAnyThreadAtAnyTime) {
  start_tls();
  std::atomic<bool> done = false;
  std::jthread other([&] {
    while (!done) EXPECT_TRUE(certificate_->reload());
  });
  for (int i = 0; i < 20; ++i) {
    TlsClient client(port());
    client.send(get("/"));
    EXPECT_TRUE(has_status(client.read_response(), 200));
  }
  done = true;
}

TEST(TlsFilesTest, SayWhatIsWrongWithThem) {
  const TemporaryDirectory files;
  const auto problem = [&](TlsFiles of) {
    const auto loaded = TlsCertificate::load(std::move(of));
    return loaded ? std::string("nothing") : loaded.error();
  };
  const TlsFiles good = make_certificate(files, "good");
  const TlsFiles other = make_certificate(files, "other");
  const TlsFiles locked = make_certificate(files, "locked", "password");
  files.write("text.txt", "not PEM");
  EXPECT_EQ(problem(good), "nothing");
  EXPECT_EQ(problem({}), "the certificate and the key each need a file");
  EXPECT_EQ(problem({files / "no.pem", good.key}), (files / "no.pem") + ": No such file or directory");
  EXPECT_EQ(problem({good.certificate, files / "no.key"}), (files / "no.key") + ": No such file or directory");
  EXPECT_EQ(problem({files / "text.txt", good.key}), (files / "text.txt") + " holds no certificate in PEM form");
  EXPECT_EQ(problem({good.certificate, files / "text.txt"}), (files / "text.txt") + " holds no private key in PEM form");
  EXPECT_EQ(problem({good.certificate, good.certificate}), good.certificate + " holds no private key in PEM form");
  EXPECT_EQ(problem({good.certificate, other.key}), other.key + " is not the key of the certificate in " + good.certificate);
  EXPECT_EQ(problem(locked), locked.key + " is encrypted, and nobody is there to type the password");
}

}  // namespace
}  // namespace golive::test

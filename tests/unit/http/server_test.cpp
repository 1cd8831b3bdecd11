#include "http/server.h"

#include <gtest/gtest.h>

#include "unit/http/server_fixture.h"

namespace golive::test {
namespace {

TEST_F(HttpServer, AnswersAGet) {
  start();
  const std::string response = answer(get("/a%20b?q=%20", "X-Test: yes\r\n"));
  EXPECT_TRUE(has_status(response, 200)) << response;
  EXPECT_EQ(body_of(response), "GET /a b?q=%20 from 127.0.0.1 x=yes body=");
  EXPECT_NE(response.find("\r\nDate: "), std::string::npos);
  EXPECT_NE(response.find(" GMT\r\n"), std::string::npos);
  EXPECT_EQ(response.find("Connection:"), std::string::npos);
}

TEST_F(HttpServer, KeepsTheConnectionForTheNextRequest) {
  start();
  TcpClient client(server_->port());
  for (int i = 0; i < 3; ++i) {
    client.send(get("/" + std::to_string(i)));
    EXPECT_NE(client.read_response().find("GET /" + std::to_string(i)), std::string::npos);
  }
  EXPECT_EQ(server_->connections(), 1U);
}

TEST_F(HttpServer, ClosesWhereTheClientAsksForIt) {
  start();
  for (const std::string& request : {get("/", "Connection: close\r\n"), std::string("GET / HTTP/1.0\r\n\r\n")}) {
    TcpClient client(server_->port());
    client.send(request);
    const std::string response = client.read_to_end();
    EXPECT_TRUE(has_status(response, 200));
    EXPECT_NE(response.find("Connection: close\r\n"), std::string::npos);
  }
  EXPECT_TRUE(eventually([&] { return server_->connections() == 0; }));
}

TEST_F(HttpServer, AnswersPipelinedRequestsInOrder) {
  start();
  TcpClient client(server_->port());
  std::string packet;
  for (int i = 0; i < 500; ++i) packet += i % 3 == 0 ? get("/later?" + std::to_string(i)) : get("/" + std::to_string(i));
  std::jthread sender([&] { client.send(packet); });
  for (int i = 0; i < 500; ++i) {
    const std::string expected = i % 3 == 0 ? "later /later" : "GET /" + std::to_string(i) + "?";
    ASSERT_TRUE(body_of(client.read_response()).starts_with(expected)) << i;
  }
}

TEST_F(HttpServer, ReadsARequestByteByByte) {
  start();
  TcpClient client(server_->port());
  for (const char c : std::string("\r\nPOST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello")) client.send({&c, 1});
  EXPECT_NE(client.read_response().find("body=hello"), std::string::npos);
}

TEST_F(HttpServer, AnswersHeadWithTheLengthAndNoBody) {
  start();
  TcpClient client(server_->port());
  client.send("HEAD /x HTTP/1.1\r\nHost: h\r\n\r\n" + get("/next"));
  const std::string head = client.read_response(true);
  EXPECT_NE(head.find("Content-Length: " + std::to_string(std::string("HEAD /x? from 127.0.0.1 x= body=").size()) + "\r\n"),
            std::string::npos);
  EXPECT_TRUE(has_status(client.read_response(), 200));
}

TEST_F(HttpServer, TakesBodiesByLengthAndInChunks) {
  start();
  TcpClient client(server_->port());
  const std::string big(300'000, 'p');
  client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 300000\r\n\r\n" + big);
  EXPECT_TRUE(client.read_response().ends_with("body=" + big));
  client.send(
      "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nwiki\r\n5;x=y\r\npedia\r\n0\r\nX-Test: trailer\r\n\r\n" +
      get("/after"));
  EXPECT_TRUE(client.read_response().ends_with("x= body=wikipedia"));
  EXPECT_NE(client.read_response().find("GET /after"), std::string::npos);
}

TEST_F(HttpServer, SaysContinueToAClientThatWaitsForIt) {
  start();
  TcpClient client(server_->port());
  client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("ok");
  EXPECT_TRUE(client.read_response().ends_with("body=ok"));
}

TEST_F(HttpServer, GivesTheHandlerEveryCommonMethod) {
  start();
  for (const std::string method : {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
    const std::string response = answer(method + " /x HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi");
    EXPECT_TRUE(body_of(response).starts_with(method + " /x?")) << response;
    EXPECT_TRUE(body_of(response).ends_with("body=hi")) << response;
  }
  for (const std::string method : {"TRACE", "CONNECT", "PROPFIND", "get", "GETT"})
    EXPECT_TRUE(has_status(answer(method + " / HTTP/1.1\r\nHost: h\r\n\r\n"), 501)) << method;
}

TEST_F(HttpServer, TellsWhatTheWholeServerCanDo) {
  start();
  const std::string response = answer("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_TRUE(has_status(response, 204)) << response;
  EXPECT_NE(response.find("Allow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r\n"), std::string::npos);
}

TEST_F(HttpServer, TellsTheHostThatWasAskedFor) {
  start();
  EXPECT_TRUE(answer("GET /host HTTP/1.1\r\nHost: example.org:81\r\n\r\n").ends_with("http example.org:81"));
  EXPECT_TRUE(answer("GET http://other.org/host HTTP/1.1\r\nHost: example.org\r\n\r\n").ends_with("http other.org"));
  EXPECT_TRUE(answer("GET /host HTTP/1.0\r\n\r\n").ends_with("http "));
  for (const std::string host : {"a/b", "a b", "a\"b", "u@a", "a\\b", "a?b", "a#b", "a<b"})
    EXPECT_TRUE(has_status(answer("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n"), 400)) << host;
}

TEST_F(HttpServer, AsksForTheLengthWhereItCannotBeSeen) {
  start();
  EXPECT_TRUE(has_status(answer("POST / HTTP/1.0\r\n\r\nhello"), 411));
  EXPECT_TRUE(answer("POST / HTTP/1.0\r\nContent-Length: 2\r\n\r\nok").ends_with("body=ok"));
  EXPECT_TRUE(answer("POST / HTTP/1.1\r\nHost: h\r\n\r\n").ends_with("body=")) << "no length is no body";
}

TEST_F(HttpServer, RefusesWhatIsNoRequest) {
  start();
  const std::string requests[] = {
      "GARBAGE\r\n\r\n",
      "\x16\x03\x01\x02",
      "GET / HTTP/1.1\nHost: h\n\n",
      "GET / HTTP/1.1\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
      "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "GET x HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET /%00 HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET /%ff HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: h\r\nBad Name: x\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: h\r\nX-Folded: a\r\n b\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
  };
  for (const std::string& request : requests) {
    TcpClient client(server_->port());
    client.send(request);
    const std::string response = client.read_to_end();
    EXPECT_TRUE(has_status(response, 400)) << request << "\n---\n" << response;
    EXPECT_NE(response.find("Connection: close\r\n"), std::string::npos) << request;
  }
  EXPECT_TRUE(has_status(answer("GET / HTTP/2.0\r\nHost: h\r\n\r\n"), 505));
  EXPECT_TRUE(has_status(answer("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"), 501));
  EXPECT_TRUE(has_status(answer(get("/", "Expect: magic\r\n")), 200)) << "without a body there is nothing to expect";
}

TEST_F(HttpServer, TakesTheAbsoluteForm) {
  start();
  EXPECT_NE(answer("GET http://h:80/p?q HTTP/1.1\r\nHost: h\r\n\r\n").find("GET /p?q"), std::string::npos);
  EXPECT_NE(answer("GET http://h HTTP/1.1\r\nHost: h\r\n\r\n").find("GET /?"), std::string::npos);
}

TEST_F(HttpServer, AnExceptionIsA500WithoutItsText) {
  start();
  TcpClient client(server_->port());
  client.send(get("/throw") + get("/next"));
  const std::string response = client.read_response();
  EXPECT_TRUE(has_status(response, 500));
  EXPECT_EQ(response.find("secret"), std::string::npos);
  EXPECT_TRUE(has_status(client.read_response(), 200));
}

TEST_F(HttpServer, AReplyThatIsDroppedIsA500) {
  start();
  EXPECT_TRUE(has_status(answer(get("/drop")), 500));
}

TEST_F(HttpServer, AReplyMayComeAfterTheClientHasGone) {
  start();
  {
    TcpClient client(server_->port());
    client.send(get("/never"));
    EXPECT_TRUE(eventually([&] { return loops_->on(0, [&] { return handler_.is_waiting(); }); }));
  }
  loops_->on(0, [&] {
    handler_.forget();
    return true;
  });
  EXPECT_TRUE(eventually([&] { return server_->connections() == 0; }));
}

TEST_F(HttpServer, AValueCannotBeginAnotherHeader) {
  start();
  const std::string response = answer(get("/inject"));
  EXPECT_NE(response.find("X-Name: a  Set-Cookie: evil=1\r\n"), std::string::npos);
  EXPECT_THROW(Response().add("Bad Name", "x"), std::invalid_argument);
}

TEST_F(HttpServer, SharesConnectionsBetweenLoops) {
  start({}, 3);
  std::vector<std::unique_ptr<TcpClient>> clients;
  for (int i = 0; i < 9; ++i) {
    clients.push_back(std::make_unique<TcpClient>(server_->port()));
    clients.back()->send(get("/later"));
  }
  for (const auto& client : clients) EXPECT_TRUE(has_status(client->read_response(), 200));
}

TEST_F(HttpServer, StopsAcceptingAndEndsIdleConnections) {
  start();
  TcpClient idle(server_->port());
  idle.send(get("/"));
  idle.read_response();
  TcpClient busy(server_->port());
  busy.send(get("/never"));
  EXPECT_TRUE(eventually([&] { return loops_->on(0, [&] { return handler_.is_waiting(); }); }));
  loops_->on(0, [&] {
    server_->stop_accepting();
    return true;
  });
  EXPECT_TRUE(idle.at_end());
  EXPECT_FALSE(TcpClient(server_->port()).connected());
  loops_->on(0, [&] {
    handler_.forget();
    return true;
  });
  EXPECT_NE(busy.read_to_end().find("Connection: close\r\n"), std::string::npos);
}

TEST_F(HttpServer, SaysWhyItCannotListen) {
  start();
  http::Server second(loops_->pointers(), {}, handler_, nullptr);
  const auto taken = second.listen("127.0.0.1", server_->port());
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error(), "127.0.0.1:" + std::to_string(server_->port()) + ": Address already in use");
  EXPECT_FALSE(second.listen("nowhere", 0));
}

TEST_F(HttpServer, ListensOnAllAddresses) {
  for (const std::string_view address : {"0.0.0.0", "::", "localhost"}) {
    RunningLoops loops(1);
    http::Server server(loops.pointers(), {}, handler_, nullptr);
    const auto listening = server.listen(address, 0);
    // A machine without IPv6 has no "::".
    if (!listening && address == "::") continue;
    ASSERT_TRUE(listening) << listening.error();
    loops.run();
    TcpClient client(server.port());
    client.send(get("/"));
    EXPECT_NE(client.read_response().find("from 127.0.0.1 "), std::string::npos) << address;
    loops.stop();
  }
}

}  // namespace
}  // namespace golive::test

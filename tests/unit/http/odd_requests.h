#pragma once
// Odd requests. Each is sent as it stands, then the client's side of the connection is ended.
#include <string>
#include <vector>

namespace golive::test {

struct OddRequest {
  std::string name;
  std::string bytes;
};

// "/echo" tells what arrived, "/file.txt" is a file of 26 letters, changed on 14 November 2023, 22:13:20.
inline std::vector<OddRequest> odd_requests() {
  std::vector<OddRequest> all;
  const auto add = [&](std::string name, std::string bytes) { all.push_back({std::move(name), std::move(bytes)}); };
  const std::string host = "Host: h\r\n";
  const auto get = [&](const std::string& target, const std::string& headers = {}) {
    return "GET " + target + " HTTP/1.1\r\n" + host + headers + "\r\n";
  };
  const auto post = [&](const std::string& headers, const std::string& body) {
    return "POST /echo HTTP/1.1\r\n" + host + headers + "\r\n" + body;
  };
  const std::string chunked = "Transfer-Encoding: chunked\r\n";
  const std::string date = "Tue, 14 Nov 2023 22:13:20 GMT";
  // What is usual.
  add("a file", get("/file.txt"));
  add("a missing file", get("/missing.txt"));
  add("head", "HEAD /file.txt HTTP/1.1\r\nHost: h\r\n\r\n");
  add("head of a missing file", "HEAD /missing.txt HTTP/1.1\r\nHost: h\r\n\r\n");
  add("close", get("/file.txt", "Connection: close\r\n"));
  add("a body", post("Content-Length: 2\r\n", "hi"));
  add("an empty body", post("Content-Length: 0\r\n", ""));
  add("a post without length", post("", ""));
  add("two in one packet", get("/file.txt") + get("/missing.txt"));
  add("a body and the next request", post("Content-Length: 2\r\n", "hi") + get("/file.txt"));
  add("ten in one packet", [&] {
    std::string ten;
    for (int i = 0; i < 10; ++i) ten += get("/echo?" + std::to_string(i));
    return ten;
  }());
  // Lines.
  add("bare LF everywhere", "GET /file.txt HTTP/1.1\nHost: h\n\n");
  add("bare LF after the request line", "GET /file.txt HTTP/1.1\nHost: h\r\n\r\n");
  add("bare LF after a header", "GET /file.txt HTTP/1.1\r\nHost: h\nX: y\r\n\r\n");
  add("bare CR in a header", get("/file.txt", "X: a\rb\r\n"));
  add("an empty line first", "\r\n" + get("/file.txt"));
  add("two empty lines first", "\r\n\r\n" + get("/file.txt"));
  add("a space first", " " + get("/file.txt"));
  add("two spaces in the request line", "GET  /file.txt HTTP/1.1\r\nHost: h\r\n\r\n");
  add("a tab in the request line", "GET\t/file.txt HTTP/1.1\r\nHost: h\r\n\r\n");
  add("a space after the version", "GET /file.txt HTTP/1.1 \r\nHost: h\r\n\r\n");
  add("a space in the target", "GET /file .txt HTTP/1.1\r\nHost: h\r\n\r\n");
  add("no target", "GET HTTP/1.1\r\nHost: h\r\n\r\n");
  add("only a method", "GET\r\n\r\n");
  add("garbage", "\x01\x02\x03\x04\r\n\r\n");
  add("a TLS handshake", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11));
  add("a preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
  add("nothing", "");
  add("half a request line", "GET /file");
  add("half a header", "GET /file.txt HTTP/1.1\r\nHos");
  add("NUL in a header", get("/file.txt", std::string("X: a\0b\r\n", 8)));
  add("NUL in the target", std::string("GET /file\0.txt HTTP/1.1\r\nHost: h\r\n\r\n", 37));
  add("a control character in a header", get("/file.txt",
                                             "X: a\x01"
                                             "b\r\n"));
  add("Latin-1 in a header", get("/file.txt", "X: \xe9\r\n"));
  // Versions.
  add("HTTP/1.0", "GET /file.txt HTTP/1.0\r\n\r\n");
  add("HTTP/1.0 with keep-alive", "GET /file.txt HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  add("HTTP/0.9", "GET /file.txt\r\n");
  add("HTTP/1.2", "GET /file.txt HTTP/1.2\r\nHost: h\r\n\r\n");
  add("HTTP/2.0", "GET /file.txt HTTP/2.0\r\nHost: h\r\n\r\n");
  add("HTTP/0.8", "GET /file.txt HTTP/0.8\r\nHost: h\r\n\r\n");
  add("HTTP/1.10", "GET /file.txt HTTP/1.10\r\nHost: h\r\n\r\n");
  add("http/1.1 in small letters", "GET /file.txt http/1.1\r\nHost: h\r\n\r\n");
  add("another protocol", "GET /file.txt FTP/1.1\r\nHost: h\r\n\r\n");
  add("a version without number", "GET /file.txt HTTP/\r\nHost: h\r\n\r\n");
  // Methods.
  for (const std::string method : {"PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "G@T", "GETT"})
    add("method " + method, method + " /file.txt HTTP/1.1\r\nHost: h\r\n\r\n");
  add("OPTIONS of the server", "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n");
  add("GET of the server", "GET * HTTP/1.1\r\nHost: h\r\n\r\n");
  add("CONNECT to a host", "CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n");
  add("GET with a body", "GET /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi" + get("/file.txt"));
  // Host.
  add("no Host", "GET /file.txt HTTP/1.1\r\n\r\n");
  add("two Hosts", get("/file.txt", "Host: h\r\n"));
  add("two different Hosts", get("/file.txt", "Host: other\r\n"));
  add("an empty Host", "GET /file.txt HTTP/1.1\r\nHost:\r\n\r\n");
  add("a Host with a path", "GET /file.txt HTTP/1.1\r\nHost: h/x\r\n\r\n");
  add("a Host with a user", "GET /file.txt HTTP/1.1\r\nHost: u@h\r\n\r\n");
  add("a Host with a space", "GET /file.txt HTTP/1.1\r\nHost: a b\r\n\r\n");
  add("a Host in IPv6", "GET /file.txt HTTP/1.1\r\nHost: [::1]:80\r\n\r\n");
  // Targets.
  add("the absolute form", get("http://h/file.txt"));
  add("the absolute form of another host", get("http://other/file.txt"));
  add("the absolute form without path", get("http://h"));
  add("the absolute form of https", get("https://h/file.txt"));
  add("the absolute form of ftp", get("ftp://h/file.txt"));
  add("a target without slash", get("file.txt"));
  add("a fragment", get("/file.txt#part"));
  add("dots", get("/x/../file.txt"));
  add("dots out of the directory", get("/../file.txt"));
  add("dots out, encoded", get("/%2e%2e/%2e%2e/etc/passwd"));
  add("an encoded slash", get("/x%2f..%2ffile.txt"));
  add("two slashes", get("//file.txt"));
  add("a broken escape", get("/%zz"));
  add("an escape cut short", get("/file.txt%2"));
  add("an encoded NUL", get("/file.txt%00"));
  add("an escape that is not UTF-8", get("/%ff"));
  add("a byte that is not ASCII", get("/\xc3\xa9"));
  add("a hidden file", get("/.hidden"));
  // Header fields.
  add("a folded header", get("/file.txt", "X: a\r\n b\r\n"));
  add("a folded first header", "GET /file.txt HTTP/1.1\r\n X: y\r\nHost: h\r\n\r\n");
  add("a space before the colon", get("/file.txt", "X : y\r\n"));
  add("a header without colon", get("/file.txt", "nonsense\r\n"));
  add("a header without name", get("/file.txt", ": y\r\n"));
  add("a header with an odd name", get("/file.txt", "X(y): z\r\n"));
  add("a long target", get("/" + std::string(8'100, 'a')));
  add("a target too long", get("/" + std::string(9'000, 'a')));
  add("a header of 7 KiB", get("/file.txt", "X: " + std::string(7'000, 'a') + "\r\n"));
  add("a header of 9 KiB", get("/file.txt", "X: " + std::string(9'000, 'a') + "\r\n"));
  add("headers of 40 KiB", [&] {
    std::string many;
    for (int i = 0; i < 8; ++i) many += "X: " + std::string(5'000, 'a') + "\r\n";
    return get("/file.txt", many);
  }());
  add("two hundred headers", [&] {
    std::string many;
    for (int i = 0; i < 200; ++i) many += "X: y\r\n";
    return get("/file.txt", many);
  }());
  // Header bombs.
  add("ten thousand headers", [&] {
    std::string many;
    for (int i = 0; i < 10'000; ++i) many += "X" + std::to_string(i) + ": y\r\n";
    return get("/file.txt", many);
  }());
  add("a header of a megabyte", get("/file.txt", "X: " + std::string(1 << 20, 'a') + "\r\n"));
  add("a header name of 60 KB", get("/file.txt", std::string(60'000, 'x') + ": y\r\n"));
  add("a header that does not end", "GET /file.txt HTTP/1.1\r\nHost: h\r\nX: " + std::string(60'000, 'a'));
  add("a request line that does not end", "GET /" + std::string(60'000, 'a'));
  add("two hundred thousand empty lines", std::string(200'000, '\n'));
  // Lengths, and what smugglers make of them.
  add("a length with zeros in front", post("Content-Length: 002\r\n", "hi"));
  add("a length with a space behind", post("Content-Length: 2 \r\n", "hi"));
  add("a length with a tab in front", post("Content-Length:\t2\r\n", "hi"));
  add("two numbers in one length", post("Content-Length: 2 3\r\n", "hi!"));
  add("a list of different lengths", post("Content-Length: 2, 3\r\n", "hi!"));
  add("a length with a letter", post("Content-Length: 2a\r\n", "hi"));
  add("a length with an underscore", post("Content_Length: 2\r\n", "hi"));
  add("a length ended by a bare CR", post("Content-Length: 2\rX: y\r\n", "hi"));
  add("a folded length", post("Content-Length:\r\n 2\r\n", "hi"));
  add("a length of 2^64 + 2", post("Content-Length: 18446744073709551618\r\n", "hi"));
  add("a length behind a space", post(" Content-Length: 2\r\n", "hi"));
  add("a request inside a longer body",
      post("Content-Length: 60\r\n", "GET /file.txt HTTP/1.1\r\nHost: h\r\nX: 01234567890123456789\r\n\r\n"));
  add("chunked, identity", post("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n"));
  add("identity, chunked", post("Transfer-Encoding: identity, chunked\r\n", "0\r\n\r\n"));
  add("chunked and identity", post(chunked + "Transfer-Encoding: identity\r\n", "0\r\n\r\n"));
  add("chunked in quotes", post("Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n"));
  add("chunked with a comma behind", post("Transfer-Encoding: chunked,\r\n", "2\r\nhi\r\n0\r\n\r\n"));
  add("chunked with a parameter", post("Transfer-Encoding: chunked;a=b\r\n", "0\r\n\r\n"));
  add("chunked with a tab in front", post("Transfer-Encoding:\tchunked\r\n", "2\r\nhi\r\n0\r\n\r\n"));
  add("chunked with a space behind", post("Transfer-Encoding: chunked \r\n", "2\r\nhi\r\n0\r\n\r\n"));
  add("chunked, folded", post("Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n"));
  add("chunked behind a bare LF", post("X: y\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"));
  add("chunked behind a bare CR", post("X: y\rTransfer-Encoding: chunked\r\n", "0\r\n\r\n"));
  add("an empty coding", post("Transfer-Encoding:\r\n", ""));
  add("an empty coding and a length", post("Transfer-Encoding:\r\nContent-Length: 2\r\n", "hi"));
  add("an underscore in the coding", post("Transfer_Encoding: chunked\r\nContent-Length: 2\r\n", "hi"));
  add("length and chunks in HTTP/1.0", "POST /echo HTTP/1.0\r\nContent-Length: 2\r\n" + chunked + "\r\n0\r\n\r\n");
  add("two equal lengths", post("Content-Length: 2\r\nContent-Length: 2\r\n", "hi"));
  add("two lengths", post("Content-Length: 2\r\nContent-Length: 3\r\n", "hi!"));
  add("a list of equal lengths", post("Content-Length: 2, 2\r\n", "hi"));
  add("a signed length", post("Content-Length: +2\r\n", "hi"));
  add("a negative length", post("Content-Length: -2\r\n", "hi"));
  add("a length in hexadecimal", post("Content-Length: 0x2\r\n", "hi"));
  add("an empty length", post("Content-Length:\r\n", "hi"));
  add("a length of many digits", post("Content-Length: 99999999999999999999\r\n", "hi"));
  add("a body shorter than its length", post("Content-Length: 5\r\n", "hi"));
  add("a body too big", post("Content-Length: 2000000\r\n", "hi"));
  add("length and chunks", post("Content-Length: 5\r\n" + chunked, "0\r\n\r\n") + get("/file.txt"));
  add("chunks and length", post(chunked + "Content-Length: 5\r\n", "0\r\n\r\n") + get("/file.txt"));
  add("chunked twice", post(chunked + chunked, "0\r\n\r\n"));
  add("chunked, chunked", post("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n"));
  add("gzip, chunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"));
  add("identity", post("Transfer-Encoding: identity\r\n", ""));
  add("an unknown coding", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"));
  add("chunked with a space before the colon", post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n"));
  add("CHUNKED", post("Transfer-Encoding: CHUNKED\r\n", "2\r\nhi\r\n0\r\n\r\n"));
  add("chunked with a vertical tab", post("Transfer-Encoding: \x0b"
                                          "chunked\r\n",
                                          "0\r\n\r\n"));
  add("chunks in HTTP/1.0", "POST /echo HTTP/1.0\r\n" + chunked + "\r\n2\r\nhi\r\n0\r\n\r\n");
  add("HTTP/1.0 without length", "POST /echo HTTP/1.0\r\n\r\nhi");
  // Chunks.
  add("chunks", post(chunked, "2\r\nhi\r\n1\r\n!\r\n0\r\n\r\n") + get("/file.txt"));
  add("a chunk with an extension", post(chunked, "2;a=b\r\nhi\r\n0\r\n\r\n"));
  add("chunks with trailers", post(chunked, "2\r\nhi\r\n0\r\nX: y\r\n\r\n") + get("/file.txt"));
  add("a chunk size with zeros", post(chunked, "0002\r\nhi\r\n000\r\n\r\n"));
  add("a chunk size with 0x", post(chunked, "0x2\r\nhi\r\n0\r\n\r\n"));
  add("a chunk size with a space", post(chunked, "2 \r\nhi\r\n0\r\n\r\n"));
  add("a signed chunk size", post(chunked, "+2\r\nhi\r\n0\r\n\r\n"));
  add("a chunk size too big", post(chunked, "ffffffffffffffffff\r\nhi\r\n0\r\n\r\n"));
  add("an empty chunk size", post(chunked, "\r\nhi\r\n0\r\n\r\n"));
  add("bare LF after a chunk size", post(chunked, "2\nhi\r\n0\r\n\r\n"));
  add("a chunk longer than its size", post(chunked, "2\r\nhi!\r\n0\r\n\r\n"));
  add("GET in chunks and the next request", "GET /echo HTTP/1.1\r\n" + host + chunked + "\r\n2\r\nhi\r\n0\r\n\r\n" + get("/file.txt"));
  add("a length in a trailer", post(chunked, "2\r\nhi\r\n0\r\nContent-Length: 50\r\n\r\n") + get("/file.txt"));
  add("a coding in a trailer", post(chunked, "2\r\nhi\r\n0\r\nTransfer-Encoding: chunked\r\n\r\n") + get("/file.txt"));
  add("a trailer without colon", post(chunked, "2\r\nhi\r\n0\r\nnonsense\r\n\r\n"));
  add("a trailer of 60 KB", post(chunked, "2\r\nhi\r\n0\r\nX: " + std::string(60'000, 'a') + "\r\n\r\n"));
  add("a chunk extension of 60 KB", post(chunked, "2;" + std::string(60'000, 'a') + "\r\nhi\r\n0\r\n\r\n"));
  add("bare LF in a chunk extension", post(chunked, "2;a\nhi\r\n0\r\n\r\n"));
  add("bare CR in a chunk extension", post(chunked, "2;a\rb\r\nhi\r\n0\r\n\r\n"));
  add("bare CR after a chunk size", post(chunked, "2\rhi\r\n0\r\n\r\n"));
  add("bare LF after a chunk", post(chunked, "2\r\nhi\n0\r\n\r\n"));
  add("bare LF at the end of the chunks", post(chunked, "2\r\nhi\r\n0\n\n"));
  add("a chunk size of 2^64 + 2", post(chunked, "10000000000000002\r\nhi\r\n0\r\n\r\n"));
  add("a chunk size in capitals", post(chunked, "A\r\n0123456789\r\n0\r\n\r\n"));
  add("a chunk size with a space in front", post(chunked, " 2\r\nhi\r\n0\r\n\r\n"));
  add("a negative chunk size", post(chunked, "-2\r\nhi\r\n0\r\n\r\n"));
  add("a thousand chunks of a byte", [&] {
    std::string body;
    for (int i = 0; i < 1000; ++i) body += "1\r\nx\r\n";
    return post(chunked, body + "0\r\n\r\n");
  }());
  add("chunks that do not end", post(chunked, "2\r\nhi\r\n"));
  // Expect.
  add("Expect", post("Expect: 100-continue\r\nContent-Length: 2\r\n", "hi"));
  add("Expect something else", post("Expect: magic\r\nContent-Length: 2\r\n", "hi"));
  add("Expect in HTTP/1.0", "POST /echo HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nhi");
  // Ranges and conditions.
  add("a range", get("/file.txt", "Range: bytes=2-4\r\n"));
  add("the last bytes", get("/file.txt", "Range: bytes=-3\r\n"));
  add("a range outside", get("/file.txt", "Range: bytes=26-\r\n"));
  add("two ranges", get("/file.txt", "Range: bytes=0-1,4-5\r\n"));
  add("a range backwards", get("/file.txt", "Range: bytes=4-2\r\n"));
  add("a range of lines", get("/file.txt", "Range: lines=1-2\r\n"));
  add("a broken range", get("/file.txt", "Range: bytes=x\r\n"));
  add("a range of HEAD", "HEAD /file.txt HTTP/1.1\r\nHost: h\r\nRange: bytes=2-4\r\n\r\n");
  add("If-Range of another tag", get("/file.txt", "Range: bytes=2-4\r\nIf-Range: \"x\"\r\n"));
  add("If-Range of its date", get("/file.txt", "Range: bytes=2-4\r\nIf-Range: " + date + "\r\n"));
  add("If-Modified-Since", get("/file.txt", "If-Modified-Since: " + date + "\r\n"));
  add("If-Modified-Since a later date", get("/file.txt", "If-Modified-Since: Wed, 15 Nov 2023 22:13:20 GMT\r\n"));
  add("If-Modified-Since no date", get("/file.txt", "If-Modified-Since: yesterday\r\n"));
  add("If-None-Match any", get("/file.txt", "If-None-Match: *\r\n"));
  add("If-None-Match another", get("/file.txt", "If-None-Match: \"x\"\r\nIf-Modified-Since: " + date + "\r\n"));
  add("If-Match another", get("/file.txt", "If-Match: \"x\"\r\n"));
  add("If-Unmodified-Since before", get("/file.txt", "If-Unmodified-Since: Mon, 13 Nov 2023 22:13:20 GMT\r\n"));
  return all;
}

}  // namespace golive::test

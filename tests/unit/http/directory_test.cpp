// A directory served over a real socket: golive/files.h.
#include "http/directory.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <filesystem>

#include "base/open_beneath.h"
#include "unit/base/temporary_directory.h"
#include "unit/http/server_fixture.h"

namespace golive::test {
namespace {

namespace fs = std::filesystem;

class ServedDirectory : public testing::Test, public http::Handler {
 protected:
  void SetUp() override {
    set_log_level(LogLevel::off);
    site_.write("app.js", "console.log(1)");
    site_.write("app.js.gz", "zipped");
    site_.write("app.js.br", "brotli");
    site_.write("stale.css", "p {}", 1'700'000'100);
    site_.write("stale.css.gz", "old", 1'700'000'000);
    site_.write("index.html", "<h1>root</h1>");
    site_.write("sub dir/index.html", "<h1>sub</h1>");
    site_.write("sub dir/photo.png", std::string(3'000'000, 'p'));
    site_.write("app-0a1b2c3d.js", "forever");
    site_.write("photo-20240101.jpg", "a date");
    site_.write("empty.txt", "");
    site_.write(".env", "SECRET=1");
    site_.write("sub dir/.git/config", "hidden");
    outside_.write("secret.txt", "outside");
    fs::create_symlink(outside_ / "secret.txt", site_.path() / "out.txt");
    fs::create_directory_symlink(outside_.path(), site_.path() / "outdir");
    fs::create_symlink("../app.js", site_.path() / "sub dir/in.js");
    fs::create_symlink("/proc/self/environ", site_.path() / "proc.txt");
    fs::create_symlink("loop.txt", site_.path() / "loop.txt");
    EXPECT_EQ(::mkfifo((site_ / "pipe.txt").c_str(), 0600), 0);
    serve({});
  }
  void TearDown() override {
    stop();
    set_log_level(LogLevel::info);
  }
  void stop() {
    if (loops_) loops_->stop();
    server_.reset();
    loops_.reset();
  }
  void serve(FilesOptions options) {
    stop();
    auto opened = http::Directory::open(site_.path().string(), std::move(options));
    ASSERT_TRUE(opened) << opened.error();
    directory_.emplace(std::move(*opened));
    loops_.emplace(1);
    server_.emplace(loops_->pointers(), http::ServerOptions{}, *this, nullptr);
    ASSERT_TRUE(server_->listen("127.0.0.1", 0));
    loops_->run();
  }
  void handle(const Request& request, Reply reply) override { reply(directory_->respond(request, request.raw_path.substr(1))); }

  std::string answer(std::string_view path, std::string_view headers = {}) {
    TcpClient client(server_->port());
    client.send(get(path, headers));
    return client.read_response();
  }
  int status(std::string_view path, std::string_view headers = {}) { return std::stoi(answer(path, headers).substr(9, 3)); }
  static std::string header(const std::string& response, std::string_view name) {
    const std::size_t at = response.find("\r\n" + std::string(name) + ": ");
    if (at == std::string::npos) return {};
    const std::size_t from = at + name.size() + 4;
    return response.substr(from, response.find("\r\n", from) - from);
  }

  TemporaryDirectory site_;
  TemporaryDirectory outside_;
  std::optional<http::Directory> directory_;
  std::optional<RunningLoops> loops_;
  std::optional<http::Server> server_;
};

TEST_F(ServedDirectory, SendsItsFiles) {
  const std::string response = answer("/app.js");
  EXPECT_TRUE(has_status(response, 200)) << response;
  EXPECT_EQ(body_of(response), "console.log(1)");
  EXPECT_EQ(header(response, "Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(header(response, "Last-Modified"), "Tue, 14 Nov 2023 22:13:20 GMT");
  EXPECT_EQ(header(response, "Cache-Control"), "no-cache");
  EXPECT_EQ(header(response, "Accept-Ranges"), "bytes");
  EXPECT_EQ(header(response, "X-Content-Type-Options"), "nosniff");
  EXPECT_TRUE(has_status(answer("/empty.txt"), 200));
  EXPECT_EQ(body_of(answer("/sub%20dir/photo.png")).size(), 3'000'000U);
  EXPECT_EQ(body_of(answer("/sub%20dir/in.js")), "console.log(1)") << "links inside the directory work";
  EXPECT_EQ(status("/missing.js"), 404);
  EXPECT_EQ(status("/app.js/x"), 404);
  EXPECT_EQ(status("/app.js/"), 404);
}

TEST_F(ServedDirectory, AnswersHeadAndRefusesWriting) {
  TcpClient client(server_->port());
  client.send("HEAD /app.js HTTP/1.1\r\nHost: h\r\n\r\nPUT /app.js HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_EQ(header(client.read_response(true), "Content-Length"), "14");
  const std::string refused = client.read_response();
  EXPECT_TRUE(has_status(refused, 405)) << refused;
  EXPECT_EQ(header(refused, "Allow"), "GET, HEAD");
}

TEST_F(ServedDirectory, LetsNobodyOut) {
  for (const std::string_view path :
       {"/../secret.txt", "/sub%20dir/../../secret.txt", "/%2e%2e/secret.txt", "/%2e%2e%2fsecret.txt", "/..%2fsecret.txt",
        "/sub%20dir%2fphoto.png", "/out.txt", "/outdir/secret.txt", "/outdir/", "/proc.txt", "/loop.txt", "//etc/passwd", "/./app.js",
        "/sub%20dir//photo.png", "/pipe.txt", "/..", "/.", "/%2e", "/\\..\\secret.txt"})
    EXPECT_EQ(status(path), 404) << path;
  EXPECT_EQ(status("/app.js%00.png"), 400);
  EXPECT_EQ(status("/" + std::string(300, 'a')), 404) << "a name no file system takes";
}

TEST_F(ServedDirectory, LetsNobodyOutWhereTheKernelCannotHelp) {
  const FileDescriptor root(::open(site_.path().c_str(), O_PATH | O_DIRECTORY));
  EXPECT_TRUE(walk_beneath(root.get(), "app.js"));
  EXPECT_TRUE(walk_beneath(root.get(), "sub dir/photo.png"));
  EXPECT_TRUE(walk_beneath(root.get(), "."));
  EXPECT_TRUE(walk_beneath(root.get(), "sub dir/"));
  for (const char* path :
       {"out.txt", "outdir/secret.txt", "../secret.txt", "sub dir/../../secret.txt", "sub dir/in.js", "proc.txt", "app.js/"})
    EXPECT_FALSE(walk_beneath(root.get(), path)) << path;
}

TEST_F(ServedDirectory, HidesDotFilesUnlessToldOtherwise) {
  EXPECT_EQ(status("/.env"), 404);
  EXPECT_EQ(status("/%2eenv"), 404);
  EXPECT_EQ(status("/sub%20dir/.git/config"), 404);
  serve({.dot_files = true});
  EXPECT_EQ(status("/.env"), 200);
  EXPECT_EQ(status("/../secret.txt"), 404);
}

TEST_F(ServedDirectory, AnswersForDirectoriesWithTheirIndex) {
  EXPECT_EQ(status("/"), 404);
  EXPECT_EQ(status("/sub%20dir/"), 404);
  serve({.index = "index.html"});
  EXPECT_EQ(body_of(answer("/")), "<h1>root</h1>");
  EXPECT_EQ(body_of(answer("/sub%20dir/")), "<h1>sub</h1>");
  const std::string moved = answer("/sub%20dir?a=1");
  EXPECT_TRUE(has_status(moved, 301)) << moved;
  EXPECT_EQ(header(moved, "Location"), "/sub%20dir/?a=1");
  EXPECT_EQ(status("/outdir"), 404);
}

TEST_F(ServedDirectory, SendsTheCompressedSibling) {
  EXPECT_EQ(body_of(answer("/app.js", "Accept-Encoding: gzip, br\r\n")), "brotli");
  const std::string zipped = answer("/app.js", "Accept-Encoding: gzip, br;q=0.5\r\n");
  EXPECT_EQ(body_of(zipped), "zipped");
  EXPECT_EQ(header(zipped, "Content-Encoding"), "gzip");
  EXPECT_EQ(header(zipped, "Content-Type"), "text/javascript; charset=utf-8");
  const std::string plain = answer("/app.js");
  for (const std::string& response : {zipped, plain}) EXPECT_EQ(header(response, "Vary"), "Accept-Encoding");
  EXPECT_NE(header(zipped, "ETag"), header(plain, "ETag"));
  const std::string stale = answer("/stale.css", "Accept-Encoding: gzip\r\n");
  EXPECT_EQ(body_of(stale), "p {}") << "the sibling is older than its file";
  EXPECT_EQ(header(stale, "Vary"), "");
  EXPECT_EQ(body_of(answer("/app.js.gz")), "zipped") << "by its own name it is a file like any other";
}

TEST_F(ServedDirectory, DoesNotSendWhatTheClientHas) {
  const std::string etag = header(answer("/app.js"), "ETag");
  const std::string same = answer("/app.js", "If-None-Match: " + etag + "\r\n");
  EXPECT_TRUE(has_status(same, 304)) << same;
  EXPECT_EQ(header(same, "ETag"), etag);
  EXPECT_EQ(header(same, "Vary"), "Accept-Encoding");
  EXPECT_EQ(header(same, "Content-Length"), "");
  EXPECT_EQ(status("/app.js", "If-None-Match: " + etag + "\r\nAccept-Encoding: gzip\r\n"), 200);
  EXPECT_EQ(status("/app.js", "If-Modified-Since: Tue, 14 Nov 2023 22:13:20 GMT\r\n"), 304);
  EXPECT_EQ(status("/app.js", "If-Match: \"other\"\r\n"), 412);
  site_.write("app.js", "console.log(2)", 1'700'000'001);
  EXPECT_EQ(status("/app.js", "If-None-Match: " + etag + "\r\n"), 200);
}

TEST_F(ServedDirectory, SendsAPart) {
  const std::string part = answer("/app.js", "Range: bytes=8-10\r\n");
  EXPECT_TRUE(has_status(part, 206)) << part;
  EXPECT_EQ(body_of(part), "log");
  EXPECT_EQ(header(part, "Content-Range"), "bytes 8-10/14");
  const std::string outside = answer("/app.js", "Range: bytes=14-\r\n");
  EXPECT_TRUE(has_status(outside, 416));
  EXPECT_EQ(header(outside, "Content-Range"), "bytes */14");
  EXPECT_EQ(body_of(answer("/app.js", "Range: bytes=0-1,3-4\r\n")), "console.log(1)");
  EXPECT_EQ(body_of(answer("/app.js", "Range: bytes=0-1\r\nIf-Range: \"other\"\r\n")), "console.log(1)");
  EXPECT_EQ(body_of(answer("/app.js", "Range: bytes=0-2\r\nAccept-Encoding: gzip\r\n")), "zip") << "of the bytes that are sent";
  EXPECT_EQ(body_of(answer("/sub%20dir/photo.png", "Range: bytes=100000-299999\r\n")).size(), 200'000U);
}

TEST_F(ServedDirectory, LetsBrowsersKeepFingerprintedNamesForEver) {
  EXPECT_EQ(header(answer("/app-0a1b2c3d.js"), "Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(header(answer("/photo-20240101.jpg"), "Cache-Control"), "no-cache");
  serve({.fingerprints = false, .cache_control = "max-age=60"});
  EXPECT_EQ(header(answer("/app-0a1b2c3d.js"), "Cache-Control"), "max-age=60");
}

TEST_F(ServedDirectory, CutsOffAFileThatShrinksWhileItIsSent) {
  site_.write("big.bin", std::string(50'000'000, 'b'));
  TcpClient client(server_->port(), 4096);
  client.send(get("/big.bin"));
  EXPECT_NE(client.read_until("\r\n\r\n").find("Content-Length: 50000000\r\n"), std::string::npos);
  fs::resize_file(site_ / "big.bin", 1000);
  EXPECT_LT(client.read_to_end().size(), 50'000'000U);
}

TEST_F(ServedDirectory, SaysWhyItCannotBeServed) {
  EXPECT_EQ(http::Directory::open(site_ / "nowhere", {}).error(), (site_ / "nowhere") + ": No such file or directory");
  EXPECT_EQ(http::Directory::open(site_ / "app.js", {}).error(), (site_ / "app.js") + ": Not a directory");
}

}  // namespace
}  // namespace golive::test

// The examples in the comments of cors.h, middleware.h, request_id.h, security_headers.h and timeout.h.
#include <golive/golive.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "unit/app/visitor.h"

namespace golive::middleware_examples {

using Clock = std::chrono::steady_clock;
using V = test::Visitor;

// clang-format off
void add_denial(App& app) {
  app.use([](Request& request) -> std::optional<Response> {
    if (request.header("X-Robot") == "yes") return Response{.status = 403};   // answered here: nothing further in is reached
    return std::nullopt;                                                      // goes on
  });
}

void add_timing(App& app) {
  struct Timing {                                                             // either member may be left out
    void before(Request& request) const { request.put(Clock::now()); }
    void after(const Request& request, Response& response) const { response.headers.set("X-Timed", request.path); }
  };
  app.use(Timing{});
}

void add_cors(App& app) {
  app.group("/api", [](Group& api) { api.use(cors({.origins = {"https://shop.example"}, .credentials = true})); api.use(request_id()); });
}

void add_ids(App& app) {
  app.use(request_id());                     // X-Request-ID: 9f86d081884c7d65...
}

Response show_id(const Request& request) {
  const std::string& id = request.find<RequestId>()->text;
  return Response::text(id);
}

void add_id(Group& group) { group.get("/id", show_id); }

void add_policies(App& app) {
  app.use(security_headers({.directives = {{"img-src", "'self' data: https://tiles.example"}}}));
  app.group("/embed", [](Group& embed) { embed.use(security_headers({.framed_by = "https://portal.example"})); add_id(embed); });
  app.group("/legacy", [](Group& legacy) { legacy.use(no_security_headers()); add_id(legacy); });
}

void add_timeouts(App& app) {
  app.use(timeout(10s)).group("/reports", [](Group& reports) { reports.use(timeout(60s)); add_id(reports); });   // the innermost counts
}
// clang-format on

TEST(MiddlewareExamples, DoWhatTheirCommentsSay) {
  App app;
  add_denial(app);
  add_timing(app);
  add_cors(app);
  add_ids(app);
  add_policies(app);
  add_timeouts(app);
  app.listen("127.0.0.1", 0).start();
  const V visitor(app.port());
  EXPECT_EQ(visitor.status("GET", "/legacy/id", "X-Robot: yes\r\n"), 403);
  const std::string answer = visitor.get("/legacy/id");
  EXPECT_EQ(V::header_of(answer, "X-Timed"), "/legacy/id");
  EXPECT_EQ(V::header_of(answer, "X-Request-ID"), V::body_of(answer));
  EXPECT_EQ(V::header_of(answer, "X-Frame-Options"), "-");
  EXPECT_EQ(V::header_of(visitor.get("/reports/id"), "X-Frame-Options"), "DENY");
  EXPECT_NE(V::header_of(visitor.get("/embed/id"), "X-Frame-Options"), "DENY");
}

}  // namespace golive::middleware_examples

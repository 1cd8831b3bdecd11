#pragma once
// A page that is not ready in time is answered 503: app.use(timeout(10s));
//
//     app.use(timeout(10s)).group("/reports", [](Group& reports) { reports.use(timeout(60s)); ... });   // the innermost counts
//
// It is for pages of `blocking` routes, which wait for something else on a worker: the browser gets its answer, through on_error and all
// middleware, and what the view answers later is dropped. The view ends: what it has not begun is skipped, and a mount that is running is
// followed by terminate. Everything else is answered at once, on the loop, or is a stream, an upgrade or a join, and is left alone; the
// time limits of slow clients are in golive/http_limits.h. Zero: no limit here. Cost: one timer a page of a blocking route.
#include "golive/duration.h"
#include "golive/middleware.h"

namespace golive {

// What timeout() leaves in a page's request.
struct AnswerWithin {
  Duration time;
};

GOLIVE_API Middleware timeout(Duration time);

}  // namespace golive

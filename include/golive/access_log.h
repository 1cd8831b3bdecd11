#pragma once
// One line in the log for every request: app.use(access_log());
//
//   info request method=GET path=/orders/7 status=200 ms=0.21 peer=10.0.0.7 kind=page bytes=5120 request=9f86d081884c7d65...
//
// Through golive/log.h, at LogLevel::info; 5xx at warning. Use it first, so that it sees what all others made of the answer; request_id()
// before it puts the id there. Upgrades are logged with status 101, joins are not. Cost: two clock reads a request.
#include "golive/middleware.h"

namespace golive {

GOLIVE_API Middleware access_log();

}  // namespace golive

#pragma once
// What an app in development answers where its code threw: what was thrown, in which callback, for which request, and where to look.
// Threads: a function of its arguments. It tells what visitors must not read: for Config::development only.
#include "base/failure.h"
#include "golive/http.h"

namespace golive {

Response failure_page(const Failure& failure, const Request& request);

}  // namespace golive

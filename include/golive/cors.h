#pragma once
// Lets scripts of other origins read our answers (Fetch Standard section 3.2).
//
//     app.group("/api", [](Group& api) { api.use(cors({.origins = {"https://shop.example"}, .credentials = true})); ... });
//
// Preflights are answered here. Other origins get no CORS header, which is what keeps their scripts out; the request itself still runs, as
// it would without this. The answer carries Vary: Origin whatever it is, so that caches keep the answers apart.
// Errors: "*" together with credentials throws Error GL0527: it would let every site in as the visitor.
#include <string>
#include <vector>

#include "golive/duration.h"
#include "golive/middleware.h"

namespace golive {

struct CorsOptions {
  std::vector<std::string> origins = {};  // "https://shop.example", scheme and port as browsers send them; {"*"}: all
  std::vector<std::string> methods = {"GET", "HEAD", "POST"};
  std::vector<std::string> headers = {"Content-Type"};  // that a script may send
  std::vector<std::string> exposed = {};                // that a script may read
  bool credentials = false;                             // with cookies
  Duration max_age = std::chrono::minutes{10};          // a preflight is good for
};

GOLIVE_API Middleware cors(CorsOptions options);

}  // namespace golive

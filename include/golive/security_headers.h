#pragma once
// The headers that tell browsers what a page may not do. Every app sends them; this changes them for the app or a group.
//
//     app.use(security_headers({.directives = {{"img-src", "'self' data: https://tiles.example"}}}));
//     app.group("/embed", [](Group& embed) { embed.use(security_headers({.framed_by = "https://portal.example"})); ... });
//     app.group("/legacy", [](Group& legacy) { legacy.use(no_security_headers()); ... });
//
// Without this, every response says
//
//   X-Content-Type-Options: nosniff
//   X-Frame-Options: DENY
//   Referrer-Policy: same-origin
//
// and a page also says Content-Security-Policy: default-src 'self', and nothing inline (a style attribute may be), no <base>, no plugins,
// no frames round it, forms to this site only, data: images, and Trusted Types. An inline script or style of a layout has the nonce of its
// response (golive/layout.h). The innermost of an app's and its groups' counts, as a whole. A header that a handler has set itself stays.
// WebSockets get none.
//
// Errors: Error GL0529 for a directive that would be none, when the middleware is made. Threads and cost: golive/middleware.h; one
// allocation a request where it is used, nothing where it is not.
// Source: OWASP Secure Headers Project; Content Security Policy Level 3.
#include <string>
#include <utility>
#include <vector>

#include "golive/duration.h"
#include "golive/middleware.h"

namespace golive {

struct SecurityHeaders {
  // Directives of the Content-Security-Policy that take the place of the default's of their name, or come beside them; an empty value takes
  // one out. "default-src", "script-src", "style-src", "img-src", "connect-src" ...
  std::vector<std::pair<std::string, std::string>> directives = {};
  // Who may show the page in a frame: "'none'", "'self'", or origins. Goes into frame-ancestors, and into X-Frame-Options for browsers that
  // do not know that.
  std::string framed_by = "'none'";
  std::string referrer_policy = "same-origin";  // empty: not sent
  // Strict-Transport-Security for so long, over https only: the browser will not come by plain http again. Zero: not sent.
  Duration https_only_for = Duration::zero();
};

GOLIVE_API Middleware security_headers(SecurityHeaders options);
// None of them at all.
GOLIVE_API Middleware no_security_headers();

}  // namespace golive

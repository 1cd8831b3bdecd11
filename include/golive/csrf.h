#pragma once
// The token that a form needs when it is sent to a plain route: <form method="post">.
//
//     Html render() const {
//       return HTML(R"(<form method="post" action="/logout">{csrf_field()}<button>Log out</button></form>)", csrf_field());
//     }
//
// A POST, PUT, PATCH or DELETE that shows a session's cookie is answered 403 unless it brings that session's token, as the field `_csrf` of
// a form or as the header X-CSRF-Token. Without this a page elsewhere could send the visitor's browser here with a form of its own. Forms
// that a live view handles (lv-submit) need none: they go over the page's socket. Requests without our cookie act for nobody and pass.
//
// Threads: inside render(), layouts and handlers of plain routes; elsewhere the token is empty.
#include <string>
#include <utility>

#include "golive/detail/api.h"
#include "golive/html.h"
#include "golive/http.h"

namespace golive {

// The token of the page or response that is being made: for a header of your own script, say. Void after Session::renew().
GOLIVE_API std::string csrf_token();

// <input type="hidden" name="_csrf" value="...">
inline Html csrf_field() { return HTML(R"(<input type="hidden" name="_csrf" value={token}>)", arg("token", csrf_token())); }

// A handler that other sites and programs may call as they like, for webhooks and public interfaces: neither a token nor an Origin is asked
// for, so it must not act for who the cookies say, but know its callers by something else (a signature, say).
//
//     app.post("/hooks/payment", without_csrf([](const Request& request) { ... }));
inline RequestHandler without_csrf(RequestHandler handler) {
  handler.set_without_csrf();
  return handler;
}

}  // namespace golive

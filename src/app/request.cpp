#include "golive/error.h"
#include "golive/http.h"
#include "golive/session.h"

namespace golive {

Session& Request::session() const {
  if (open_session == nullptr) throw Error::of("GL0613");
  return open_session(session_source);
}

}  // namespace golive

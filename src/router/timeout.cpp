#include "golive/timeout.h"

namespace golive {

Middleware timeout(Duration time) {
  struct Timeout {
    void before(Request& request) const {
      if (request.kind == RequestKind::page) request.put(AnswerWithin{time});
    }
    Duration time;
  };
  return Timeout{time};
}

}  // namespace golive

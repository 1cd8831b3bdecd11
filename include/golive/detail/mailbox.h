#pragma once
// What a ViewHandle holds: the way to a view. Of a view that is served, src/live/mailbox.h; of a test's, src/testing/mock_host.h.
#include "golive/detail/api.h"

namespace golive::detail {

class MethodTask;

// Threads: any.
class GOLIVE_API Mailbox {
 public:
  Mailbox() = default;
  Mailbox(const Mailbox&) = delete;
  Mailbox& operator=(const Mailbox&) = delete;
  virtual ~Mailbox();

  // False: the view is gone, or too many messages wait for it.
  virtual bool post(MethodTask task) = 0;
  virtual bool alive() const noexcept = 0;
};

}  // namespace golive::detail

// A program on Boost.Asio: the app is served by its io_context.
#include <golive/asio.h>
#include <golive/golive.h>

#include "../project/clock.h"
#include "programs.h"

std::string page_from_own_asio() {
  boost::asio::io_context io;
  golive::App app;
  app.live<Clock>("/").listen("127.0.0.1", 0);
  const golive::AsioApp serving(io, app);

  Visit visit(app.port());
  while (!visit.over()) io.run_one_for(std::chrono::milliseconds(10));
  return visit.page();
}

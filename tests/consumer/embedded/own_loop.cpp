// A program that has its epoll set: the app is one descriptor more in it.
#include <golive/golive.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <cstring>

#include "../project/clock.h"
#include "programs.h"

std::string page_from_own_loop() {
  golive::App app;
  app.live<Clock>("/").listen("127.0.0.1", 0);

  const int set = ::epoll_create1(EPOLL_CLOEXEC);
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = app.fd();
  ::epoll_ctl(set, EPOLL_CTL_ADD, app.fd(), &event);

  Visit visit(app.port());
  while (!visit.over()) {
    if (::epoll_wait(set, &event, 1, 10) == 1 && event.data.fd == app.fd()) app.poll();
  }
  ::close(set);
  return visit.page();
}

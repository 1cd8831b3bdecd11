#pragma once
// SIGINT and SIGTERM for App::run(): while one of these lives the first of them ends wait(), and a second one the process, at once. The
// handlers of before are put back by the destructor. Nothing else in the library touches signals.
// Threads: any; several may live at a time and all are told.
namespace golive {

class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  void wait() const noexcept;
};

}  // namespace golive

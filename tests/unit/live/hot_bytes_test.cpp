// View::kHotBytes says which bytes of a view an event or a push touches, and thus what is fetched ahead of them. It is measured here: a
// view stands across two pages of memory, of which the second faults when it is touched.
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <new>
#include <optional>

#include "live_fixture.h"

namespace golive::live {
namespace {

// Says of the second of two pages whether, and where first, it was touched.
class TwoPages {
 public:
  TwoPages() {
    first_ = static_cast<std::byte*>(::mmap(nullptr, 2 * kPage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    struct sigaction action {};
    action.sa_sigaction = on_fault;
    action.sa_flags = SA_SIGINFO;
    ::sigaction(SIGSEGV, &action, &before_);
    second_ = first_ + kPage;
  }
  ~TwoPages() {
    ::sigaction(SIGSEGV, &before_, nullptr);
    ::munmap(first_, 2 * kPage);
  }
  TwoPages(const TwoPages&) = delete;
  TwoPages& operator=(const TwoPages&) = delete;

  std::byte* before_second(std::size_t bytes) const noexcept { return second_ - bytes; }
  static std::optional<std::ptrdiff_t> touched_by(const std::function<void()>& work) {
    touched_ = nullptr;
    ::mprotect(second_, kPage, PROT_NONE);
    work();
    ::mprotect(second_, kPage, PROT_READ | PROT_WRITE);
    return touched_ == nullptr ? std::nullopt : std::optional(touched_ - second_);
  }

 private:
  // Any other fault comes again, and ends the program.
  static void on_fault(int, siginfo_t* info, void*) {
    auto* const at = static_cast<std::byte*>(info->si_addr);
    if (at < second_ || at >= second_ + kPage) {
      ::signal(SIGSEGV, SIG_DFL);
      return;
    }
    touched_ = at;
    ::mprotect(second_, kPage, PROT_READ | PROT_WRITE);
  }

  static inline const std::size_t kPage = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  static inline std::byte* second_ = nullptr;
  static inline std::byte* touched_ = nullptr;
  std::byte* first_;
  struct sigaction before_ {};
};

struct Counter {
  Service<Topic<int>> topic;
  int count = 0;
  void mount(Socket& socket) { socket.subscribe<&Counter::add>(*topic); }
  void add(int by) { count += by; }
  Html render() const { return HTML("<button lv-click={}>{count}</button>", on<&Counter::add>(1), count); }
};

class HotBytes : public LiveTest {
 protected:
  // Of an event and of a push, each with a frame that shows it, the first byte they touch at `bytes` of the view or behind.
  struct Touched {
    std::optional<std::ptrdiff_t> by_event, by_push;
  };
  Touched touched_beyond(std::size_t bytes) {
    const TwoPages pages;
    Topic<int> topic;
    const LiveRoute& counter = route<Counter>([&] { return Counter{topic}; });
    const auto page = browser(counter);
    auto* const place = reinterpret_cast<View*>(pages.before_second(bytes));
    Touched touched;
    {
      const std::shared_ptr<View> view(new (place) View(runtime_, counter, 7), [](View* made) { made->~View(); });
      run([&] { view->join(*page->connection, {.params = {}, .session = {}, .url = {counter.pattern, {}}}, {}); });
      const auto shows = [&](const std::function<void()>& work) {
        page->transport.frames.clear();
        const auto first = pages.touched_by([&] {
          run(work);
          run_until([&] { return !page->transport.frames.empty(); });
        });
        EXPECT_NE(page->take().find("\"d\":{"), std::string::npos);
        return first;
      };
      int id = 0;
      for (int i = 0; i < 2; ++i) {  // the first makes what lasts
        touched.by_event = shows([&] { view->event(static_cast<std::uint64_t>(++id), "add(1)", "null", view->core().status().seq); });
        touched.by_push = shows([&] { topic.publish(1); });
      }
      run([&] { view->end(TerminateReason::normal); });
    }
    return touched;
  }
};

TEST_F(HotBytes, AreAllThatAnEventOrAPushTouches) {
  const Touched touched = touched_beyond(View::kHotBytes);
  EXPECT_EQ(touched.by_event, std::nullopt) << "bytes behind them";
  EXPECT_EQ(touched.by_push, std::nullopt) << "bytes behind them";
}

TEST_F(HotBytes, AreNoMoreLinesThanAnEventTouches) {
  EXPECT_NE(touched_beyond(View::kHotBytes - 64).by_event, std::nullopt) << "the last line is fetched for nothing";
}

}  // namespace
}  // namespace golive::live

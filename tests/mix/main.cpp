// client_mix [--seconds N] [--seed N] [--clients N] PROGRAM: starts PROGRAM, lets a crowd of clients loose on it, stops it.
// Each behaviour is a test, and the server's own health another; the last line is `N passed, N failed`.
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "mix/behaviours.h"
#include "mix/server_process.h"

namespace {

using mix::Behaviour;
using mix::Random;
using mix::Site;

struct Options {
  int seconds = 10;
  int clients = 8;
  unsigned seed = static_cast<unsigned>(std::chrono::system_clock::now().time_since_epoch().count());
  std::string program;
};

struct Outcome {
  int runs = 0;
  std::string fault;  // the first
};

// What the crowd has seen, by behaviour.
class Book {
 public:
  void enter(std::string_view name, std::string fault) {
    const std::lock_guard lock(mutex_);
    Outcome& outcome = outcomes_[std::string(name)];
    ++outcome.runs;
    if (outcome.fault.empty()) outcome.fault = std::move(fault);
  }
  const std::map<std::string, Outcome>& outcomes() const { return outcomes_; }

 private:
  std::mutex mutex_;
  std::map<std::string, Outcome> outcomes_;
};

std::vector<Behaviour> fitting(const Site& site) {
  std::vector<Behaviour> all;
  for (const Behaviour& behaviour : mix::behaviours())
    if (site.bench_pages || !behaviour.bench_pages_only) all.push_back(behaviour);
  return all;
}

// One client: every behaviour once in its own order, so that all of them have run, then any until the time is over or the server is gone.
void live_through(const Site& site, const Options& options, int number, Book& book, const std::atomic<bool>& over) {
  Random random(options.seed + static_cast<unsigned>(number));
  const auto all = fitting(site);
  for (std::size_t turn = 0; !over || turn < all.size(); ++turn) {
    const std::size_t choice = turn < all.size() ? (turn + static_cast<std::size_t>(number)) % all.size() : mix::below(random, all.size());
    std::string fault;
    try {
      all[choice].run(site, random);
    } catch (const std::exception& error) {
      fault = error.what();
    }
    const bool failed = !fault.empty();
    book.enter(all[choice].name, std::move(fault));
    if (failed) return;
  }
}

void let_loose(const Site& site, const Options& options, Book& book) {
  std::atomic<bool> over = false;
  std::vector<std::jthread> clients;
  for (int i = 0; i < options.clients; ++i) clients.emplace_back([&, i] { live_through(site, options, i, book, over); });
  std::this_thread::sleep_for(std::chrono::seconds(options.seconds));
  over = true;
}

int report(const Book& book, const std::string& health) {
  int passed = 0;
  int failed = 0;
  for (const auto& [name, outcome] : book.outcomes()) {
    ++(outcome.fault.empty() ? passed : failed);
    std::cout << (outcome.fault.empty() ? "  ok      " : "  FAILED  ") << name << ", " << outcome.runs << " times\n";
    if (!outcome.fault.empty()) std::cout << "          " << outcome.fault << '\n';
  }
  ++(health.empty() ? passed : failed);
  std::cout << (health.empty() ? "  ok      " : "  FAILED  ") << "the server is well\n" << health;
  std::cout << passed << " passed, " << failed << " failed\n";
  return failed == 0 ? 0 : 1;
}

Options parse(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    const bool has_value = word.starts_with("--") && i + 1 < argc;
    if (has_value && word == "--seconds") options.seconds = std::atoi(argv[++i]);
    else if (has_value && word == "--seed") options.seed = static_cast<unsigned>(std::strtoul(argv[++i], nullptr, 10));
    else if (has_value && word == "--clients") options.clients = std::atoi(argv[++i]);
    else options.program = word;
  }
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = parse(argc, argv);
  if (options.program.empty()) {
    std::cerr << "usage: client_mix [--seconds N] [--seed N] [--clients N] PROGRAM\n";
    return 2;
  }
  try {
    mix::ServerProcess server(options.program);
    const Site site = mix::visit(server.port());
    std::cout << options.program << ", " << options.clients << " clients for " << options.seconds << " s, seed " << options.seed
              << std::endl;
    Book book;
    let_loose(site, options, book);
    return report(book, server.stop());
  } catch (const std::exception& error) {
    std::cout << error.what() << "\n0 passed, 1 failed\n";
    return 1;
  }
}

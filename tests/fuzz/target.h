#pragma once
// A fuzz target: one decoder and what holds for every input it can be given. Each stands in a file of its own and registers itself:
//
//     void cookie(std::string_view input) { ... require(read == written, "what is written is read"); }
//     const Registration registered({"cookie", "src/security/session_cookie.cpp", cookie});
//
// Two drivers run them: libfuzzer.cpp looks for inputs that break a rule (make fuzz), corpus_test.cpp plays those in corpus/NAME (make
// test).
#include <cstdint>
#include <random>
#include <source_location>
#include <string>
#include <string_view>
#include <vector>

namespace golive::fuzz {

struct Target {
  std::string_view name;      // and of its folder in corpus/
  std::string_view decoders;  // files whose lines the corpus must reach (tests/fuzz/coverage), with spaces between
  void (*run)(std::string_view input);
};

std::vector<Target>& targets();

class Registration {
 public:
  explicit Registration(const Target& target) { targets().push_back(target); }
};

// Ends the input: a crash for libFuzzer, a failed test otherwise. Each driver has its own.
[[noreturn]] void broken(std::string_view rule, const std::source_location& where);

inline void require(bool holds, std::string_view rule, const std::source_location& where = std::source_location::current()) {
  if (!holds) broken(rule, where);
}

// What follows the first `mark`, which is taken off; `input` keeps what stands before it. Empty without one.
inline std::string_view split_off(std::string_view& input, char mark) {
  const std::size_t at = input.find(mark);
  const std::string_view rest = at == std::string_view::npos ? std::string_view() : input.substr(at + 1);
  input = input.substr(0, at);
  return rest;
}

// Where to cut an input into reads: the whole, single bytes, and three ways that depend on the input alone.
class Cuts {
 public:
  static constexpr int kWays = 5;
  Cuts(std::string_view input, int way)
      : way_(way), random_(static_cast<std::uint32_t>(std::hash<std::string_view>()(input)) + static_cast<std::uint32_t>(way)) {}

  // Takes the next piece off the front.
  std::string_view next(std::string_view& rest) {
    const std::size_t wanted = way_ == 0 ? rest.size() : way_ == 1 ? 1 : 1 + random_() % (way_ == 2 ? 3 : 40);
    const std::string_view piece = rest.substr(0, wanted);
    rest.remove_prefix(piece.size());
    return piece;
  }

 private:
  int way_;
  std::minstd_rand random_;
};

}  // namespace golive::fuzz

#pragma once
// Lets a measurement decide when a page changes: a page opened with ?stage=0 or 1 does what is posted to /stage/0/NAME or /stage/1/NAME.
// Nothing but the change itself then happens in the browser, and each change is a frame of its own.
#include <golive/golive.h>

#include <array>
#include <cstddef>
#include <string>

class Stages {
 public:
  // What is posted to one; nullptr: there is none of that number.
  golive::Topic<std::string>* find(std::size_t number) { return number < acts_.size() ? &acts_[number] : nullptr; }

  // Calls Method(name) of the view for each act on the stage that its page names, if any.
  template <auto Method>
  void enter(golive::Socket& socket, std::size_t number) {
    if (golive::Topic<std::string>* acts = find(number)) socket.subscribe<Method>(*acts);
  }

 private:
  std::array<golive::Topic<std::string>, 2> acts_;
};

inline constexpr std::size_t kNoStage = ~std::size_t{0};

inline std::size_t stage_of(const golive::Params& params) { return params.get<std::size_t>("stage").value_or(kNoStage); }

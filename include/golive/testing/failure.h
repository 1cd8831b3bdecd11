#pragma once
// What a step or an expectation throws that does not hold.
//
//     try { page.click("button", "Adn"); } catch (const testing::Failure& failure) { std::puts(failure.what()); }
//
//   click("button", "Adn"): no element "button", "Adn"   did you mean "Add"?
//     <form class="new" lv-submit="add">
//     > <button>Add</button>
//     at todos_test.cpp:21
#include <exception>
#include <string>
#include <utility>

#include "golive/detail/api.h"

namespace golive::testing {

class GOLIVE_API Failure : public std::exception {
 public:
  explicit Failure(std::string text) : text_(std::move(text)) {}
  ~Failure() override;
  const char* what() const noexcept override { return text_.c_str(); }

 private:
  std::string text_;
};

}  // namespace golive::testing

#pragma once
// What a person does with a page of random_page(), and what is to be seen after each step: the same in memory and in Chromium.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "browser/lockstep/written_page.h"
#include "testing/page_driver.h"

namespace golive::test {

struct Step {
  enum class Kind : std::uint8_t { person, advance };
  Kind kind = Kind::person;
  testing::Verb verb = testing::Verb::click;
  std::string number = {};  // data-n of the element
  std::string value = {};
};
std::string line_of(const Step& step);

struct Seen {
  std::string refused;              // why nobody could do it; "": it was done
  std::vector<std::string> events;  // that the server has heard since the step before, with their payloads
  std::string page;                 // what is on it, a line an element
  bool is_left = false;             // it is another page
};

struct Walk {
  std::string markup;
  std::vector<Step> steps;
  std::vector<Seen> seen;  // one more than the steps: the first is the page as it came
};

// What the view of the walk shows, and what it has heard.
struct Stage {
  std::unique_ptr<WrittenPage> page;
  std::uint64_t turn = 0;
  std::vector<std::string> heard;
};
Stage& stage();

// Does what a random person does; steps that only the layout of a browser refuses are left out.
Walk walk(testing::PageDriver& driver, std::string markup, std::uint64_t seed, std::size_t steps);
// Does the steps of another walk; those whose element is not there are left out.
Walk repeat(testing::PageDriver& driver, std::string markup, const std::vector<Step>& steps);

}  // namespace golive::test

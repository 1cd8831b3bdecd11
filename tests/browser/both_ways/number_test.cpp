// Number fields whose text a browser takes for a whole number.
#include "browser/both_ways/both_ways.h"

namespace golive::testing {
namespace {

struct Amount {
  int count = 0;
  int asked = 0;
  struct Form {
    int count;
  };
  void set(int value) { count = value; }
  void ask(const Form& form) { asked = form.count; }
  Html render() const {
    return HTML(R"(<form lv-submit={}><input type="number" step="any" name="count" lv-change={}><button>Ask</button></form>
                   <output>{count}</output><b>{asked}</b>)",
                on<&Amount::ask>(), on<&Amount::set>(), count, asked);
  }
};

using NumberFields = BothWays;
GOLIVE_BOTH_WAYS(NumberFields);

TEST_P(NumberFields, GiveWholeNumbersHoweverTheyAreSpelled) {
  Page page = open<Amount>();
  page.change("input", "1e3");
  EXPECT_EQ(page.text("output"), "1000");
  page.change("input", "2.0");
  EXPECT_EQ(page.text("output"), "2");
  page.change("input", "-0.5e1").click("button");
  EXPECT_EQ(page.text("output"), "-5");
  EXPECT_EQ(page.text("b"), "-5");
}

TEST_P(NumberFields, GiveNoOthers) {
  Page page = open<Amount>();
  for (const std::string_view text : {"0.1", "1e10", "15e-1"}) {
    const std::string failure = failure_of([&] { page.change("input", text); });
    EXPECT_NE(failure.find("the server refused"), std::string::npos) << text << ": " << failure;
  }
  EXPECT_EQ(page.text("output"), "0");
}

}  // namespace
}  // namespace golive::testing

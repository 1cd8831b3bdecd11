#include "diff/templates.h"

#include <gtest/gtest.h>

#include <string>

#include "golive/error.h"
#include "model/tree_builder.h"

namespace golive::diff {
namespace {

using model::template_of;

std::string written(Templates& sent) {
  std::string out;
  sent.write(out);
  return out;
}

TEST(Templates, AreSentOnceAConnection) {
  const detail::TemplateInfo& info = template_of("<p>\"once\"</p>");
  Templates sent;
  sent.use(info);
  sent.use(info);
  EXPECT_TRUE(sent.pending());
  EXPECT_EQ(written(sent), "{\"" + std::string(info.id()) + "\":\"<p>\\\"once\\\"</p>\"}");
  EXPECT_FALSE(sent.pending());
  sent.use(info);
  EXPECT_FALSE(sent.pending());
  Templates other;
  other.use(info);
  EXPECT_TRUE(other.pending());
}

TEST(Templates, AnEqualTemplateOfAnotherCallSiteIsTheSame) {
  static const detail::TemplateInfo copy = template_of("<p>twin</p>");
  Templates sent;
  sent.use(template_of("<p>twin</p>"));
  written(sent);
  sent.use(copy);
  EXPECT_FALSE(sent.pending());
}

TEST(Templates, MoreThan64AreTold) {
  Templates sent;
  for (int i = 0; i < 200; ++i) sent.use(template_of("<b>" + std::to_string(i) + "</b>"));
  EXPECT_EQ(written(sent).size(), 200 * std::string("\"12345678\":\"<b></b>\",").size() + 1 + 10 + 90 * 2 + 100 * 3);
  for (int i = 0; i < 200; ++i) sent.use(template_of("<b>" + std::to_string(i) + "</b>"));
  EXPECT_FALSE(sent.pending());
}

TEST(Templates, TwoFormsUnderOneFingerprintAreAnError) {
  static const detail::TemplateInfo clash = [] {
    detail::TemplateInfo info = template_of("<p>one</p>");
    info.browser_form = "<p>two</p>";
    return info;
  }();
  Templates sent;
  sent.use(template_of("<p>one</p>"));
  try {
    sent.use(clash);
    FAIL() << "accepted";
  } catch (const Error& error) {
    EXPECT_EQ(error.id(), "GL0203");
  }
}

}  // namespace
}  // namespace golive::diff

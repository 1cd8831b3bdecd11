#include "protocol/join_request.h"

#include <gtest/gtest.h>

namespace golive::protocol {
namespace {

TEST(JoinRequest, ReadsAllMembers) {
  const auto join = read_join(R"({"token":"t.s","url":"/orders?page=2","seq":4,"ack":9,"params":{"tz":"UTC"}})");
  ASSERT_TRUE(join);
  EXPECT_EQ(join->token, "t.s");
  EXPECT_EQ(join->url, "/orders?page=2");
  EXPECT_EQ(join->seq, 4u);
  EXPECT_EQ(join->ack, 9u);
  EXPECT_EQ(join->params_json, R"({"tz":"UTC"})");
}

TEST(JoinRequest, OnlyTheTokenIsRequired) {
  const auto join = read_join(R"({"token":"t"})");
  ASSERT_TRUE(join);
  EXPECT_EQ(join->url, "");
  EXPECT_EQ(join->seq, 0u);
  EXPECT_EQ(join->params_json, "null");
}

TEST(JoinRequest, UnescapesAndSkipsUnknownMembers) {
  const auto join = read_join(R"({"new":[1,{"token":"inner"}],"token":"a\u0062","url":"\/x","params":null})");
  ASSERT_TRUE(join);
  EXPECT_EQ(join->token, "ab");
  EXPECT_EQ(join->url, "/x");
  EXPECT_EQ(join->params_json, "null");
}

TEST(JoinRequest, RefusesMembersOfOtherTypes) {
  for (const std::string_view payload : {"null", "[]", "{}", R"({"url":"/"})", R"({"token":""})", R"({"token":5})",
                                         R"({"token":"t","seq":"1"})", R"({"token":"t","seq":-1})", R"({"token":"t","ack":1.5})",
                                         R"({"token":"t","params":[]})", R"({"token":"t","params":"x"})", R"({"token":"t","url":null})"})
    EXPECT_FALSE(read_join(payload)) << payload;
}

}  // namespace
}  // namespace golive::protocol

#include "security/origin.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "golive/error.h"

namespace golive::security {
namespace {

using Names = std::vector<std::string>;

TEST(HostPolicy, OnLoopbackAnswersToNamesOfThisMachineOnly) {
  const HostPolicy policy({}, true);
  for (const char* own : {"localhost", "localhost:3000", "LOCALHOST:3000", "127.0.0.1:8080", "127.1.2.3", "[::1]:3000", "[::1]",
                          "app.localhost", "localhost."})
    EXPECT_TRUE(policy.allows(own)) << own;
  for (const char* foreign :
       {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "127.0.0.1.evil.example:3000", "notlocalhost", "192.168.0.1",
        "", "localhost:", "localhost:0", "localhost:99999", "localhost:3000:3000", "local host", "[::1", "user@localhost", "127.0.0"})
    EXPECT_FALSE(policy.allows(foreign)) << foreign;
}

TEST(HostPolicy, ElsewhereAnswersToAllUnlessToldOtherwise) {
  EXPECT_TRUE(HostPolicy({}, false).allows("anything.example"));
  EXPECT_TRUE(HostPolicy(Names{"*"}, true).allows("anything.example"));
  const HostPolicy policy(Names{"example.org", "*.example.net", "example.com:8080"}, true);
  for (const char* own : {"example.org", "example.org:3000", "Example.ORG", "a.example.net", "a.b.example.net:1", "example.com:8080"})
    EXPECT_TRUE(policy.allows(own)) << own;
  for (const char* foreign :
       {"www.example.org", "example.net", "badexample.net", "example.com", "example.com:80", "localhost", "example.org.evil.example"})
    EXPECT_FALSE(policy.allows(foreign)) << foreign;
}

TEST(HostPolicy, SaysWhichOfItsNamesIsNone) {
  for (const char* bad : {"https://example.org", "example.org/", "", "*example.org", "a b"}) {
    try {
      HostPolicy(Names{bad}, true);
      ADD_FAILURE() << bad << " was taken";
    } catch (const Error& error) {
      EXPECT_EQ(error.id(), "GL0608");
      EXPECT_NE(std::string(error.what()).find("Config::hosts"), std::string::npos);
    }
  }
}

TEST(OriginPolicy, AllowsTheSameOriginInEverySpelling) {
  const OriginPolicy policy({});
  EXPECT_TRUE(policy.allows("http://example.org", "http", "example.org"));
  EXPECT_TRUE(policy.allows("http://example.org", "http", "EXAMPLE.org:80"));
  EXPECT_TRUE(policy.allows("http://example.org:3000", "http", "example.org:3000"));
  EXPECT_TRUE(policy.allows("https://example.org", "https", "example.org:443"));
  EXPECT_TRUE(policy.allows("http://[::1]:3000", "http", "[::1]:3000"));
  // A proxy ends TLS.
  EXPECT_TRUE(policy.allows("https://example.org", "http", "example.org"));
}

TEST(OriginPolicy, RefusesEveryOther) {
  const OriginPolicy policy({});
  EXPECT_FALSE(policy.allows("http://evil.example", "http", "example.org"));
  EXPECT_FALSE(policy.allows("http://example.org:3001", "http", "example.org:3000"));
  EXPECT_FALSE(policy.allows("http://example.org", "https", "example.org")) << "a page that anybody on the network can change";
  EXPECT_FALSE(policy.allows("http://example.org.evil.example", "http", "example.org"));
  EXPECT_FALSE(policy.allows("http://sub.example.org", "http", "example.org"));
  for (const char* bad :
       {"null", "", "example.org", "file://", "http://", "http://example.org/path", "http://a@example.org", "ftp://example.org"})
    EXPECT_FALSE(policy.allows(bad, "http", "example.org")) << bad;
}

TEST(OriginPolicy, AllowsThoseListedAndNoneBeside) {
  const OriginPolicy policy(Names{"https://shop.example", "https://*.example.net", "http://localhost:5173"});
  for (const char* own : {"https://shop.example", "https://a.example.net", "https://a.b.example.net", "http://localhost:5173"})
    EXPECT_TRUE(policy.allows(own, "https", "api.example")) << own;
  for (const char* foreign : {"http://shop.example", "https://shop.example:8443", "https://example.net", "https://badexample.net",
                              "http://a.example.net", "http://localhost", "null"})
    EXPECT_FALSE(policy.allows(foreign, "https", "api.example")) << foreign;
  EXPECT_TRUE(OriginPolicy(Names{"*"}).allows("https://any.example", "https", "api.example"));
  EXPECT_FALSE(OriginPolicy(Names{"*"}).allows("null", "https", "api.example"));
}

TEST(OriginPolicy, SaysWhichOfItsOriginsIsNone) {
  for (const char* bad : {"example.org", "https://", "null", "https://example.org/", "https://*"})
    EXPECT_THROW(OriginPolicy(Names{bad}), Error) << bad;
}

}  // namespace
}  // namespace golive::security

#include "security/join_token.h"

#include <gtest/gtest.h>

#include <string>

namespace golive::security {
namespace {

constexpr JoinToken kToken{.route = 3, .loop = 1, .view = 0x1234567890abcdef, .digest = 42, .expires = 2'000};
constexpr SessionId kSession{1, 2, 3};

std::string signed_token(TokenSigner& signer, std::string_view path = "/todos/7") {
  std::string text;
  signer.sign(kToken, kSession, path, text);
  return text;
}

TEST(JoinToken, ComesBackAsItWasSigned) {
  TokenSigner signer({random_key()});
  const auto token = signer.verify(signed_token(signer), kSession, "/todos/7");
  ASSERT_TRUE(token.has_value());
  EXPECT_EQ(token->route, kToken.route);
  EXPECT_EQ(token->loop, kToken.loop);
  EXPECT_EQ(token->view, kToken.view);
  EXPECT_EQ(token->digest, kToken.digest);
  EXPECT_EQ(token->expires, kToken.expires);
}

TEST(JoinToken, IsSafeInAnAttributeAndAUrl) {
  TokenSigner signer({random_key()});
  EXPECT_EQ(signed_token(signer).find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), std::string::npos);
}

TEST(JoinToken, OfAnotherKeyIsForged) {
  TokenSigner ours({random_key()});
  TokenSigner theirs({random_key()});
  EXPECT_EQ(ours.verify(signed_token(theirs), kSession, "/todos/7").error(), TokenError::forged);
}

TEST(JoinToken, OfAnotherPathIsForged) {
  TokenSigner signer({random_key()});
  EXPECT_EQ(signer.verify(signed_token(signer), kSession, "/todos/8").error(), TokenError::forged);
}

TEST(JoinToken, OfAnotherSessionIsForged) {
  TokenSigner signer({random_key()});
  EXPECT_EQ(signer.verify(signed_token(signer), SessionId{1, 2, 4}, "/todos/7").error(), TokenError::forged);
}

TEST(JoinToken, OfAnOlderSecretIsGoodUntilThatIsTakenAway) {
  const Key older = random_key();
  const Key newer = random_key();
  TokenSigner before({older});
  TokenSigner during({newer, older});
  TokenSigner after({newer});
  EXPECT_TRUE(during.verify(signed_token(before), kSession, "/todos/7").has_value());
  EXPECT_EQ(after.verify(signed_token(before), kSession, "/todos/7").error(), TokenError::forged);
  EXPECT_TRUE(after.verify(signed_token(during), kSession, "/todos/7").has_value());
}

// The bytes themselves: a token outlives the process, and may be read on another machine.
TEST(JoinToken, IsTheSameOnEveryMachine) {
  TokenSigner signer({Key{}});
  EXPECT_TRUE(signed_token(signer).starts_with("AwAAAAEAAADvzauQeFY0EioAAAAAAAAA0AcAAAAAAAB")) << signed_token(signer);
}

TEST(JoinToken, EndsAtItsTime) {
  TokenSigner signer({random_key()});
  const auto token = signer.verify(signed_token(signer), kSession, "/todos/7");
  EXPECT_FALSE(token->is_expired(2'000));
  EXPECT_TRUE(token->is_expired(2'001));
}

TEST(JoinToken, WithAnyCharacterChangedIsRefused) {
  TokenSigner signer({random_key()});
  const std::string good = signed_token(signer);
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string bad = good;
    bad[i] = bad[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(signer.verify(bad, kSession, "/todos/7").has_value()) << "character " << i;
  }
}

TEST(JoinToken, ThatIsNoTokenIsMalformed) {
  TokenSigner signer({random_key()});
  const std::string good = signed_token(signer);
  for (const std::string& bad :
       {std::string(), std::string("x"), good.substr(1), good + "A", std::string(good.size(), '='), std::string(good.size(), '\0')})
    EXPECT_EQ(signer.verify(bad, kSession, "/todos/7").error(), TokenError::malformed);
}

}  // namespace
}  // namespace golive::security

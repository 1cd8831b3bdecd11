#pragma once
// The lines that security headers are, made once from their options.
//
//     const SecurityLines lines{SecurityHeaders{}};
//     lines.add_to(response.headers, {.is_page = true, .is_https = false, .nonce = ""});
//
// Threads: read-only once made.
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "golive/headers.h"
#include "golive/security_headers.h"

namespace golive::router {

class SecurityLines {
 public:
  SecurityLines() = default;  // none
  // Throws Error GL0529.
  explicit SecurityLines(const SecurityHeaders& options);

  struct For {
    bool is_page;
    bool is_https;
    std::string_view nonce;  // of an inline script or style; may be empty
  };
  // What is there already stays.
  void add_to(Headers& headers, const For& response) const;

 private:
  std::string policy_with(std::string_view nonce) const;

  std::vector<std::pair<std::string, std::string>> directives_;
  std::string policy_;  // of a page without a nonce
  std::vector<std::pair<std::string, std::string>> lines_;
  std::string https_only_;
};

// What security_headers() leaves in a request.
struct ChosenSecurityLines {
  std::shared_ptr<const SecurityLines> lines;
};

}  // namespace golive::router

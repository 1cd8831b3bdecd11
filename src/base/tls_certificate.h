#pragma once
// A server's certificate and key, from their files.
// Threads: any. Sessions that have begun keep the certificate they began with.
#include <expected>
#include <memory>
#include <mutex>
#include <string>

#include "base/tls_session.h"
#include "golive/tls.h"

namespace golive {

class TlsCertificate {
 public:
  // The error is a sentence for whoever wrote the configuration.
  static std::expected<std::shared_ptr<TlsCertificate>, std::string> load(TlsFiles files);
  // Reads the files again. On an error the old ones stay in use.
  std::expected<void, std::string> reload();

  // For a connection that was just accepted. Cost: one lock, about 10 us.
  std::unique_ptr<TlsSession> begin_session(int descriptor) const;

 private:
  using Context = std::shared_ptr<SSL_CTX>;
  explicit TlsCertificate(TlsFiles files) : files_(std::move(files)) {}
  static std::expected<Context, std::string> read(const TlsFiles& files);

  TlsFiles files_;
  mutable std::mutex mutex_;
  Context context_;
};

}  // namespace golive

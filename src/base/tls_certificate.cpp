#include "base/tls_certificate.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>

#include "golive/log.h"

namespace golive {
namespace {

// With TLS 1.2 only what has forward secrecy and is not known to be weak (RFC 9325 section 4.2); TLS 1.3 has nothing else.
constexpr char kCiphers[] = "ECDHE+AESGCM:ECDHE+CHACHA20";

// RFC 7301: HTTP/1.1 is all we speak. Clients that do not ask at all are taken.
int choose_protocol(SSL*, const unsigned char** out, unsigned char* size, const unsigned char* offered, unsigned int offered_size, void*) {
  static constexpr unsigned char kHttp11[] = "\x08http/1.1";
  unsigned char* chosen = nullptr;
  if (::SSL_select_next_proto(&chosen, size, kHttp11, sizeof kHttp11 - 1, offered, offered_size) != OPENSSL_NPN_NEGOTIATED)
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  *out = chosen;
  return SSL_TLSEXT_ERR_OK;
}

// Called for an encrypted key: nobody is there to type.
int no_password(char*, int, int, void* asked) {
  *static_cast<bool*>(asked) = true;
  return -1;
}

std::string unreadable(const std::string& file) {
  return ::access(file.c_str(), R_OK) == 0 ? std::string() : file + ": " + std::strerror(errno);
}

void warn_if_expired(SSL_CTX* context, const std::string& file) {
  const X509* const certificate = ::SSL_CTX_get0_certificate(context);
  if (certificate != nullptr && ::X509_cmp_current_time(::X509_get0_notAfter(certificate)) < 0)
    log(LogLevel::warning, "the certificate has expired: browsers will refuse it", {{"file", file}});
}

}  // namespace

std::expected<TlsCertificate::Context, std::string> TlsCertificate::read(const TlsFiles& files) {
  for (const std::string* file : {&files.certificate, &files.key}) {
    if (file->empty()) return std::unexpected("the certificate and the key each need a file");
    if (auto problem = unreadable(*file); !problem.empty()) return std::unexpected(std::move(problem));
  }
  Context context(::SSL_CTX_new(::TLS_server_method()), ::SSL_CTX_free);
  if (!context) return std::unexpected("OpenSSL has no TLS");
  SSL_CTX* const tls = context.get();
  ::SSL_CTX_set_min_proto_version(tls, TLS1_2_VERSION);
  ::SSL_CTX_set_cipher_list(tls, kCiphers);
  ::SSL_CTX_set_options(tls, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  ::SSL_CTX_set_mode(tls, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
  ::SSL_CTX_set_read_ahead(tls, 1);
  ::SSL_CTX_set_session_cache_mode(tls, SSL_SESS_CACHE_OFF);
  ::SSL_CTX_set_alpn_select_cb(tls, choose_protocol, nullptr);
  bool encrypted = false;
  ::SSL_CTX_set_default_passwd_cb(tls, no_password);
  ::SSL_CTX_set_default_passwd_cb_userdata(tls, &encrypted);
  ::ERR_clear_error();
  std::string problem;
  if (::SSL_CTX_use_certificate_chain_file(tls, files.certificate.c_str()) != 1) {
    problem = files.certificate + " holds no certificate in PEM form";
  } else if (::SSL_CTX_use_PrivateKey_file(tls, files.key.c_str(), SSL_FILETYPE_PEM) != 1) {
    const bool mismatch = ERR_GET_REASON(::ERR_peek_last_error()) == X509_R_KEY_VALUES_MISMATCH;
    problem = mismatch    ? files.key + " is not the key of the certificate in " + files.certificate
              : encrypted ? files.key + " is encrypted, and nobody is there to type the password"
                          : files.key + " holds no private key in PEM form";
  } else if (::SSL_CTX_check_private_key(tls) != 1) {
    problem = files.key + " is not the key of the certificate in " + files.certificate;
  }
  ::ERR_clear_error();
  if (!problem.empty()) return std::unexpected(std::move(problem));
  ::SSL_CTX_set_default_passwd_cb_userdata(tls, nullptr);
  warn_if_expired(tls, files.certificate);
  return context;
}

std::expected<std::shared_ptr<TlsCertificate>, std::string> TlsCertificate::load(TlsFiles files) {
  std::shared_ptr<TlsCertificate> loaded(new TlsCertificate(std::move(files)));
  if (auto read = loaded->reload(); !read) return std::unexpected(std::move(read.error()));
  return loaded;
}

std::expected<void, std::string> TlsCertificate::reload() {
  auto context = read(files_);
  if (!context) return std::unexpected(std::move(context.error()));
  const std::scoped_lock lock(mutex_);
  context_ = std::move(*context);
  return {};
}

std::unique_ptr<TlsSession> TlsCertificate::begin_session(int descriptor) const {
  const Context context = [&] {
    const std::scoped_lock lock(mutex_);
    return context_;
  }();
  return std::make_unique<TlsSession>(context.get(), descriptor);
}

}  // namespace golive

#pragma once
// Certificates made for a test, and a blocking client that speaks TLS.
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <csignal>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "golive/tls.h"
#include "unit/base/temporary_directory.h"
#include "unit/http/tcp_client.h"

namespace golive::test {

// Writes NAME.pem and NAME.key: a certificate of its own for localhost, whose common name is NAME.
inline TlsFiles make_certificate(const TemporaryDirectory& directory, const std::string& name, const char* password = nullptr) {
  TlsFiles files{.certificate = directory / (name + ".pem"), .key = directory / (name + ".key")};
  const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key(EVP_EC_gen("P-256"), ::EVP_PKEY_free);
  const std::unique_ptr<X509, void (*)(X509*)> certificate(::X509_new(), ::X509_free);
  ::X509_set_version(certificate.get(), 2);
  ::ASN1_INTEGER_set(::X509_get_serialNumber(certificate.get()), 1);
  ::X509_gmtime_adj(::X509_getm_notBefore(certificate.get()), -60);
  ::X509_gmtime_adj(::X509_getm_notAfter(certificate.get()), 3600);
  ::X509_set_pubkey(certificate.get(), key.get());
  X509_NAME* const subject = ::X509_get_subject_name(certificate.get());
  ::X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
  ::X509_set_issuer_name(certificate.get(), subject);
  ::X509_sign(certificate.get(), key.get(), ::EVP_sha256());
  const std::unique_ptr<FILE, int (*)(FILE*)> pem(std::fopen(files.certificate.c_str(), "w"), std::fclose);
  ::PEM_write_X509(pem.get(), certificate.get());
  const std::unique_ptr<FILE, int (*)(FILE*)> secret(std::fopen(files.key.c_str(), "w"), std::fclose);
  ::PEM_write_PrivateKey(secret.get(), key.get(), password == nullptr ? nullptr : ::EVP_aes_256_cbc(), nullptr, 0, nullptr,
                         const_cast<char*>(password));
  return files;
}

class TlsClient {
 public:
  // `protocols` as ALPN has them: "\x08http/1.1".
  explicit TlsClient(std::uint16_t port, std::string_view protocols = {}, int newest = TLS1_3_VERSION, int receive_buffer = 0)
      : tcp_(port, receive_buffer), context_(::SSL_CTX_new(::TLS_client_method()), ::SSL_CTX_free), ssl_(nullptr, ::SSL_free) {
    // OpenSSL writes to its socket as to a file: one the server has closed would end the test program.
    std::signal(SIGPIPE, SIG_IGN);
    ::SSL_CTX_set_security_level(context_.get(), 0);  // old versions shall be refused by the server
    ::SSL_CTX_set_min_proto_version(context_.get(), TLS1_VERSION);
    ::SSL_CTX_set_max_proto_version(context_.get(), newest);
    ssl_.reset(::SSL_new(context_.get()));
    if (!protocols.empty())
      ::SSL_set_alpn_protos(ssl_.get(), reinterpret_cast<const unsigned char*>(protocols.data()), static_cast<unsigned>(protocols.size()));
    ::SSL_set_fd(ssl_.get(), tcp_.descriptor());
    connected_ = ::SSL_connect(ssl_.get()) == 1;
  }

  bool connected() const { return connected_; }
  TcpClient& tcp() { return tcp_; }
  std::string version() const { return ::SSL_get_version(ssl_.get()); }
  std::string protocol() const {
    const unsigned char* name = nullptr;
    unsigned size = 0;
    ::SSL_get0_alpn_selected(ssl_.get(), &name, &size);
    return {reinterpret_cast<const char*>(name), size};
  }
  // The common name of the server's certificate.
  std::string server_name() const {
    char name[100] = "";
    const std::unique_ptr<X509, void (*)(X509*)> certificate(::SSL_get1_peer_certificate(ssl_.get()), ::X509_free);
    if (certificate) ::X509_NAME_get_text_by_NID(::X509_get_subject_name(certificate.get()), NID_commonName, name, sizeof name);
    return name;
  }

  void send(std::string_view bytes) {
    if (!bytes.empty()) ::SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size()));
  }
  std::string read_until(std::string_view mark) {
    std::size_t at = 0;
    while ((at = buffer_.find(mark)) == std::string::npos) {
      if (!fill()) return std::exchange(buffer_, {});
    }
    return take(at + mark.size());
  }
  std::string read_bytes(std::size_t count) {
    while (buffer_.size() < count && fill()) {
    }
    return take(std::min(count, buffer_.size()));
  }
  std::string read_response() {
    std::string response = read_until("\r\n\r\n");
    const std::size_t at = response.find("Content-Length: ");
    if (at != std::string::npos) response += read_bytes(std::stoul(response.substr(at + 16)));
    return response;
  }
  // True if the server has said that nothing follows, and not merely ended the connection.
  bool at_clean_end() { return buffer_.empty() && !fill() && ::SSL_get_shutdown(ssl_.get()) == SSL_RECEIVED_SHUTDOWN; }

 private:
  std::string take(std::size_t count) {
    std::string front = buffer_.substr(0, count);
    buffer_.erase(0, count);
    return front;
  }
  bool fill() {
    char bytes[65536];
    const int got = ::SSL_read(ssl_.get(), bytes, sizeof bytes);
    if (got > 0) buffer_.append(bytes, static_cast<std::size_t>(got));
    return got > 0;
  }

  TcpClient tcp_;
  std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context_;
  std::unique_ptr<SSL, void (*)(SSL*)> ssl_;
  bool connected_ = false;
  std::string buffer_;
};

}  // namespace golive::test

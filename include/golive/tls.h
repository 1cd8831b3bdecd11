#pragma once
// TlsFiles names the certificate and the key of a server that speaks HTTPS.
//
//     app.listen_tls("0.0.0.0", 443, {.certificate = "/etc/ssl/site/fullchain.pem", .key = "/etc/ssl/site/privkey.pem"});
//     ...
//     app.reload_tls();   // the files have been renewed; from any thread, no connection is dropped
//
// TLS 1.2 and 1.3 with forward secrecy, HTTP/1.1 by ALPN (RFC 7301), for pages and WebSockets alike. Errors: files that cannot be read,
// that hold something else, or that do not belong together are Error GL0512 at the start. Threads: a value.
#include <string>

namespace golive {

struct TlsFiles {
  std::string certificate;  // in PEM form: the server's own, then those that lead to a root
  std::string key;          // in PEM form, not encrypted
};

}  // namespace golive

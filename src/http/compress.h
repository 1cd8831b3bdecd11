#pragma once
// gzip for bodies that are made for one request (RFC 1952). Files have compressed siblings instead (golive/files.h).
// Threads: any; each keeps its own compressor, 270 KB. Cost: about 10 ns a byte of HTML.
#include <cstddef>
#include <string>
#include <string_view>

#include "http/request.h"
#include "http/response.h"

namespace golive::http {

// A body that fits one packet is not sent sooner for being smaller.
constexpr std::size_t kLeastCompressed = 1400;

// Compresses the response's body for a client that takes gzip, if it is text of at least `least` bytes, and says so in Content-Encoding
// and, for whoever is asked, in Vary. Leaves alone what is coded already, has no body, is made while it is sent, has an ETag (the tag is of
// the bytes), or says Cache-Control: no-transform. True if it has compressed. A page that shows both a secret that stays the same and what
// the request said tells the secret by its length (BREACH): ours have a token that is new in each page.
bool compress(const Request& request, Response& response, std::size_t least = kLeastCompressed);

std::string gzip(std::string_view bytes);

}  // namespace golive::http

#pragma once
// Sends text compressed to browsers that take gzip: app.use(compression());
//
// Bodies in memory of text, JSON, JavaScript or SVG, of at least `least` bytes. Left alone: streams and files (those have compressed
// siblings, golive/files.h), what has a Content-Encoding or an ETag, Cache-Control: no-transform, and answers to upgrades. Vary:
// Accept-Encoding is set wherever another request could have been answered compressed. Cost: about 10 ns a byte on the loop.
#include <cstddef>

#include "golive/middleware.h"

namespace golive {

GOLIVE_API Middleware compression(std::size_t least = 1400);

}  // namespace golive

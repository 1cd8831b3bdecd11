#pragma once
// FilesOptions says how a directory is served.
//
//     app.files("/assets", "web/dist");                              // web/dist/app-0a1b2c3d.js at /assets/app-0a1b2c3d.js
//     app.files("/manual", "doc/html", {.index = "index.html"});
//
// Files are read while they are sent, so that big ones need no memory. They carry ETag and Last-Modified, and If-Match, If-None-Match,
// If-Modified-Since, If-Unmodified-Since and If-Range are obeyed (RFC 9110 section 13); one range of bytes is served as 206, more than one
// as the whole file (section 14.2 lets a server choose), one outside of the file as 416.
//
// Beside `app.js` there may be `app.js.br` and `app.js.gz`, made when the site is built: they are sent to browsers that take them, if they
// are not older than `app.js`.
//
// Nothing outside of the directory is reached, whatever the path says and wherever symbolic links point; links inside of it work. What is
// missing, hidden or not a regular file is 404. Errors: a directory that cannot be opened is Error GL0511 at the call. Threads: a value.
#include <string>

namespace golive {

struct FilesOptions {
  // The file that answers for its directory, e.g. "index.html"; without one directories are 404.
  std::string index = {};
  // Serves names that begin with a dot, too. They are where secrets lie: .env, .git, .htpasswd.
  bool dot_files = false;
  // Names with a fingerprint, such as app-0a1b2c3d.js (a dash and 8 or more hexadecimal digits before the extension, not all of them
  // decimal if there are 8, which would be a date), are kept by browsers for ever and not asked for again.
  bool fingerprints = true;
  // Cache-Control of all other files. The default lets browsers keep them and ask each time whether they have changed, which costs a 304.
  std::string cache_control = "no-cache";
};

}  // namespace golive

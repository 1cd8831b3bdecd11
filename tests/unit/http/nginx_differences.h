#pragma once
// Where we answer otherwise than nginx 1.22, and why.
#include <algorithm>
#include <iterator>
#include <string_view>

namespace golive::test {

struct Difference {
  std::string_view request;  // its name in odd_requests.h
  std::string_view ours;
  std::string_view nginx;
  std::string_view reason;
};

constexpr Difference kDifferences[] = {
    {"a post without length", "200 POST?=", "411",
     "Without length and chunks there is no body (RFC 9112 section 6.3); curl -X POST sends just that."},
    {"bare LF everywhere", "400 close", "200 abcdefghijklmnopqrstuvwxyz",
     "Lines end with CR LF. Taking LF is allowed (section 2.2), but a proxy in front may see other lines than we do."},
    {"bare LF after the request line", "400 close", "200 abcdefghijklmnopqrstuvwxyz", "As above."},
    {"bare LF after a header", "400 close", "200 abcdefghijklmnopqrstuvwxyz", "As above."},
    {"two spaces in the request line", "400 close", "200 abcdefghijklmnopqrstuvwxyz",
     "One space (section 3); taking more is how request lines come to be read in two ways."},
    {"a space after the version", "400 close", "200 abcdefghijklmnopqrstuvwxyz", "As above."},
    {"a chunk extension of 60 KB", "400 close", "200 POST?=hi",
     "What stands between chunks may be as long as headers may be. Whether it comes in one read or in many, the answer is one."},
    {"a trailer of 60 KB", "400 close", "200 POST?=hi", "As above."},
    {"a preface of HTTP/2", "505 close", "400 close", "A version we do not speak is 505 (RFC 9110 section 15.6.6)."},
    {"a control character in a header", "400 close", "200 abcdefghijklmnopqrstuvwxyz", "No character of a field value (section 5.5)."},
    {"HTTP/1.0 with keep-alive", "200 abcdefghijklmnopqrstuvwxyz close", "200 abcdefghijklmnopqrstuvwxyz",
     "Persistence in HTTP/1.0 was never a standard and fails behind old proxies (RFC 9112 appendix C.2.2)."},
    {"HTTP/0.9", "nothing", "without a head", "HTTP/0.9 is no more; the line is an unfinished head, ended by its client."},
    {"HTTP/1.2", "505 close", "200 abcdefghijklmnopqrstuvwxyz", "There is no such version."},
    {"HTTP/0.8", "505 close", "400 close", "A version we do not speak is 505."},
    {"HTTP/1.10", "400 close", "200 abcdefghijklmnopqrstuvwxyz", "One digit each (RFC 9112 section 2.3)."},
    {"method TRACE", "501 close", "405 close",
     "Of no resource here, hence not implemented rather than not allowed (RFC 9110 section 9.1)."},
    {"method CONNECT", "501 close", "405 close", "As above."},
    {"method PROPFIND", "501 close", "405", "As above; the connection ends, since what follows may be a body we do not know how to read."},
    {"method get", "501 close", "400 close", "Methods are case-sensitive: a method nobody knows, in a request that is well formed."},
    {"method GETT", "501 close", "405", "As above."},
    {"OPTIONS of the server", "204", "400 close", "RFC 9110 section 9.3.7."},
    {"CONNECT to a host", "501 close", "400 close", "Its target is well formed (RFC 9112 section 3.2.3), but we are no proxy."},
    {"an empty Host", "200 abcdefghijklmnopqrstuvwxyz", "400 close",
     "What a client sends whose target has no authority (RFC 9112 section 3.2)."},
    {"a Host with a user", "400 close", "200 abcdefghijklmnopqrstuvwxyz",
     "A host and a port, nothing else (RFC 9110 section 7.2); whoever writes it into a link would send people elsewhere."},
    {"the absolute form without path", "404", "403", "Both do not list the directory."},
    {"the absolute form of ftp", "400 close", "200 abcdefghijklmnopqrstuvwxyz", "We answer for http and https only."},
    {"a fragment", "400 close", "200 abcdefghijklmnopqrstuvwxyz",
     "Never sent (RFC 9112 section 3.2); what cuts it off and what does not would see two resources."},
    {"dots", "404", "200 abcdefghijklmnopqrstuvwxyz",
     "Browsers resolve dots before they send; routes and middleware match what is sent, so nothing is resolved behind their back."},
    {"dots out of the directory", "404", "400 close", "As above: there is no such file."},
    {"dots out, encoded", "404", "400 close", "As above."},
    {"an encoded slash", "404", "200 abcdefghijklmnopqrstuvwxyz",
     "%2f is a character of a name and not a separator (RFC 3986 section 2.2)."},
    {"two slashes", "404", "200 abcdefghijklmnopqrstuvwxyz",
     "An empty segment is a segment: merging would let //admin pass by what guards /admin."},
    {"an escape that is not UTF-8", "400 close", "404", "Paths are UTF-8 for whoever handles them."},
    {"a hidden file", "404", "200 hidden", "FilesOptions::dot_files is off."},
    {"a header without colon", "400 close", "200 abcdefghijklmnopqrstuvwxyz",
     "Ignoring a line that is none hides it from us and not from the next."},
    {"a header with an odd name", "400 close", "200 abcdefghijklmnopqrstuvwxyz",
     "Names are tokens (RFC 9110 section 5.6.2); nginx ignores the line."},
    {"a header of 9 KiB", "200 abcdefghijklmnopqrstuvwxyz", "400 close", "Our limit is of all headers together: 16 KiB."},
    {"headers of 40 KiB", "431 close", "400 close", "RFC 6585 section 5; nginx knows it inside as 494."},
    {"two hundred headers", "431 close", "200 abcdefghijklmnopqrstuvwxyz", "HttpLimits::header_count; nginx 1.22 counts bytes only."},
    {"ten thousand headers", "431 close", "400 close", "RFC 6585 section 5."},
    {"a header of a megabyte", "431 close", "400 close", "As above."},
    {"a header name of 60 KB", "431 close", "400 close", "As above."},
    {"a header that does not end", "431 close", "400 close", "As above."},
    {"a length with a tab in front", "200 POST?=hi", "400 close", "White space round a value may be tabs (RFC 9110 section 5.6.3)."},
    {"a length with an underscore", "200 POST?=", "411, 400 close",
     "No length, so no body; its two letters are the beginning of a next request."},
    {"chunked with a tab in front", "200 POST?=hi", "501 close", "White space round a value may be tabs."},
    {"chunked behind a bare LF", "400 close", "200 POST?=", "As other lines."},
    {"chunked with a vertical tab", "400 close", "501 close", "No character of a field value; nginx takes it for an unknown coding."},
    {"a chunk size with a space", "400 close", "200 POST?=hi", "Not in the grammar (RFC 9112 section 7.1.1 forbids generating it)."},
    {"bare LF after a chunk size", "400 close", "200 POST?=hi", "As other lines."},
    {"a length in a trailer", "400 close", "200 POST?=hi, 200 abcdefghijklmnopqrstuvwxyz",
     "No field of a trailer (RFC 9110 section 6.5.1); nginx leaves it out."},
    {"a coding in a trailer", "400 close", "200 POST?=hi, 200 abcdefghijklmnopqrstuvwxyz", "As above."},
    {"a trailer without colon", "400 close", "200 POST?=hi", "As in headers."},
    {"bare LF in a chunk extension", "400 close", "200 POST?=hi", "As other lines."},
    {"bare LF after a chunk", "400 close", "200 POST?=hi", "As other lines."},
    {"bare LF at the end of the chunks", "nothing", "200 POST?=hi", "As other lines: the body has not ended when its client ends."},
    {"Expect", "200 POST?=hi", "100, 200 POST?=hi", "The body is there already: 100 may be left out (RFC 9110 section 10.1.1)."},
    {"Expect something else", "417 close", "200 POST?=hi", "RFC 9110 section 10.1.1."},
    {"two ranges", "200 abcdefghijklmnopqrstuvwxyz", "206 in parts",
     "A server may answer with the whole (RFC 9110 section 14.2); golive/files.h says that we do."},
    {"a range backwards", "200 abcdefghijklmnopqrstuvwxyz", "416 [bytes */26]",
     "An invalid range is ignored (RFC 9110 section 14.1.1), not unsatisfiable."},
    {"a broken range", "200 abcdefghijklmnopqrstuvwxyz", "416 [bytes */26]", "As above."},
    {"a range of HEAD", "200 26", "206 3 [bytes 2-4/26]", "Ranges are of GET only (RFC 9110 section 14.2)."},
    {"If-Modified-Since a later date", "304", "200 abcdefghijklmnopqrstuvwxyz",
     "Not modified since (RFC 9110 section 13.1.3); nginx compares for equality."},
};

inline const Difference* find_difference(std::string_view request) {
  const auto* const found = std::ranges::find(kDifferences, request, &Difference::request);
  return found == std::end(kDifferences) ? nullptr : found;
}

}  // namespace golive::test

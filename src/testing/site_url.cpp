#include "testing/site_url.h"

#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>

namespace golive::testing {

std::optional<std::string> resolve(std::string_view base, std::string_view reference) {
  namespace urls = boost::urls;
  const std::string absolute = "http://localhost" + std::string(base.starts_with('/') ? base : "/");
  const auto from = urls::parse_uri(absolute);
  const auto to = urls::parse_uri_reference(reference);
  if (!from || !to) return std::nullopt;
  urls::url url;
  if (!urls::resolve(*from, *to, url)) return std::nullopt;
  if ((url.scheme() != "http" && url.scheme() != "https") || url.host() != "localhost") return std::nullopt;
  std::string path(url.encoded_path());
  if (path.empty()) path = "/";
  if (url.has_query()) path += '?' + std::string(url.encoded_query());
  return path;
}

bool is_same_document(std::string_view base, std::string_view reference) {
  return reference.starts_with('#') || (reference.find('#') != std::string_view::npos && resolve(base, reference) == base);
}

}  // namespace golive::testing

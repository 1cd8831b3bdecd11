#include "http/content_coding.h"

namespace golive::http {
namespace {

std::string_view trim(std::string_view text) noexcept {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// "q=0.5" and the like: 500. What is malformed counts as 0, so that nothing is sent that may not be understood.
int weight_of(std::string_view parameter) noexcept {
  parameter = trim(parameter);
  if (parameter.size() < 3 || (parameter[0] != 'q' && parameter[0] != 'Q') || parameter[1] != '=') return 0;
  const std::string_view number = parameter.substr(2);
  if (number.size() > 5 || (number[0] != '0' && number[0] != '1')) return 0;
  int weight = (number[0] - '0') * 1000;
  if (number.size() > 1 && number[1] != '.') return 0;
  int place = 100;
  for (const char digit : number.substr(number.size() > 1 ? 2 : 1)) {
    if (digit < '0' || digit > '9') return 0;
    weight += (digit - '0') * place;
    place /= 10;
  }
  return weight > 1000 ? 0 : weight;
}

}  // namespace

int coding_weight(const Request& request, std::string_view coding) noexcept {
  int any = 0;
  for (const Header& header : request.headers) {
    if (!equal_ignoring_case(header.name, "Accept-Encoding")) continue;
    std::string_view rest = header.value;
    while (!rest.empty()) {
      const std::string_view item = rest.substr(0, rest.find(','));
      rest.remove_prefix(item.size() == rest.size() ? rest.size() : item.size() + 1);
      const std::size_t semicolon = item.find(';');
      const std::string_view name = trim(item.substr(0, semicolon));
      const int weight = semicolon == std::string_view::npos ? 1000 : weight_of(item.substr(semicolon + 1));
      if (equal_ignoring_case(name, coding) || (coding == "gzip" && equal_ignoring_case(name, "x-gzip"))) return weight;
      if (name == "*") any = weight;
    }
  }
  return any;
}

Coding choose_coding(const Request& request, bool has_gzip, bool has_brotli) noexcept {
  const int gzip = has_gzip ? coding_weight(request, "gzip") : 0;
  const int brotli = has_brotli ? coding_weight(request, "br") : 0;
  if (brotli > 0 && brotli >= gzip) return Coding::brotli;
  return gzip > 0 ? Coding::gzip : Coding::identity;
}

std::string_view coding_name(Coding coding) noexcept {
  if (coding == Coding::gzip) return "gzip";
  return coding == Coding::brotli ? "br" : "";
}

}  // namespace golive::http

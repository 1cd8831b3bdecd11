#include "http/date.h"

#include <array>
#include <ctime>

#include "base/clock.h"

namespace golive::http {
namespace {

struct CachedDate {
  std::time_t second = -1;
  std::array<char, 30> text;
};
thread_local CachedDate cached;

constexpr char kDays[] = "SunMonTueWedThuFriSat";
constexpr char kMonths[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

// Not strftime: its names of days follow the host program's locale.
void format(std::time_t second, std::array<char, 30>& text) {
  std::tm t{};
  ::gmtime_r(&second, &t);
  const auto put2 = [&](int at, int value) {
    text[static_cast<std::size_t>(at)] = static_cast<char>('0' + value / 10 % 10);
    text[static_cast<std::size_t>(at) + 1] = static_cast<char>('0' + value % 10);
  };
  const auto put3 = [&](std::size_t at, const char* names, int index) {
    for (std::size_t i = 0; i < 3; ++i) text[at + i] = names[static_cast<std::size_t>(index) * 3 + i];
  };
  constexpr char kForm[] = "Ddd, 00 Mmm 0000 00:00:00 GMT";
  for (std::size_t i = 0; i < text.size(); ++i) text[i] = kForm[i];
  put3(0, kDays, t.tm_wday);
  put2(5, t.tm_mday);
  put3(8, kMonths, t.tm_mon);
  put2(12, (t.tm_year + 1900) / 100);
  put2(14, (t.tm_year + 1900) % 100);
  put2(17, t.tm_hour);
  put2(20, t.tm_min);
  put2(23, t.tm_sec);
}

}  // namespace

std::string_view date_now() {
  const std::time_t now = unix_seconds(CLOCK_REALTIME_COARSE);
  if (now != cached.second) {
    cached.second = now;
    format(now, cached.text);
  }
  return {cached.text.data(), 29};
}

std::string date_text(std::time_t second) {
  std::array<char, 30> text;
  format(second, text);
  return {text.data(), 29};
}

std::optional<std::time_t> parse_date(std::string_view text) noexcept {
  if (text.size() != 29) return std::nullopt;
  std::tm t{};
  bool digits = true;
  const auto number = [&](std::size_t at, std::size_t count) {
    int value = 0;
    for (const char c : text.substr(at, count)) {
      digits = digits && c >= '0' && c <= '9';
      value = value * 10 + (c - '0');
    }
    return value;
  };
  const std::size_t month = std::string_view(kMonths).find(text.substr(8, 3));
  t.tm_mday = number(5, 2);
  t.tm_mon = static_cast<int>(month / 3);
  t.tm_year = number(12, 4) - 1900;
  t.tm_hour = number(17, 2);
  t.tm_min = number(20, 2);
  t.tm_sec = number(23, 2);
  if (!digits || month == std::string_view::npos) return std::nullopt;
  const std::time_t second = ::timegm(&t);
  // A day that the month does not have, a wrong weekday or separator: no date.
  return date_text(second) == text ? std::optional(second) : std::nullopt;
}

}  // namespace golive::http

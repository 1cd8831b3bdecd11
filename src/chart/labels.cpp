#include "chart/labels.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

namespace golive::chart {
namespace {

constexpr int kDigits = 6;  // of a value
constexpr int kFewDigits = 4;
constexpr double kFarTime = 1e11;
constexpr double kDay = 86400;
constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string fixed(double value, int decimals) {
  std::array<char, 400> out;
  const auto end = std::to_chars(out.data(), out.data() + out.size(), value, std::chars_format::fixed, decimals).ptr;
  return {out.data(), end};
}

std::string general(double value, int digits) {
  std::array<char, 64> out;
  return {out.data(), std::to_chars(out.data(), out.data() + out.size(), value, std::chars_format::general, digits).ptr};
}

// A minus sign as wide as a digit, and no minus before a zero.
std::string with_minus(std::string text) {
  if (!text.starts_with('-')) return text;
  if (text.find_first_of("123456789") == std::string::npos) return text.substr(1);
  return text.replace(0, 1, "\u2212");
}

void cut_zeros(std::string& text) {
  if (text.find('.') == std::string::npos) return;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
}

// 1234567.5 becomes 1,234,567.5.
void group(std::string& text) {
  const std::size_t begin = text.starts_with('-') ? 1 : 0;
  std::size_t at = std::min(text.find('.'), text.size());
  while (at > begin + 3) text.insert(at -= 3, 1, ',');
}

int decimals_of(double step) noexcept { return std::max(0, static_cast<int>(-std::floor(std::log10(step) + 1e-9))); }

struct Civil {
  std::int64_t year;
  unsigned month;  // from 1
  unsigned day;    // from 1
};

// Days since 1970-01-01 to a date of the Gregorian calendar: years begin in March, so that the leap day is the last of one.
Civil civil_of(std::int64_t days) noexcept {
  days += 719'468;
  const std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
  const auto of_era = static_cast<unsigned>(days - era * 146'097);
  const unsigned year_of_era = (of_era - of_era / 1460 + of_era / 36'524 - of_era / 146'096) / 365;
  const unsigned of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const unsigned shifted = (5 * of_year + 2) / 153;
  const unsigned month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {era * 400 + year_of_era + (month <= 2 ? 1 : 0), month, of_year - (153 * shifted + 2) / 5 + 1};
}

std::string two(std::int64_t number) {
  std::string text = std::to_string(number);
  return text.size() < 2 ? "0" + text : text;
}

// 09:05, or 09:05:07, or 09:05:07.25.
std::string time_of_day(double seconds, int decimals, bool with_seconds) {
  const auto whole = static_cast<std::int64_t>(std::floor(seconds));
  std::string text = two(whole / 3600 % 24) + ":" + two(whole / 60 % 60);
  if (!with_seconds) return text;
  text += ":" + two(whole % 60);
  if (decimals > 0) text += fixed(seconds - static_cast<double>(whole), decimals).substr(1);
  return text;
}

std::string text_of(double value, std::string_view unit, int digits) {
  if (std::isnan(value)) return "no value";
  std::string text;
  const double size = std::abs(value);
  if (std::isinf(value)) text = value < 0 ? "-9" : "9";  // a sign is all that is needed of it
  else if (size >= 1e15 || (size < 1e-6 && size > 0)) text = general(value, digits);
  else {
    const int before = size < 1 ? 0 : static_cast<int>(std::log10(size)) + 1;
    const int leading = size < 1 && size > 0 ? static_cast<int>(-std::floor(std::log10(size))) - 1 : 0;
    text = fixed(value, std::max(0, digits - before + leading));
    cut_zeros(text);
    group(text);
  }
  text = with_minus(std::move(text));
  if (std::isinf(value)) text.replace(text.size() - 1, 1, "\u221e");
  if (!unit.empty()) text.append("\u00a0").append(unit);
  return text;
}

}  // namespace

AxisNumbers::AxisNumbers(double largest, double step) noexcept {
  struct Suffix {
    double divisor;
    const char* text;
  };
  constexpr Suffix kSuffixes[] = {{1e12, "T"}, {1e9, "G"}, {1e6, "M"}, {1e3, "k"}};
  if (largest >= 1e15 || step < 1e-6) {
    decimals_ = -1;
    return;
  }
  if (largest >= 1e4) {
    const auto* const found =
        std::find_if(std::begin(kSuffixes), std::end(kSuffixes), [&](const Suffix& s) { return largest >= s.divisor; });
    divisor_ = found->divisor;
    suffix_ = found->text;
  }
  decimals_ = decimals_of(step / divisor_);
}

std::string AxisNumbers::text(double value) const {
  if (decimals_ < 0) return with_minus(general(value, kDigits));
  std::string text = fixed(value / divisor_, decimals_);
  return with_minus(value == 0 ? std::string("0") : std::move(text) + suffix_);
}

std::string value_text(double value, std::string_view unit) { return text_of(value, unit, kDigits); }

std::string short_value_text(double value, std::string_view unit) { return text_of(value, unit, kFewDigits); }

std::string count_text(std::size_t count, std::string_view one, std::string_view many) {
  std::string text = std::to_string(count);
  group(text);
  return text.append(" ").append(count == 1 ? one : many);
}

std::string clock_label(double seconds, double step) {
  const double days = std::floor(seconds / kDay);
  const Civil date = civil_of(static_cast<std::int64_t>(days));
  if (step >= 300 * kDay) return std::to_string(date.year);
  const double of_day = seconds - days * kDay;
  if (step >= kDay || (step >= 60 && of_day == 0)) return std::string(kMonths[date.month - 1]) + " " + std::to_string(date.day);
  return time_of_day(of_day, decimals_of(step), step < 60);
}

std::string time_text(double seconds, std::int32_t offset) {
  if (!(std::abs(seconds) <= kFarTime)) return value_text(seconds, "s");
  // To the millisecond: half of one more would make 59.9996 the second before.
  const double local = std::round((seconds + offset) * 1000) / 1000;
  const double days = std::floor(local / kDay);
  const double of_day = local - days * kDay;
  const Civil date = civil_of(static_cast<std::int64_t>(days));
  const bool whole = std::abs(of_day - std::round(of_day)) < 5e-4;
  const std::string clock = time_of_day(whole ? std::round(of_day) : of_day, whole ? 0 : 3, true);
  return std::to_string(date.year) + "-" + two(date.month) + "-" + two(date.day) + " " + clock;
}

std::string zone_text(std::int32_t offset) {
  if (offset == 0) return "UTC";
  const int minutes = std::abs(offset) / 60;
  return std::string(offset < 0 ? "UTC\u2212" : "UTC+") + two(minutes / 60) + ":" + two(minutes % 60);
}

}  // namespace golive::chart

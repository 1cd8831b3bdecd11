#include "testing/calendar_text.h"

#include <algorithm>
#include <cstdint>

#include "golive/detail/template_name.h"

namespace golive::testing {
namespace {

constexpr std::int64_t kDay = 86'400'000;
constexpr double kLast = 8.64e15;  // the end of time in ECMA-262; browsers take nothing beyond

bool take(std::string_view& text, char wanted) {
  if (!text.starts_with(wanted)) return false;
  text.remove_prefix(1);
  return true;
}

// Digits at the beginning, at least `least` and at most `most` of them.
std::optional<int> digits(std::string_view& text, std::size_t least, std::size_t most) {
  std::size_t count = 0;
  int value = 0;
  while (count < text.size() && count < most && detail::is_digit(text[count])) value = value * 10 + (text[count++] - '0');
  if (count < least) return {};
  text.remove_prefix(count);
  return value;
}

// Days from 1970-01-01 in the Gregorian calendar; the year begins in March, so that the leap day is its last.
std::int64_t days_of(std::int64_t year, int month, int day) {
  year -= month <= 2 ? 1 : 0;
  const std::int64_t era = year / 400;
  const std::int64_t of_era = year - era * 400;
  const std::int64_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return era * 146'097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719'468;
}

int days_in(int year, int month) {
  if (month == 2) return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

struct YearMonth {
  int year;
  int month;
};

std::optional<int> take_year(std::string_view& text) {
  const auto year = digits(text, 4, 6);
  return year && *year > 0 && *year <= 275'760 ? year : std::nullopt;
}

std::optional<YearMonth> take_month(std::string_view& text) {
  const auto year = take_year(text);
  if (!year || !take(text, '-')) return {};
  const auto month = digits(text, 2, 2);
  if (!month || *month < 1 || *month > 12) return {};
  return YearMonth{*year, *month};
}

std::optional<double> take_date(std::string_view& text) {
  const auto month = take_month(text);
  if (!month || !take(text, '-')) return {};
  const auto day = digits(text, 2, 2);
  if (!day || *day < 1 || *day > days_in(month->year, month->month)) return {};
  const auto at = static_cast<double>(days_of(month->year, month->month, *day) * kDay);
  return at <= kLast ? std::optional(at) : std::nullopt;
}

std::optional<double> take_time(std::string_view& text) {
  const auto hour = digits(text, 2, 2);
  if (!hour || *hour > 23 || !take(text, ':')) return {};
  const auto minute = digits(text, 2, 2);
  if (!minute || *minute > 59) return {};
  int second = 0;
  int fraction = 0;
  if (take(text, ':')) {
    const auto given = digits(text, 2, 2);
    if (!given || *given > 59) return {};
    second = *given;
    if (take(text, '.')) {
      const std::size_t before = text.size();
      const auto part = digits(text, 1, 3);
      if (!part) return {};
      fraction = *part;
      for (std::size_t count = before - text.size(); count < 3; ++count) fraction *= 10;
    }
  }
  return ((*hour * 60 + *minute) * 60 + second) * 1000 + fraction;
}

std::optional<double> whole(std::optional<double> value, std::string_view rest) { return rest.empty() ? value : std::nullopt; }

struct LocalTime {
  std::string_view date;
  double day;
  int time;
};

std::optional<LocalTime> local_time(std::string_view text) {
  std::string_view rest = text;
  const auto day = take_date(rest);
  if (!day) return {};
  const std::string_view date = text.substr(0, text.size() - rest.size());
  if (!take(rest, 'T') && !take(rest, ' ')) return {};
  const auto time = whole(take_time(rest), rest);
  if (!time || *day + *time > kLast) return {};
  return LocalTime{date, *day, static_cast<int>(*time)};
}

void append_padded(std::string& out, int value, std::size_t width) {
  const std::string text = std::to_string(value);
  out.append(width - std::min(width, text.size()), '0') += text;
}

}  // namespace

std::optional<double> date_of(std::string_view text) {
  const auto date = take_date(text);
  return whole(date, text);
}

std::optional<double> month_of(std::string_view text) {
  const auto month = take_month(text);
  if (!month || !text.empty() || (month->year == 275'760 && month->month > 9)) return {};
  return (month->year - 1970) * 12 + month->month - 1;
}

std::optional<double> week_of(std::string_view text) {
  const auto year = take_year(text);
  if (!year || !take(text, '-') || !take(text, 'W')) return {};
  const auto week = digits(text, 2, 2);
  // The first week is that of January 4; 1970-01-01 was a Thursday.
  const auto monday_of_first = [](std::int64_t of) {
    const std::int64_t fourth = days_of(of, 1, 4);
    return fourth - ((fourth + 3) % 7 + 7) % 7;
  };
  const std::int64_t first = monday_of_first(*year);
  if (!week || *week < 1 || !text.empty() || *week > (monday_of_first(*year + 1) - first) / 7) return {};
  const auto at = static_cast<double>((first + 7 * (*week - 1)) * kDay);
  return at <= kLast ? std::optional(at) : std::nullopt;
}

std::optional<double> time_of(std::string_view text) {
  const auto time = take_time(text);
  return whole(time, text);
}

std::optional<double> local_time_of(std::string_view text) {
  const auto time = local_time(text);
  return time ? std::optional(time->day + time->time) : std::nullopt;
}

std::string local_time_text(std::string_view text) {
  const auto local = local_time(text);
  if (!local) return {};
  const int seconds = local->time / 1000;
  std::string out(local->date);
  out += 'T';
  append_padded(out, seconds / 3600, 2);
  out += ':';
  append_padded(out, seconds / 60 % 60, 2);
  if (local->time % 60'000 == 0) return out;
  out += ':';
  append_padded(out, seconds % 60, 2);
  if (local->time % 1000 == 0) return out;
  out += '.';
  append_padded(out, local->time % 1000, 3);
  while (out.ends_with('0')) out.pop_back();
  return out;
}

}  // namespace golive::testing

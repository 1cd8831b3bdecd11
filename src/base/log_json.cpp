#include <cmath>
#include <ctime>

#include "base/log_sink.h"
#include "base/number_text.h"
#include "base/utf8.h"

namespace golive {
namespace {

constexpr std::string_view kLevels[] = {"debug", "info", "warning", "error", "off"};

void append_string(std::string& out, std::string_view text) {
  constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < ' ' || byte == 0x7f) {
      out.append("\\u00");
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

void append_time(std::string& out, std::int64_t time) {
  const std::time_t seconds = time / 1'000'000'000;
  tm parts{};
  ::gmtime_r(&seconds, &parts);
  char text[32];
  out.append(text, std::strftime(text, sizeof text, "\"%Y-%m-%dT%H:%M:%S.", &parts));
  const std::string millis = std::to_string(time / 1'000'000 % 1000);
  out.append(3 - millis.size(), '0').append(millis).append("Z\"");
}

void append_value(std::string& out, const LogField& field) {
  char number[kNumberTextSize];
  switch (field.kind) {
    case LogField::Kind::integer:
      out.append(number, write_integer(number, field.integer));
      return;
    case LogField::Kind::number:
      // JSON has no infinity.
      if (!std::isfinite(field.number)) out += "null";
      else out.append(number, write_number(number, field.number));
      return;
    case LogField::Kind::boolean:
      out += field.integer != 0 ? "true" : "false";
      return;
    case LogField::Kind::text:
      append_string(out, field.text);
  }
}

}  // namespace

void append_json_line(std::string& out, const LogRecord& record, std::int64_t time) {
  const std::size_t from = out.size();
  out += "{\"time\":";
  append_time(out, time);
  out.append(",\"level\":\"").append(kLevels[static_cast<std::size_t>(record.level)]).append("\",\"text\":");
  append_string(out, record.text);
  for (const LogField& field : record) {
    out += ',';
    append_string(out, field.name);
    out += ':';
    append_value(out, field);
  }
  out += '}';
  if (valid_prefix(std::string_view(out).substr(from)) == out.size() - from) return;
  std::string repaired(repaired_size_limit(out.size() - from), '\0');
  repaired.resize(static_cast<std::size_t>(copy_repaired(repaired.data(), std::string_view(out).substr(from)) - repaired.data()));
  out.replace(from, std::string::npos, repaired);
}

}  // namespace golive

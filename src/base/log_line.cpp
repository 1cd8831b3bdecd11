#include "base/log_sink.h"
#include "base/number_text.h"

namespace golive {

namespace {

bool needs_quotes(std::string_view value) noexcept {
  if (value.empty()) return true;
  for (const char c : value)
    if (static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '=' || c == '\\' || c == '\x7f') return true;
  return false;
}

void append_escaped(std::string& out, std::string_view value) {
  constexpr char kHex[] = "0123456789abcdef";
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < ' ' || c == '\x7f') {
      out += "\\x";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    } else {
      out += c;
    }
  }
}

void append_value(std::string& out, const LogField& field) {
  char number[kNumberTextSize];
  switch (field.kind) {
    case LogField::Kind::integer:
      out.append(number, write_integer(number, field.integer));
      return;
    case LogField::Kind::number:
      out.append(number, write_number(number, field.number));
      return;
    case LogField::Kind::boolean:
      out += field.integer != 0 ? "true" : "false";
      return;
    case LogField::Kind::text:
      break;
  }
  if (!needs_quotes(field.text)) {
    out += field.text;
    return;
  }
  out += '"';
  append_escaped(out, field.text);
  out += '"';
}

}  // namespace

void append_log_line(std::string& out, const LogRecord& record) {
  append_escaped(out, record.text);
  for (const LogField& field : record) {
    out += ' ';
    out += field.name;
    out += '=';
    append_value(out, field);
  }
}

}  // namespace golive

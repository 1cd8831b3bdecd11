#include "golive/detail/hole.h"

#include <charconv>
#include <cmath>

#include "base/number_text.h"
#include "base/utf8.h"
#include "golive/log.h"
#include "html/filter.h"
#include "html/plain_text.h"

namespace golive::detail {

namespace {

void set_number_text(Value& out, const char* text, const char* end) {
  TextWriter writer;
  writer.append(std::string_view(text, static_cast<std::size_t>(end - text)));
  out = writer.finish();
}

void log_refused(std::string_view what, std::string_view value) {
  if (!log_enabled(LogLevel::debug)) return;
  log(LogLevel::debug, "value refused by its context", {{"context", what}, {"value", value.substr(0, 200)}});
}

// `text` is repaired. Nothing is appended for a style that was refused.
void append_filtered(TextWriter& out, Context context, std::string_view text) {
  switch (context) {
    case Context::url:
      if (is_safe_url(text)) return out.append(text);
      log_refused("url", text);
      return out.append(kRefusedUrl);
    case Context::url_path:
      return append_url_path(out, text);
    case Context::url_query:
      return append_url_query(out, text);
    case Context::srcset:
      return append_srcset(out, text);
    case Context::style:
      if (is_safe_style(text)) return out.append(text);
      return log_refused("style", text);
    case Context::style_part:
      if (is_safe_style_part(text)) return out.append(text);
      return log_refused("style value", text);
    default:
      return out.append(text);
  }
}

std::string_view repaired(std::string_view text) {
  if (valid_prefix(text) == text.size()) return text;
  TextWriter writer;
  writer.append_repaired(text);
  return writer.view();
}

}  // namespace

void set_text(Value& out, std::string_view text) {
  if (text.empty()) return set_constant(out, "");
  if (text.size() <= kShortText) {
    Arena& arena = *render_state.arena;
    char* const start = arena.room(text.size());
    if (copy_plain(start, text)) [[likely]] {
      arena.take(text.size());
      return set_constant(out, {start, text.size()});
    }
  }
  TextWriter writer;
  writer.append_repaired(text);
  out = writer.finish();
}

void set_filtered(Value& out, Context context, std::string_view text) {
  const std::string_view clean = repaired(text);
  TextWriter writer;
  append_filtered(writer, context, clean);
  out = writer.finish();
}

void set_wide_integer(Value& out, std::int64_t value) {
  char text[kNumberTextSize];
  set_number_text(out, text, write_integer(text, value));
}

void set_wide_integer(Value& out, std::uint64_t value) {
  char text[kNumberTextSize];
  set_number_text(out, text, write_integer(text, value));
}

void set_number(Value& out, double value) {
  if (std::isfinite(value)) {
    out.number = value;
    out.size = 0;
    out.kind = ValueKind::number;
  } else {
    set_constant(out, std::isnan(value) ? "NaN" : value < 0 ? "-Infinity" : "Infinity");
  }
}

double widen(float value) {
  if (!std::isfinite(value)) return static_cast<double>(value);
  char text[kNumberTextSize];
  const char* end = std::to_chars(text, text + sizeof text, value).ptr;
  double wide = 0;
  std::from_chars(text, end, wide);
  return wide;
}

void ValueJoiner::add_text(Context context, std::string_view text) {
  is_url_ = is_url_ || context == Context::url || context == Context::url_path;
  if (is_filtered(context)) append_filtered(writer_, context, repaired(text));
  else writer_.append_repaired(text);
}

void ValueJoiner::add_part(Context context, const Value& part) {
  char text[kNumberTextSize];
  const char* end = text;
  switch (part.kind) {
    case ValueKind::text:
      return add_text(context, part.view());
    case ValueKind::integer:
      end = write_integer(text, part.integer);
      break;
    case ValueKind::number:
      end = write_number(text, part.number);
      break;
    default:
      break;
  }
  add_text(context, std::string_view(text, static_cast<std::size_t>(end - text)));
}

// Two parts that are harmless alone can make a scheme together.
Value ValueJoiner::finish() {
  if (is_url_ && !decided_ && !is_safe_url(writer_.view())) {
    log_refused("url", writer_.view());
    TextWriter refused;
    refused.append(kRefusedUrl);
    return refused.finish();
  }
  return writer_.finish();
}

}  // namespace golive::detail

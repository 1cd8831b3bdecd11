#pragma once
// The default sink of the log: standard error, one line a record: text name=value name="value with spaces".
#include <cstdint>
#include <string>

#include "golive/log.h"

namespace golive {

// Appends the record as one line without its end; line breaks and quotes in values are escaped, so that a value cannot forge a record.
void append_log_line(std::string& out, const LogRecord& record);

// The same as one JSON object (RFC 8259), in UTF-8 whatever the values hold. `time`: nanoseconds since 1970.
void append_json_line(std::string& out, const LogRecord& record, std::int64_t time);

void write_to_default_sink(const LogRecord& record) noexcept;

}  // namespace golive

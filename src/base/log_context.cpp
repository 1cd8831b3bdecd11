#include "base/log_context.h"

#include <utility>

namespace golive {
namespace {

thread_local const LogContext* innermost = nullptr;

}  // namespace

LogContext::LogContext(const Fields& fields) noexcept : fields_(fields), outer_(std::exchange(innermost, this)) {}

LogContext::~LogContext() { innermost = outer_; }

const LogContext* LogContext::current() noexcept { return innermost; }

NoLogContext::NoLogContext() noexcept : hidden_(std::exchange(innermost, nullptr)) {}

NoLogContext::~NoLogContext() { innermost = hidden_; }

}  // namespace golive

#pragma once
// A JSON object that is written when its first member is, and with it the objects round it: what did not change leaves no trace.
#include <string>
#include <string_view>

#include "diff/json.h"
#include "golive/detail/tree.h"

namespace golive::diff {

class JsonObject {
 public:
  explicit JsonObject(std::string& out) noexcept : out_(out), parent_(nullptr) {}
  // Member `slot`, `name` or row `key` of `parent`. Only one child of an object may be open at a time.
  JsonObject(JsonObject& parent, std::uint32_t slot) noexcept : out_(parent.out_), parent_(&parent) {
    key_.kind = detail::ValueKind::integer;
    key_.integer = slot;
  }
  JsonObject(JsonObject& parent, std::string_view name) noexcept : out_(parent.out_), parent_(&parent) {
    key_.kind = detail::ValueKind::text;
    key_.text = name.data();
    key_.size = static_cast<std::uint32_t>(name.size());
  }
  JsonObject(JsonObject& parent, const detail::Value& key) noexcept : out_(parent.out_), parent_(&parent), key_(key) {}
  JsonObject(const JsonObject&) = delete;
  JsonObject& operator=(const JsonObject&) = delete;

  std::string& out() noexcept { return out_; }
  bool is_open() const noexcept { return open_; }

  // Writes `"12":`; the value follows.
  void member(std::uint32_t slot) {
    next();
    out_ += '"';
    json::write_unsigned(out_, slot);
    out_.append("\":");
  }
  void member(std::string_view name) {
    next();
    json::write_string(out_, name);
    out_ += ':';
  }
  void close() {
    if (open_) out_ += '}';
  }

 private:
  void next() {
    if (open_) {
      out_ += ',';
      return;
    }
    open_ = true;
    if (parent_ != nullptr) {
      if (key_.kind == detail::ValueKind::text) parent_->member(key_.view());
      else parent_->member_integer(key_.integer);
    }
    out_ += '{';
  }
  void member_integer(std::int64_t key) {
    next();
    out_ += '"';
    json::write_integer(out_, key);
    out_.append("\":");
  }

  std::string& out_;
  JsonObject* parent_;
  detail::Value key_;
  bool open_ = false;
};

}  // namespace golive::diff

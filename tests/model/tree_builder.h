#pragma once
// Render trees made by hand, for tests: templates from their browser form, values owned by the builder.
#include <cstddef>
#include <deque>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "golive/detail/tree.h"

namespace golive::model {

// The template with this browser form; the same object for the same form, for ever.
const detail::TemplateInfo& template_of(std::string_view browser_form);

class TreeBuilder {
 public:
  using Value = detail::Value;
  using Instance = detail::Instance;

  static Value nothing() { return {}; }
  static Value boolean(bool value);
  static Value integer(std::int64_t value);
  static Value number(double value);
  Value text(std::string_view chars);
  Value raw(std::string_view html);
  const Instance* instance(std::string_view browser_form, const std::vector<Value>& values);
  Value part(const Instance* instance);
  Value part(std::string_view browser_form, const std::vector<Value>& values) { return part(instance(browser_form, values)); }
  static detail::Row row(Value key, const Instance* instance, std::uint64_t version = 0) { return {key, version, instance}; }
  Value list(const std::vector<detail::Row>& rows, detail::SiteId site = 0, std::uint32_t kept_head = 0, std::uint32_t kept_tail = 0);
  Value attributes(const std::vector<std::pair<std::string, Value>>& sorted);
  Value memo(detail::SiteId site, std::uint64_t version, const Instance* instance);

 private:
  void* take(std::size_t bytes);
  std::string_view copy(std::string_view chars);

  std::deque<std::unique_ptr<std::byte[]>> blocks_;
};

}  // namespace golive::model

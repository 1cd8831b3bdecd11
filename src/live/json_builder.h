#pragma once
// Builds the values of a JSON text as Boost.JSON parses it, with the doubles that the text says: its own parser multiplies by powers of ten
// and is off by a bit or two in one number of three with many digits, so that what a page was given would not be what it sends back.
// For json_value.cpp, and for what the testing kit reads.
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <system_error>

namespace golive::detail {

// What boost::json::basic_parser calls; see there. One text in one piece.
class JsonBuilder {
 public:
  static constexpr std::size_t max_object_size = boost::json::object::max_size();
  static constexpr std::size_t max_array_size = boost::json::array::max_size();
  static constexpr std::size_t max_key_size = boost::json::string::max_size();
  static constexpr std::size_t max_string_size = boost::json::string::max_size();

  // `scratch` outlives it.
  JsonBuilder(boost::json::storage_ptr memory, unsigned char* scratch, std::size_t size)
      : values_(boost::json::storage_ptr(), scratch, size) {
    values_.reset(std::move(memory));
  }
  boost::json::value release() { return values_.release(); }

  using Text = boost::json::string_view;
  using Code = boost::json::error_code;
  bool on_document_begin(Code&) { return true; }
  bool on_document_end(Code&) { return true; }
  bool on_object_begin(Code&) { return true; }
  bool on_object_end(std::size_t size, Code&) { return values_.push_object(size), true; }
  bool on_array_begin(Code&) { return true; }
  bool on_array_end(std::size_t size, Code&) { return values_.push_array(size), true; }
  bool on_key_part(Text text, std::size_t, Code&) { return values_.push_chars(text), true; }
  bool on_key(Text text, std::size_t, Code&) { return values_.push_key(text), true; }
  bool on_string_part(Text text, std::size_t, Code&) { return values_.push_chars(text), true; }
  bool on_string(Text text, std::size_t, Code&) { return values_.push_string(text), true; }
  bool on_number_part(Text, Code&) { return true; }
  bool on_int64(std::int64_t number, Text, Code&) { return values_.push_int64(number), true; }
  bool on_uint64(std::uint64_t number, Text, Code&) { return values_.push_uint64(number), true; }
  bool on_double(double rough, Text text, Code&) {
    double exact = rough;
    // Too large or too small for a double: the rough one is infinite or zero, as JavaScript has it.
    if (std::from_chars(text.data(), text.data() + text.size(), exact).ec != std::errc()) exact = rough;
    return values_.push_double(exact), true;
  }
  bool on_bool(bool value, Code&) { return values_.push_bool(value), true; }
  bool on_null(Code&) { return values_.push_null(), true; }
  bool on_comment_part(Text, Code&) { return true; }
  bool on_comment(Text, Code&) { return true; }

 private:
  boost::json::value_stack values_;
};

}  // namespace golive::detail

#pragma once
// 13.2.5, Tokenization: markup to tags, texts, comments.
#include <cstdint>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "testing/dom.h"
#include "testing/markup_error.h"

namespace golive::testing {

enum class TokenKind : std::uint8_t { end_of_file, doctype, start_tag, end_tag, comment, text, null };

struct Token {
  TokenKind kind = TokenKind::end_of_file;
  Tag tag = Tag::unknown;
  bool self_closing = false;
  bool force_quirks = false;
  bool has_public = false;
  bool has_system = false;
  std::uint32_t at = 0;
  std::string_view text;  // name, or data; a null token is one U+0000 that was not replaced
  std::string_view public_id;
  std::string_view system_id;
  std::vector<Attribute> attributes;

  bool is_tag() const noexcept { return kind == TokenKind::start_tag || kind == TokenKind::end_tag; }
  bool text_is_name() const noexcept { return is_tag(); }
  bool is_start(Tag wanted) const noexcept { return kind == TokenKind::start_tag && tag == wanted; }
  bool is_end(Tag wanted) const noexcept { return kind == TokenKind::end_tag && tag == wanted; }
};

// How content is read; the tree says so after a start tag. Without the name of an end tag nothing ends it.
enum class TextKind : std::uint8_t { markup, rcdata, rawtext, script, plaintext };

class Tokenizer {
 public:
  Tokenizer(std::string_view source, std::pmr::memory_resource& memory, std::vector<MarkupError>& errors)
      : source_(source), memory_(memory), errors_(errors) {}

  // Views of the token last as long as source and memory.
  const Token& next();
  void read_as(TextKind kind, std::string_view end_tag) { kind_ = kind, end_tag_ = end_tag; }
  void allow_cdata(bool allowed) { cdata_ = allowed; }
  void error(MarkupFault fault, std::size_t at, std::string_view subject = {});
  std::string_view keep(std::string_view text);

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0'; }
  bool at_end() const { return at_ >= source_.size(); }
  bool looking_at(std::string_view lower) const;
  void skip_space();

  void emit(TokenKind kind, std::string_view text, std::size_t at);
  void emit_until(std::size_t end);
  bool text_run();
  bool raw_run();
  std::size_t end_of_script(std::size_t from);
  bool is_end_tag_at(std::size_t at) const;
  std::string_view reference(bool in_attribute);
  std::string_view numeric_reference();

  void markup();
  void tag(bool end);
  std::string_view lower_run(std::string_view stop);
  void attributes();
  void attribute();
  std::string_view attribute_value();
  void bogus_comment();
  void comment();
  void doctype();
  bool doctype_id(bool& has, std::string_view& id);
  void doctype_ids();
  std::string_view without_null(std::string_view text);
  void markup_declaration();
  void cdata();

  std::string_view source_;
  std::pmr::memory_resource& memory_;
  std::vector<MarkupError>& errors_;
  std::size_t at_ = 0;
  std::size_t run_end_ = 0;  // of the text that is being given out: a NUL cuts it
  TextKind kind_ = TextKind::markup;
  std::string_view end_tag_;
  bool cdata_ = false;
  bool in_cdata_ = false;
  Token token_;
  std::string buffer_;
};

}  // namespace golive::testing

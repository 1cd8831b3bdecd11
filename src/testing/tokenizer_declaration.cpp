// Comments, doctypes and what is taken for them: all that begins with <!.
#include <algorithm>

#include "testing/tokenizer.h"

namespace golive::testing {
namespace {

using enum MarkupFault;

}  // namespace

std::string_view Tokenizer::without_null(std::string_view text) {
  if (text.find('\0') == std::string_view::npos) return text;
  std::string made;
  for (const char c : text) {
    if (c == '\0') made += "\xEF\xBF\xBD";
    else made += c;
  }
  return keep(made);
}

void Tokenizer::markup_declaration() {
  const std::size_t begin = at_;
  at_ += 2;
  if (source_.substr(at_).starts_with("--")) {
    at_ += 2;
    return comment();
  }
  if (looking_at("doctype")) {
    at_ += 7;
    return doctype();
  }
  if (source_.substr(at_).starts_with("[CDATA[")) {
    if (cdata_) {
      at_ += 7;
      in_cdata_ = true;
      return;
    }
    error(cdata_in_html_content, begin);
    return bogus_comment();
  }
  error(incorrectly_opened_comment, begin);
  bogus_comment();
}

void Tokenizer::bogus_comment() {
  const std::size_t begin = at_;
  const std::size_t end = std::min(source_.find('>', at_), source_.size());
  at_ = std::min(end + 1, source_.size());
  emit(TokenKind::comment, without_null(source_.substr(begin, end - begin)), begin);
}

void Tokenizer::comment() {
  const std::size_t begin = at_;
  for (const std::string_view abrupt : {">", "->"}) {
    if (!source_.substr(at_).starts_with(abrupt)) continue;
    error(abrupt_closing_of_empty_comment, at_);
    at_ += abrupt.size();
    return emit(TokenKind::comment, {}, begin - 4);
  }
  std::size_t end = begin;
  for (;; ++end) {
    end = source_.find("--", end);
    if (end == std::string_view::npos || source_.substr(end + 2).starts_with('>')) break;
    if (source_.substr(end + 2).starts_with("!>")) break;
  }
  if (end == std::string_view::npos) {
    error(eof_in_comment, source_.size());
    end = source_.size();
    const std::string_view data = source_.substr(begin);
    if (data.ends_with("--!")) end -= 3;
    else if (data.ends_with("--")) end -= 2;
    else if (data.ends_with("-")) end -= 1;
    at_ = source_.size();
  } else {
    const bool correct = source_[end + 2] == '>';
    if (!correct) error(incorrectly_closed_comment, end);
    at_ = end + (correct ? 3 : 4);
  }
  const std::string_view data = source_.substr(begin, end - begin);
  if (const std::size_t inner = data.find("<!--"); inner != std::string_view::npos) error(nested_comment, begin + inner);
  emit(TokenKind::comment, without_null(data), begin - 4);
}

void Tokenizer::doctype() {
  const std::size_t begin = at_ - 9;
  skip_space();
  std::string_view name;
  if (at_end() || peek() == '>') {
    error(at_end() ? eof_in_doctype : missing_doctype_name, at_);
    token_.force_quirks = true;
  } else {
    name = lower_run("\t\n\f >");
    skip_space();
    if (at_end()) error(eof_in_doctype, at_), token_.force_quirks = true;
    else if (peek() != '>') doctype_ids();
  }
  at_ = std::min(source_.find('>', at_), source_.size());
  if (!at_end()) ++at_;
  emit(TokenKind::doctype, name, begin);
}

void Tokenizer::doctype_ids() {
  bool fine = true;
  if (looking_at("public")) {
    at_ += 6;
    fine = doctype_id(token_.has_public, token_.public_id);
    skip_space();
    if (fine && (peek() == '"' || peek() == '\'')) fine = doctype_id(token_.has_system, token_.system_id);
  } else if (looking_at("system")) {
    at_ += 6;
    fine = doctype_id(token_.has_system, token_.system_id);
  } else {
    error(invalid_doctype, at_);
    token_.force_quirks = true;
    return;
  }
  skip_space();
  if (!fine || at_end()) token_.force_quirks = true;
  if (!fine || at_end() || peek() != '>') error(at_end() ? eof_in_doctype : invalid_doctype, at_);
}

// A quoted identifier; false if it is missing or cut.
bool Tokenizer::doctype_id(bool& has, std::string_view& id) {
  skip_space();
  const char quote = peek();
  if (quote != '"' && quote != '\'') return false;
  const std::size_t begin = ++at_;
  while (!at_end() && peek() != quote && peek() != '>') ++at_;
  has = true;
  id = without_null(source_.substr(begin, at_ - begin));
  if (at_end() || peek() != quote) {
    error(abrupt_doctype_identifier, at_);
    return false;
  }
  ++at_;
  return true;
}

}  // namespace golive::testing

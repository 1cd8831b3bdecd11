#include "testing/tokenizer.h"

#include <cstring>
#include <unordered_set>

#include "golive/detail/template_name.h"
#include "testing/letter_case.h"
#include "testing/named_references.h"

namespace golive::testing {
namespace {

using detail::is_letter;
using detail::is_space;
using detail::is_upper;
using enum MarkupFault;

constexpr std::size_t kMostErrors = 1000;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

}  // namespace

void Tokenizer::error(MarkupFault fault, std::size_t at, std::string_view subject) {
  if (errors_.size() < kMostErrors) errors_.push_back({fault, static_cast<std::uint32_t>(at), subject});
}

std::string_view Tokenizer::keep(std::string_view text) {
  if (text.empty()) return {};
  char* const copy = static_cast<char*>(memory_.allocate(text.size(), 1));
  std::memcpy(copy, text.data(), text.size());
  return {copy, text.size()};
}

bool Tokenizer::looking_at(std::string_view wanted) const {
  if (source_.size() - at_ < wanted.size()) return false;
  for (std::size_t i = 0; i < wanted.size(); ++i)
    if (lower(source_[at_ + i]) != wanted[i]) return false;
  return true;
}

void Tokenizer::skip_space() {
  while (!at_end() && is_space(source_[at_])) ++at_;
}

void Tokenizer::emit(TokenKind kind, std::string_view text, std::size_t at) {
  token_.kind = kind;
  token_.text = text;
  token_.at = static_cast<std::uint32_t>(at);
}

// Text up to `end`; of it, a U+0000 is a token of its own.
void Tokenizer::emit_until(std::size_t end) {
  run_end_ = end;
  const std::string_view run = source_.substr(at_, end - at_);
  const std::size_t null = run.find('\0');
  const std::size_t begin = at_;
  if (null == 0) {
    error(unexpected_null_character, at_);
    ++at_;
    if (kind_ == TextKind::markup) emit(TokenKind::null, {}, begin);
    else emit(TokenKind::text, kReplacement, begin);
    return;
  }
  const std::string_view text = run.substr(0, null);
  at_ += text.size();
  emit(TokenKind::text, text, begin);
}

const Token& Tokenizer::next() {
  token_.attributes.clear();
  token_.tag = Tag::unknown;
  token_.self_closing = token_.force_quirks = token_.has_public = token_.has_system = false;
  token_.public_id = token_.system_id = {};
  for (;;) {
    if (at_end()) {
      if (in_cdata_) error(eof_in_cdata, at_), in_cdata_ = false;
      emit(TokenKind::end_of_file, {}, at_);
      return token_;
    }
    if (in_cdata_) {
      cdata();
      if (in_cdata_ || token_.kind != TokenKind::end_of_file) return token_;
      continue;
    }
    if (text_run()) return token_;
    token_.kind = TokenKind::end_of_file;
    markup();
    if (token_.kind != TokenKind::end_of_file) return token_;
  }
}

bool Tokenizer::text_run() {
  if (at_ < run_end_) return emit_until(run_end_), true;
  if (kind_ == TextKind::plaintext) return emit_until(source_.size()), true;
  if (kind_ == TextKind::rawtext || kind_ == TextKind::script) return raw_run();
  if (peek() == '&') {
    const std::size_t begin = at_;
    const std::string_view text = reference(false);
    emit(TokenKind::text, text, begin);
    return true;
  }
  std::size_t end = at_;
  for (;; ++end) {
    end = source_.find_first_of("<&", end);
    if (end == std::string_view::npos) end = source_.size();
    if (end == source_.size() || source_[end] == '&') break;
    const char after = end + 1 < source_.size() ? source_[end + 1] : '\0';
    if (kind_ == TextKind::rcdata ? is_end_tag_at(end) : is_letter(after) || after == '!' || after == '/' || after == '?') break;
    if (kind_ == TextKind::markup) error(end + 1 == source_.size() ? eof_before_tag_name : invalid_first_character_of_tag_name, end);
  }
  if (end == at_) return false;
  if (kind_ == TextKind::markup && end == source_.size() && source_[end - 1] == '/' && end - at_ >= 2 && source_[end - 2] == '<') {
    error(eof_before_tag_name, end);
  }
  emit_until(end);
  return true;
}

bool Tokenizer::is_end_tag_at(std::size_t at) const {
  if (end_tag_.empty() || source_.size() - at < end_tag_.size() + 3 || source_[at + 1] != '/') return false;
  for (std::size_t i = 0; i < end_tag_.size(); ++i)
    if (lower(source_[at + 2 + i]) != end_tag_[i]) return false;
  const char after = source_[at + 2 + end_tag_.size()];
  return is_space(after) || after == '/' || after == '>';
}

bool Tokenizer::raw_run() {
  std::size_t end = at_;
  if (kind_ == TextKind::script) {
    end = end_of_script(at_);
  } else {
    while ((end = source_.find('<', end)) != std::string_view::npos && !is_end_tag_at(end)) ++end;
  }
  if (end == std::string_view::npos) end = source_.size();
  if (end == at_) return false;
  emit_until(end);
  return true;
}

// The end tag that ends a script: not one that is in <!-- <script> ... -->, "script data double escaped".
std::size_t Tokenizer::end_of_script(std::size_t from) {
  enum { plain, escaped, twice } state = plain;
  const auto names_script = [&](std::size_t at) {
    for (std::size_t i = 0; i < 6; ++i)
      if (at + i >= source_.size() || lower(source_[at + i]) != "script"[i]) return false;
    const char after = at + 6 < source_.size() ? source_[at + 6] : '\0';
    return is_space(after) || after == '/' || after == '>';
  };
  for (std::size_t i = from; i < source_.size(); ++i) {
    if (source_[i] == '<') {
      if (state != twice && is_end_tag_at(i)) return i;
      if (state == plain && source_.substr(i).starts_with("<!--")) {
        state = escaped;
        i += 1;  // the dashes may also begin the end of the comment: <!-->
        std::size_t dash = i + 1;
        while (dash < source_.size() && source_[dash] == '-') ++dash;
        if (dash < source_.size() && source_[dash] == '>') state = plain;
        i = dash - 1;
      } else if (state == escaped && names_script(i + 1)) {
        state = twice;
      } else if (state == twice && i + 1 < source_.size() && source_[i + 1] == '/' && names_script(i + 2)) {
        state = escaped;
      }
    } else if (source_[i] == '-' && state != plain && source_.substr(i).starts_with("-->")) {
      state = plain;
    }
  }
  if (state != plain) error(eof_in_script_html_comment_like_text, source_.size());
  return source_.size();
}

void Tokenizer::cdata() {
  if (at_ < run_end_) return emit_until(run_end_);
  std::size_t end = source_.find("]]>", at_);
  if (end == at_) {
    at_ += 3;
    in_cdata_ = false;
    token_.kind = TokenKind::end_of_file;
    return;
  }
  if (end == std::string_view::npos) end = source_.size();
  emit_until(end);
}

void Tokenizer::markup() {
  const char first = peek(1);
  if (first == '!') return markup_declaration();
  if (first == '?') {
    error(unexpected_question_mark, at_ + 1);
    ++at_;
    return bogus_comment();
  }
  if (first != '/') return tag(false);
  if (is_letter(peek(2))) return tag(true);
  if (at_ + 2 >= source_.size()) {
    error(eof_before_tag_name, at_ + 2);
    emit(TokenKind::text, source_.substr(at_), at_);
    at_ = source_.size();
    return;
  }
  if (peek(2) == '>') {
    error(missing_end_tag_name, at_ + 2);
    at_ += 3;
    return;
  }
  error(invalid_first_character_of_tag_name, at_ + 2);
  at_ += 2;
  bogus_comment();
}

// A name up to one of `stop`, in lower case, NUL replaced; a view into the source where that is how it is spelled.
std::string_view Tokenizer::lower_run(std::string_view stop) {
  const std::size_t begin = at_;
  bool plain = true;
  for (; !at_end() && stop.find(source_[at_]) == std::string_view::npos; ++at_) {
    if (source_[at_] == '\0') error(unexpected_null_character, at_);
    plain = plain && !is_upper(source_[at_]) && source_[at_] != '\0';
  }
  const std::string_view run = source_.substr(begin, at_ - begin);
  if (plain) return run;
  buffer_.clear();
  for (const char c : run) {
    if (c == '\0') buffer_ += kReplacement;
    else buffer_ += lower(c);
  }
  return keep(buffer_);
}

void Tokenizer::tag(bool end) {
  const std::size_t begin = at_;
  at_ += end ? 2 : 1;
  const std::string_view name = lower_run("\t\n\f />");
  attributes();
  if (at_end()) {
    error(eof_in_tag, at_, name);
    token_.attributes.clear();
    return;
  }
  ++at_;
  emit(end ? TokenKind::end_tag : TokenKind::start_tag, name, begin);
  token_.tag = tag_of(name);
  if (end) {
    if (!token_.attributes.empty()) error(end_tag_with_attributes, begin, name);
    if (token_.self_closing) error(end_tag_with_trailing_solidus, begin, name);
    token_.attributes.clear();
    kind_ = TextKind::markup;
  }
}

// Up to the > of the tag, or the end.
void Tokenizer::attributes() {
  std::unordered_set<std::string_view> names;
  for (;;) {
    skip_space();
    if (at_end() || peek() == '>') return;
    if (peek() == '/') {
      ++at_;
      if (peek() == '>' && !at_end()) {
        token_.self_closing = true;
        return;
      }
      if (!at_end()) error(unexpected_solidus_in_tag, at_);
      continue;
    }
    const std::size_t begin = at_;
    attribute();
    const std::size_t count = token_.attributes.size();
    const std::string_view name = token_.attributes.back().name;
    bool twice = false;
    if (count <= 16) {
      for (std::size_t i = 0; i + 1 < count; ++i) twice = twice || token_.attributes[i].name == name;
    } else {
      if (names.empty())
        for (std::size_t i = 0; i + 1 < count; ++i) names.insert(token_.attributes[i].name);
      twice = !names.insert(name).second;
    }
    if (!twice) continue;
    error(duplicate_attribute, begin, name);
    token_.attributes.pop_back();
  }
}

void Tokenizer::attribute() {
  const std::size_t begin = at_;
  Attribute& made = token_.attributes.emplace_back();
  if (peek() == '=') {
    error(unexpected_equals_sign_before_attribute_name, at_);
    ++at_;
  }
  made.name = lower_run("\t\n\f />=");
  if (source_[begin] == '=') made.name = keep("=" + std::string(made.name));
  if (const std::size_t bad = source_.substr(begin, at_ - begin).find_first_of("\"'<"); bad != std::string_view::npos)
    error(unexpected_character_in_attribute_name, begin + bad, made.name);
  skip_space();
  if (peek() != '=') return;
  ++at_;
  skip_space();
  if (peek() == '>') {
    error(missing_attribute_value, at_, made.name);
    return;
  }
  made.value = attribute_value();
}

std::string_view Tokenizer::attribute_value() {
  const char quote = peek() == '"' || peek() == '\'' ? peek() : '\0';
  if (quote != '\0') ++at_;
  const std::string_view stop = quote == '"'    ? std::string_view("\"")
                                : quote == '\'' ? std::string_view("'")
                                                : std::string_view("\t\n\f >");
  const std::size_t begin = at_;
  std::size_t plain_from = at_;
  bool copied = false;
  std::string value;
  while (!at_end() && stop.find(source_[at_]) == std::string_view::npos) {
    const char c = source_[at_];
    if (c == '&' || c == '\0') {
      value += source_.substr(plain_from, at_ - plain_from);
      copied = true;
      if (c == '&') {
        value += reference(true);
      } else {
        error(unexpected_null_character, at_++);
        value += kReplacement;
      }
      plain_from = at_;
      continue;
    }
    if (quote == '\0' && std::string_view("\"'<=`").find(c) != std::string_view::npos)
      error(unexpected_character_in_unquoted_attribute_value, at_);
    ++at_;
  }
  const std::size_t end = at_;
  if (quote != '\0' && !at_end()) {
    ++at_;
    if (!at_end() && !is_space(peek()) && peek() != '/' && peek() != '>') error(missing_whitespace_between_attributes, at_);
  }
  if (!copied) return source_.substr(begin, end - begin);
  return keep(value += source_.substr(plain_from, end - plain_from));
}

}  // namespace golive::testing

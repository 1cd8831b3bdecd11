#pragma once
// What the parser puts up with. The HTML Standard names the errors of the tokenizer (13.2.2); those of the tree have names of ours in its
// manner, as it has none for them.
#include <cstdint>
#include <string_view>

namespace golive::testing {

#define GOLIVE_MARKUP_ERRORS(X)                                                                           \
  X(abrupt_closing_of_empty_comment, "abrupt-closing-of-empty-comment")                                   \
  X(abrupt_doctype_identifier, "abrupt-doctype-identifier")                                               \
  X(absence_of_digits, "absence-of-digits-in-numeric-character-reference")                                \
  X(cdata_in_html_content, "cdata-in-html-content")                                                       \
  X(character_reference_outside_unicode_range, "character-reference-outside-unicode-range")               \
  X(control_character_reference, "control-character-reference")                                           \
  X(duplicate_attribute, "duplicate-attribute")                                                           \
  X(end_tag_with_attributes, "end-tag-with-attributes")                                                   \
  X(end_tag_with_trailing_solidus, "end-tag-with-trailing-solidus")                                       \
  X(eof_before_tag_name, "eof-before-tag-name")                                                           \
  X(eof_in_cdata, "eof-in-cdata")                                                                         \
  X(eof_in_comment, "eof-in-comment")                                                                     \
  X(eof_in_doctype, "eof-in-doctype")                                                                     \
  X(eof_in_script_html_comment_like_text, "eof-in-script-html-comment-like-text")                         \
  X(eof_in_tag, "eof-in-tag")                                                                             \
  X(incorrectly_closed_comment, "incorrectly-closed-comment")                                             \
  X(incorrectly_opened_comment, "incorrectly-opened-comment")                                             \
  X(invalid_doctype, "invalid-character-sequence-after-doctype-name")                                     \
  X(invalid_first_character_of_tag_name, "invalid-first-character-of-tag-name")                           \
  X(missing_attribute_value, "missing-attribute-value")                                                   \
  X(missing_doctype_name, "missing-doctype-name")                                                         \
  X(missing_end_tag_name, "missing-end-tag-name")                                                         \
  X(missing_semicolon, "missing-semicolon-after-character-reference")                                     \
  X(missing_whitespace_between_attributes, "missing-whitespace-between-attributes")                       \
  X(nested_comment, "nested-comment")                                                                     \
  X(noncharacter_character_reference, "noncharacter-character-reference")                                 \
  X(non_void_start_tag_with_trailing_solidus, "non-void-html-element-start-tag-with-trailing-solidus")    \
  X(null_character_reference, "null-character-reference")                                                 \
  X(surrogate_character_reference, "surrogate-character-reference")                                       \
  X(unexpected_character_in_attribute_name, "unexpected-character-in-attribute-name")                     \
  X(unexpected_character_in_unquoted_attribute_value, "unexpected-character-in-unquoted-attribute-value") \
  X(unexpected_equals_sign_before_attribute_name, "unexpected-equals-sign-before-attribute-name")         \
  X(unexpected_null_character, "unexpected-null-character")                                               \
  X(unexpected_question_mark, "unexpected-question-mark-instead-of-tag-name")                             \
  X(unexpected_solidus_in_tag, "unexpected-solidus-in-tag")                                               \
  X(unknown_named_character_reference, "unknown-named-character-reference")                               \
  /* Of the tree. */                                                                                      \
  X(missing_doctype, "missing-doctype")                                                                   \
  X(unexpected_doctype, "unexpected-doctype")           /* dropped */                                     \
  X(unexpected_start_tag, "unexpected-start-tag")       /* dropped */                                     \
  X(unexpected_end_tag, "unexpected-end-tag")           /* dropped: it closes nothing */                  \
  X(unexpected_text, "unexpected-text")                 /* dropped or moved into the body */              \
  X(implied_tag, "implied-tag")                         /* <tr> in <table>: a parent was put in */        \
  X(closed_by_start_tag, "closed-by-start-tag")         /* <a> in <a>: the outer one ends */              \
  X(closed_by_end_tag, "closed-by-end-tag")             /* elements inside were still open */             \
  X(misnested_formatting, "misnested-formatting")       /* <b><p></b>: copies were made */                \
  X(moved_out_of_table, "moved-out-of-table")           /* foster parenting */                            \
  X(html_in_foreign_content, "html-in-foreign-content") /* <div> in <svg>: the svg ends */                \
  X(content_after_body, "content-after-body")                                                             \
  X(eof_with_open_elements, "eof-with-open-elements")                                                     \
  X(too_deep, "too-deep")

enum class MarkupFault : std::uint8_t {
#define GOLIVE_MARKUP_ERROR(error, name) error,
  GOLIVE_MARKUP_ERRORS(GOLIVE_MARKUP_ERROR)
#undef GOLIVE_MARKUP_ERROR
};

std::string_view name_of(MarkupFault fault) noexcept;

struct MarkupError {
  MarkupFault fault;
  std::uint32_t at;          // in Document::source()
  std::string_view subject;  // the tag's name, where there is one; lives as long as the document
};

}  // namespace golive::testing

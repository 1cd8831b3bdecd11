#include "testing/dom.h"

#include "base/utf8.h"

namespace golive::testing {
namespace {

// NUL stays: what becomes of it depends on where it stands.
std::string repaired(std::string_view markup) {
  if (is_utf8(markup)) return std::string(markup);
  std::string out;
  for (;;) {
    const std::string_view piece = markup.substr(0, markup.find('\0'));
    const std::size_t before = out.size();
    out.resize(before + repaired_size_limit(piece.size()));
    out.resize(static_cast<std::size_t>(copy_repaired(out.data() + before, piece) - out.data()));
    if (piece.size() == markup.size()) return out;
    out += '\0';
    markup.remove_prefix(piece.size() + 1);
  }
}

void normalize_newlines(std::string& text) {
  std::size_t to = text.find('\r');
  if (to == std::string::npos) return;
  for (std::size_t from = to; from < text.size(); ++from) {
    const char c = text[from];
    if (c == '\r' && from + 1 < text.size() && text[from + 1] == '\n') continue;
    text[to++] = c == '\r' ? '\n' : c;
  }
  text.resize(to);
}

}  // namespace

Document::Document(std::string_view markup) : data_(std::make_unique<Data>()) {
  data_->source = repaired(markup);
  normalize_newlines(data_->source);
  data_->nodes.add();  // none
  data_->nodes[data_->nodes.add()].kind = NodeKind::document;
}

Node Document::root() const { return {data_.get(), 1}; }

Position position_in(std::string_view source, std::uint32_t at) noexcept {
  Position position;
  for (const char c : source.substr(0, at)) {
    if (c == '\n') ++position.line, position.column = 1;
    else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++position.column;
  }
  return position;
}

Node Node::after(Node top) const {
  if (const Node child = first_child()) return child;
  return after_subtree(top);
}

Node Node::after_subtree(Node top) const {
  for (Node node = *this; node && node != top; node = node.parent())
    if (const Node next = node.next()) return next;
  return {};
}

std::optional<std::string_view> Node::attribute(std::string_view name) const {
  for (const Attribute& each : attributes())
    if (each.name == name) return each.value;
  return std::nullopt;
}

std::string Node::text_content() const {
  std::string out;
  for (Node node = *this; node; node = node.after(*this))
    if (node.kind() == NodeKind::text) out += node.text();
  return out;
}

}  // namespace golive::testing

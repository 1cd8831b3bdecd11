#pragma once
// The elements that HTML's tree rules name.
#include <cstdint>
#include <string_view>

namespace golive::testing {

// Sorted by bytes. X(enumerator, name, what the rules say of it)
#define GOLIVE_HTML_TAGS(X)                             \
  X(a, "a", kFormatting)                                \
  X(address, "address", kSpecial | kBlock)              \
  X(annotation_xml, "annotation-xml", 0)                \
  X(applet, "applet", kSpecial)                         \
  X(area, "area", kSpecial | kVoid)                     \
  X(article, "article", kSpecial | kBlock)              \
  X(aside, "aside", kSpecial | kBlock)                  \
  X(b, "b", kFormatting)                                \
  X(base, "base", kSpecial | kVoid | kMetadata)         \
  X(basefont, "basefont", kSpecial | kVoid | kMetadata) \
  X(bgsound, "bgsound", kSpecial | kVoid | kMetadata)   \
  X(big, "big", kFormatting)                            \
  X(blockquote, "blockquote", kSpecial | kBlock)        \
  X(body, "body", kSpecial)                             \
  X(br, "br", kSpecial | kVoid)                         \
  X(button, "button", kSpecial)                         \
  X(caption, "caption", kSpecial | kTablePart)          \
  X(center, "center", kSpecial | kBlock)                \
  X(code, "code", kFormatting)                          \
  X(col, "col", kSpecial | kVoid | kTablePart)          \
  X(colgroup, "colgroup", kSpecial | kTablePart)        \
  X(dd, "dd", kSpecial | kImplied)                      \
  X(desc, "desc", 0)                                    \
  X(details, "details", kSpecial | kBlock)              \
  X(dialog, "dialog", kBlock)                           \
  X(dir, "dir", kSpecial | kBlock)                      \
  X(div, "div", kSpecial | kBlock)                      \
  X(dl, "dl", kSpecial | kBlock)                        \
  X(dt, "dt", kSpecial | kImplied)                      \
  X(em, "em", kFormatting)                              \
  X(embed, "embed", kSpecial | kVoid)                   \
  X(fieldset, "fieldset", kSpecial | kBlock)            \
  X(figcaption, "figcaption", kSpecial | kBlock)        \
  X(figure, "figure", kSpecial | kBlock)                \
  X(font, "font", kFormatting)                          \
  X(footer, "footer", kSpecial | kBlock)                \
  X(foreign_object, "foreignobject", 0)                 \
  X(form, "form", kSpecial)                             \
  X(frame, "frame", kSpecial | kVoid)                   \
  X(frameset, "frameset", kSpecial)                     \
  X(h1, "h1", kSpecial | kHeading)                      \
  X(h2, "h2", kSpecial | kHeading)                      \
  X(h3, "h3", kSpecial | kHeading)                      \
  X(h4, "h4", kSpecial | kHeading)                      \
  X(h5, "h5", kSpecial | kHeading)                      \
  X(h6, "h6", kSpecial | kHeading)                      \
  X(head, "head", kSpecial)                             \
  X(header, "header", kSpecial | kBlock)                \
  X(hgroup, "hgroup", kSpecial | kBlock)                \
  X(hr, "hr", kSpecial | kVoid)                         \
  X(html, "html", kSpecial)                             \
  X(i, "i", kFormatting)                                \
  X(iframe, "iframe", kSpecial)                         \
  X(image, "image", 0)                                  \
  X(img, "img", kSpecial | kVoid)                       \
  X(input, "input", kSpecial | kVoid)                   \
  X(keygen, "keygen", kSpecial | kVoid)                 \
  X(li, "li", kSpecial | kImplied)                      \
  X(link, "link", kSpecial | kVoid | kMetadata)         \
  X(listing, "listing", kSpecial)                       \
  X(main, "main", kSpecial | kBlock)                    \
  X(malignmark, "malignmark", 0)                        \
  X(marquee, "marquee", kSpecial)                       \
  X(math, "math", 0)                                    \
  X(menu, "menu", kSpecial | kBlock)                    \
  X(meta, "meta", kSpecial | kVoid | kMetadata)         \
  X(mglyph, "mglyph", 0)                                \
  X(mi, "mi", 0)                                        \
  X(mn, "mn", 0)                                        \
  X(mo, "mo", 0)                                        \
  X(ms, "ms", 0)                                        \
  X(mtext, "mtext", 0)                                  \
  X(nav, "nav", kSpecial | kBlock)                      \
  X(nobr, "nobr", kFormatting)                          \
  X(noembed, "noembed", kSpecial)                       \
  X(noframes, "noframes", kSpecial | kMetadata)         \
  X(noscript, "noscript", kSpecial)                     \
  X(object, "object", kSpecial)                         \
  X(ol, "ol", kSpecial | kBlock)                        \
  X(optgroup, "optgroup", kImplied)                     \
  X(option, "option", kImplied)                         \
  X(p, "p", kSpecial | kImplied)                        \
  X(param, "param", kSpecial | kVoid)                   \
  X(plaintext, "plaintext", kSpecial)                   \
  X(pre, "pre", kSpecial)                               \
  X(rb, "rb", kImplied)                                 \
  X(rp, "rp", kImplied)                                 \
  X(rt, "rt", kImplied)                                 \
  X(rtc, "rtc", kImplied)                               \
  X(ruby, "ruby", 0)                                    \
  X(s, "s", kFormatting)                                \
  X(script, "script", kSpecial | kMetadata)             \
  X(search, "search", kSpecial | kBlock)                \
  X(section, "section", kSpecial | kBlock)              \
  X(select, "select", kSpecial)                         \
  X(small, "small", kFormatting)                        \
  X(source, "source", kSpecial | kVoid)                 \
  X(span, "span", 0)                                    \
  X(strike, "strike", kFormatting)                      \
  X(strong, "strong", kFormatting)                      \
  X(style, "style", kSpecial | kMetadata)               \
  X(sub, "sub", 0)                                      \
  X(summary, "summary", kSpecial | kBlock)              \
  X(sup, "sup", 0)                                      \
  X(svg, "svg", 0)                                      \
  X(table, "table", kSpecial)                           \
  X(tbody, "tbody", kSpecial | kTablePart)              \
  X(td, "td", kSpecial | kTablePart)                    \
  X(template_, "template", kSpecial | kMetadata)        \
  X(textarea, "textarea", kSpecial)                     \
  X(tfoot, "tfoot", kSpecial | kTablePart)              \
  X(th, "th", kSpecial | kTablePart)                    \
  X(thead, "thead", kSpecial | kTablePart)              \
  X(title, "title", kSpecial | kMetadata)               \
  X(tr, "tr", kSpecial | kTablePart)                    \
  X(track, "track", kSpecial | kVoid)                   \
  X(tt, "tt", kFormatting)                              \
  X(u, "u", kFormatting)                                \
  X(ul, "ul", kSpecial | kBlock)                        \
  X(var, "var", 0)                                      \
  X(wbr, "wbr", kSpecial | kVoid)                       \
  X(xmp, "xmp", kSpecial)

enum class Tag : std::uint8_t {
  unknown,
#define GOLIVE_HTML_TAG(tag, name, traits) tag,
  GOLIVE_HTML_TAGS(GOLIVE_HTML_TAG)
#undef GOLIVE_HTML_TAG
};

enum TagTraits : std::uint8_t {
  kSpecial = 1,     // 13.2.4.2, of the HTML namespace
  kFormatting = 2,  // reopened where a block cut it
  kVoid = 4,        // serialized without content and end tag
  kImplied = 8,     // "generate implied end tags"
  kHeading = 16,
  kMetadata = 32,   // goes into the head, wherever it stands
  kTablePart = 64,  // stands in tables only
  kBlock = 128,     // closes a paragraph and is closed with what is open inside, and no more
};

// Of a name in lower case.
Tag tag_of(std::string_view name) noexcept;
std::string_view name_of(Tag tag) noexcept;  // in lower case; "" for unknown
std::uint8_t traits_of(Tag tag) noexcept;
inline bool has(Tag tag, TagTraits trait) noexcept { return (traits_of(tag) & trait) != 0; }

template <class... Tags>
constexpr bool is_one_of(Tag tag, Tags... tags) noexcept {
  return ((tag == tags) || ...);
}

}  // namespace golive::testing

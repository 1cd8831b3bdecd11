// Autobahn 6: text must be UTF-8.
#include "unit/transport/autobahn.h"

namespace golive::test {
namespace {

using Peer = AutobahnPeer;

constexpr std::string_view kGreek = "\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5";  // kosme, with accents
constexpr std::string_view kMixed = "Hello-\xc2\xb5@\xc3\x9f\xc3\xb6\xc3\xa4\xc3\xbc\xc3\xa0\xc3\xa1-UTF-8!!";
constexpr std::string_view kSurrogate = "\xed\xa0\x80";
constexpr std::string_view kBeyond = "\xf4\x90\x80\x80";  // U+110000
constexpr std::string_view kEdited = "edited";

std::vector<std::string> fragments(const std::vector<std::string_view>& parts) {
  std::vector<std::string> frames;
  for (std::size_t i = 0; i < parts.size(); ++i)
    frames.push_back(client_frame((i == 0 ? 1 : 0) | (i + 1 == parts.size() ? 0x80 : 0), parts[i]));
  return frames;
}

std::vector<std::string> octets(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t i = 0; i < text.size(); ++i) parts.push_back(text.substr(i, 1));
  return fragments(parts);
}

AutobahnCase valid(std::string id, std::vector<std::string> frames, std::string_view text) {
  return {std::move(id), [frames = std::move(frames), text = std::string(text)](Peer& peer) {
            peer.send(frames);
            peer.gets(1, text);
            peer.leaves();
          }};
}

AutobahnCase invalid(std::string id, std::vector<std::string> frames) {
  return {std::move(id), [frames = std::move(frames)](Peer& peer) {
            peer.send(frames);
            peer.gets_close(1007);
          }};
}

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string all;
  for (const std::string_view part : parts) all += part;
  return all;
}

// In three parts: the first is taken, the second refused, without the third.
AutobahnCase fails_at_second_fragment(std::string id, std::string first, std::string second) {
  return {std::move(id), [=](Peer& peer) {
            peer.send(client_frame(0x01, first));
            peer.gets_nothing();
            peer.send(client_frame(0x00, second));
            peer.gets_close(1007);
          }};
}

AutobahnCase fails_at_second_chop(std::string id, std::string first, std::string second) {
  return {std::move(id), [=](Peer& peer) {
            const std::string frame = client_frame(0x81, joined({kGreek, kBeyond, kEdited}));
            const std::size_t header = frame.size() - kGreek.size() - kBeyond.size() - kEdited.size();
            peer.send(frame.substr(0, header + first.size()));
            peer.gets_nothing();
            peer.send(frame.substr(header + first.size(), second.size()));
            peer.gets_close(1007);
          }};
}

const AutobahnCases pieces({
    valid("6.1.1", {client_frame(0x81, "")}, ""),
    valid("6.1.2", fragments({"", "", ""}), ""),
    valid("6.1.3", fragments({"", "middle frame payload", ""}), "middle frame payload"),
    valid("6.2.1", fragments({kMixed}), kMixed),
    valid("6.2.2", fragments({kMixed.substr(0, 15), kMixed.substr(15)}), kMixed),
    valid("6.2.3", octets(kMixed), kMixed),
    valid("6.2.4", octets(kGreek), kGreek),
    invalid("6.3.1", {client_frame(0x81, joined({kGreek, kSurrogate, kEdited}))}),
    invalid("6.3.2", octets(joined({kGreek, kSurrogate, kEdited}))),
    fails_at_second_fragment("6.4.1", std::string(kGreek), std::string(kBeyond)),
    fails_at_second_fragment("6.4.2", joined({kGreek, kBeyond.substr(0, 1)}), std::string(kBeyond.substr(1, 1))),
    fails_at_second_chop("6.4.3", std::string(kGreek), std::string(kBeyond)),
    fails_at_second_chop("6.4.4", joined({kGreek, kBeyond.substr(0, 1)}), std::string(kBeyond.substr(1, 1))),
});

// 6.5 to 6.23: one text a case, most of them from Markus Kuhn's UTF-8 decoder test.
class Texts {
 public:
  Texts& good(const std::vector<std::string_view>& texts) { return add(texts, true); }
  Texts& bad(const std::vector<std::string_view>& texts) { return add(texts, false); }
  Texts& next() {
    group_ += 1;
    number_ = 0;
    return *this;
  }
  const std::vector<AutobahnCase>& cases() const { return cases_; }

 private:
  Texts& add(const std::vector<std::string_view>& texts, bool is_valid) {
    for (const std::string_view text : texts) {
      std::string id = "6." + std::to_string(group_) + '.' + std::to_string(++number_);
      const std::vector<std::string> frame{client_frame(0x81, text)};
      cases_.push_back(is_valid ? valid(std::move(id), frame, text) : invalid(std::move(id), frame));
    }
    return *this;
  }

  std::vector<AutobahnCase> cases_;
  int group_ = 5;
  int number_ = 0;
};

// 6.6: it is valid where a character ends.
void add_prefixes(Texts& texts) {
  constexpr std::string_view kEnds = "\2\5\7\11\13";
  for (std::size_t size = 1; size <= kGreek.size(); ++size) {
    if (kEnds.find(static_cast<char>(size)) != std::string_view::npos) texts.good({kGreek.substr(0, size)});
    else texts.bad({kGreek.substr(0, size)});
  }
}

// 6.13: first bytes without what must follow, a space between.
std::string lonely(unsigned first, unsigned end) {
  std::string text;
  for (unsigned byte = first; byte < end; ++byte) text.append({static_cast<char>(byte), ' '});
  return text;
}

std::string run_of(unsigned first, unsigned end) {
  std::string text;
  for (unsigned byte = first; byte < end; ++byte) text += static_cast<char>(byte);
  return text;
}

// 6.22: the last two code points of each plane are no characters, but valid.
void add_non_characters(Texts& texts) {
  texts.good({"\xef\xbf\xbe", "\xef\xbf\xbf"});
  for (int plane = 1; plane <= 16; ++plane) {
    for (const char last : {'\xbe', '\xbf'})
      texts.good({std::string{static_cast<char>(0xf0 | plane >> 2), static_cast<char>(0x8f | (plane & 3) << 4), '\xbf', last}});
  }
}

const std::vector<std::string_view> kUnfinished{"\xc0", "\xe0\x80", "\xf0\x80\x80", "\xf8\x80\x80\x80", "\xfc\x80\x80\x80\x80",
                                                "\xdf", "\xef\xbf", "\xf7\xbf\xbf", "\xfb\xbf\xbf\xbf", "\xfd\xbf\xbf\xbf\xbf"};

std::vector<AutobahnCase> texts() {
  Texts texts;
  texts.good({"hello\x24world", "hello\xC2\xA2world", "hello\xE2\x82\xACworld", "hello\xF0\xA4\xAD\xA2world", kGreek});
  add_prefixes(texts.next());
  texts.next().good({std::string_view("\0", 1), "\xc2\x80", "\xe0\xa0\x80", "\xf0\x90\x80\x80"});
  texts.next().bad({"\xf8\x88\x80\x80\x80", "\xfc\x84\x80\x80\x80\x80"});
  texts.next().good({"\x7f", "\xdf\xbf", "\xef\xbf\xbf", "\xf4\x8f\xbf\xbf"});
  texts.next().bad({"\xf7\xbf\xbf\xbf", "\xfb\xbf\xbf\xbf\xbf", "\xfd\xbf\xbf\xbf\xbf\xbf"});
  texts.next().good({"\xed\x9f\xbf", "\xee\x80\x80", "\xef\xbf\xbd", "\xf4\x8f\xbf\xbf"}).bad({"\xf4\x90\x80\x80"});
  texts.next().bad({"\x80", "\xbf", "\x80\xbf", "\x80\xbf\x80", "\x80\xbf\x80\xbf", "\x80\xbf\x80\xbf\x80", "\x80\xbf\x80\xbf\x80\xbf",
                    run_of(0x80, 0xbf)});
  texts.next().bad({lonely(0xc0, 0xdf), lonely(0xe0, 0xef), lonely(0xf0, 0xf7), lonely(0xf8, 0xfb), lonely(0xfc, 0xfd)});
  texts.next().bad(kUnfinished);
  std::string all;
  for (const std::string_view text : kUnfinished) all += text;
  texts.next().bad({all});
  texts.next().bad({"\xfe", "\xff", "\xfe\xfe\xff\xff"});
  texts.next().bad({"\xc0\xaf", "\xe0\x80\xaf", "\xf0\x80\x80\xaf", "\xf8\x80\x80\x80\xaf", "\xfc\x80\x80\x80\x80\xaf"});
  texts.next().bad({"\xc1\xbf", "\xe0\x9f\xbf", "\xf0\x8f\xbf\xbf", "\xf8\x87\xbf\xbf\xbf", "\xfc\x83\xbf\xbf\xbf\xbf"});
  texts.next().bad({"\xc0\x80", "\xe0\x80\x80", "\xf0\x80\x80\x80", "\xf8\x80\x80\x80\x80", "\xfc\x80\x80\x80\x80\x80"});
  texts.next().bad({kSurrogate, "\xed\xad\xbf", "\xed\xae\x80", "\xed\xaf\xbf", "\xed\xb0\x80", "\xed\xbe\x80", "\xed\xbf\xbf"});
  texts.next().bad({"\xed\xa0\x80\xed\xb0\x80", "\xed\xa0\x80\xed\xbf\xbf", "\xed\xad\xbf\xed\xb0\x80", "\xed\xad\xbf\xed\xbf\xbf",
                    "\xed\xae\x80\xed\xb0\x80", "\xed\xae\x80\xed\xbf\xbf", "\xed\xaf\xbf\xed\xb0\x80", "\xed\xaf\xbf\xed\xbf\xbf"});
  add_non_characters(texts.next());
  texts.next().good({"\xef\xbf\xb9", "\xef\xbf\xba", "\xef\xbf\xbb", "\xef\xbf\xbc", "\xef\xbf\xbd", "\xef\xbf\xbe", "\xef\xbf\xbf"});
  return texts.cases();
}

const AutobahnCases whole_texts(texts());

}  // namespace
}  // namespace golive::test

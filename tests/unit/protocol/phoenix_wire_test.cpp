#include "protocol/phoenix_wire.h"

#include <gtest/gtest.h>

#include "protocol/phoenix_event.h"
#include "protocol/phoenix_letter.h"
#include "protocol/wire_keys.h"

namespace golive::protocol {
namespace {

const PhoenixWire& v1() { return *phoenix_wire_for("1.0.0"); }
const PhoenixWire& v2() { return *phoenix_wire_for("2.0.0"); }

std::string written(const PhoenixWire& wire, const PhoenixWire::Address& address, std::string_view event, std::string_view payload) {
  std::string out;
  wire.begin(out, address, event);
  out += payload;
  wire.end(out, address);
  return out;
}

TEST(PhoenixWire, IsChosenByItsVersion) {
  EXPECT_EQ(v1().vsn(), "1.0.0");
  EXPECT_EQ(v2().vsn(), "2.0.0");
  for (const std::string_view other : {"", "golive1", "2", "2.0.1", "1.0.0 "}) EXPECT_EQ(phoenix_wire_for(other), nullptr) << other;
}

TEST(PhoenixWire, ReadsWhatPhoenixJsSends) {
  std::string buffer;
  const auto message = v2().decode(R"(["4","8","lv:phx-1","event",{"type":"click"}])", buffer);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->join_ref, "\"4\"");
  EXPECT_EQ(message->reply_to, "\"8\"");
  EXPECT_EQ(message->topic, "lv:phx-1");
  EXPECT_EQ(message->event, "event");
  EXPECT_EQ(message->payload, R"({"type":"click"})");

  const auto beat = v2().decode(R"( [ null , "7" , "phoenix" , "heartbeat" , {} ] )", buffer);
  ASSERT_TRUE(beat);
  EXPECT_EQ(beat->join_ref, "null");
  EXPECT_EQ(beat->payload, "{}");

  const auto old = v1().decode(R"({"topic":"lv:\u0061","extra":[1],"event":"a\"b","payload":{"x":1},"ref":12})", buffer);
  ASSERT_TRUE(old);
  EXPECT_EQ(old->topic, "lv:a");
  EXPECT_EQ(old->event, "a\"b");
  EXPECT_EQ(old->payload, R"({"x":1})");
  EXPECT_EQ(old->reply_to, "12");
  EXPECT_EQ(old->join_ref, "null");
}

TEST(PhoenixWire, RefusesOtherShapes) {
  std::string buffer;
  const std::string long_name(256, 'x');
  for (const std::string& text :
       {std::string("[]"), std::string("{}"), std::string(R"(["1","2","t","e"])"), std::string(R"(["1","2","t","e",{},1])"),
        std::string(R"([{},"2","t","e",{}])"), std::string(R"(["1",[2],"t","e",{}])"), std::string(R"(["1","2",3,"e",{}])"),
        std::string(R"(["1","2","t",null,{}])"), std::string(R"(["1",-2,"t","e",{}])"), std::string(R"(["1",true,"t","e",{}])"),
        R"(["1",")" + long_name + R"(","t","e",{}])", R"(["1","2","t",")" + long_name + R"(",{}])", std::string("[0,\"join\",null,0]")}) {
    const auto message = v2().decode(text, buffer);
    ASSERT_FALSE(message) << text;
    EXPECT_EQ(message.error(), FrameError::not_a_frame) << text;
  }
  for (const std::string_view text :
       {"[]", "{}", R"({"topic":"t"})", R"({"event":"e"})", R"({"topic":1,"event":"e"})", R"({"topic":"t","event":"e","ref":{}})"}) {
    const auto message = v1().decode(text, buffer);
    ASSERT_FALSE(message) << text;
    EXPECT_EQ(message.error(), FrameError::not_a_frame) << text;
  }
  EXPECT_EQ(v2().decode(R"(["1","2","t","e",{])", buffer).error(), FrameError::not_json);
  EXPECT_EQ(v2().decode("[\"1\",\"2\",\"t\",\"\xff\",{}]", buffer).error(), FrameError::not_utf8);
  EXPECT_EQ(v2().decode(std::string(wire::kMaxMessageBytes + 1, ' '), buffer).error(), FrameError::too_big);
  EXPECT_EQ(v2().decode(R"(["1","2","t","e",)" + std::string(40, '[') + std::string(40, ']') + "]", buffer).error(), FrameError::too_deep);
}

TEST(PhoenixWire, WritesWhatPhoenixJsReads) {
  const PhoenixWire::Address answer{.join_ref = "\"4\"", .ref = "\"8\"", .topic = "lv:\"x"};
  EXPECT_EQ(written(v2(), answer, "phx_reply", "{}"), R"(["4","8","lv:\"x","phx_reply",{}])");
  EXPECT_EQ(written(v1(), answer, "phx_reply", "{}"), R"({"topic":"lv:\"x","event":"phx_reply","payload":{},"ref":"8"})");
  EXPECT_EQ(written(v2(), {.topic = "t"}, "diff", "{}"), R"([null,null,"t","diff",{}])");
  EXPECT_EQ(written(v1(), {.topic = "t"}, "diff", "{}"), R"({"topic":"t","event":"diff","payload":{},"ref":null})");
}

std::string binary(std::string_view join_ref, std::string_view ref, std::string_view topic, std::string_view event, std::string_view data) {
  std::string bytes(1, '\0');
  for (const auto part : {join_ref, ref, topic, event}) bytes += static_cast<char>(part.size());
  return bytes.append(join_ref).append(ref).append(topic).append(event).append(data);
}

TEST(PhoenixWire, ReadsABinaryPushOfVersion2) {
  std::string buffer;
  const std::string bytes = binary("4", "\"", "lv:x", "chunk", std::string("\0\xff\x80", 3));
  const auto message = v2().decode_binary(bytes, buffer);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->join_ref, "\"4\"");
  EXPECT_EQ(message->reply_to, R"("\"")");
  EXPECT_EQ(message->topic, "lv:x");
  EXPECT_EQ(message->event, "chunk");
  EXPECT_EQ(message->payload, R"({"value":"AP-A"})");
  EXPECT_EQ(v1().decode_binary(bytes, buffer).error(), FrameError::binary);
  const std::string without = binary("", "", "t", "e", "");
  const auto bare = v2().decode_binary(without, buffer);
  ASSERT_TRUE(bare);
  EXPECT_EQ(bare->reply_to, "null");
  EXPECT_EQ(bare->payload, R"({"value":""})");
}

TEST(PhoenixWire, RefusesBinaryGarbage) {
  std::string buffer;
  const std::string whole = binary("4", "8", "lv:x", "chunk", "");
  for (std::size_t size = 0; size < whole.size(); ++size) EXPECT_FALSE(v2().decode_binary(std::string(whole, 0, size), buffer)) << size;
  std::string reply = whole;
  reply[0] = 1;
  EXPECT_EQ(v2().decode_binary(reply, buffer).error(), FrameError::not_a_frame);
  EXPECT_EQ(v2().decode_binary(binary("4", "8", "lv:\xc3", "chunk", ""), buffer).error(), FrameError::not_utf8);
  EXPECT_EQ(v2().decode_binary(std::string(wire::kMaxMessageBytes + 1, '\0'), buffer).error(), FrameError::too_big);
}

TEST(PhoenixEvent, IsReadAsLiveViewSendsIt) {
  const auto click = read_phoenix_event(R"j({"type":"click","event":"add(-1)","value":{"by":"2"}})j");
  ASSERT_TRUE(click);
  EXPECT_EQ(click->type, "click");
  EXPECT_EQ(click->name, "add(-1)");
  EXPECT_EQ(click->value, R"({"by":"2"})");
  EXPECT_FALSE(click->has_component);

  const auto form = read_phoenix_event(
      R"({"type":"form","event":"validate","value":"a=1","meta":{"_target":"user[name]","k":"z"},"uploads":{},"cid":null})");
  ASSERT_TRUE(form);
  EXPECT_EQ(form->target, "user[name]");
  EXPECT_EQ(form->value, "\"a=1\"");
  EXPECT_FALSE(form->has_component);
  EXPECT_TRUE(read_phoenix_event(R"({"event":"x","cid":1})")->has_component);
  EXPECT_EQ(read_phoenix_event(R"({"event":"x","meta":7})")->target, "");

  for (const std::string_view payload : {"null", "[]", "{}", R"({"event":7})", R"({"event":""})", R"({"type":"click"})"})
    EXPECT_FALSE(read_phoenix_event(payload)) << payload;
}

TEST(PhoenixEvent, ADomTypeSaysTheNameInItsValue) {
  const auto named = read_named_by_value(R"({"value":"inc"})");
  ASSERT_TRUE(named);
  EXPECT_EQ(named->name, "inc");
  EXPECT_EQ(named->payload, "null");
  EXPECT_EQ(read_named_by_value(R"j({"a":1,"value":"add(1)","b\"":"x"})j")->payload, R"({"a":1,"b\"":"x"})");
  for (const std::string_view payload : {"null", "{}", R"({"value":7})", R"({"value":""})", R"("inc")"})
    EXPECT_FALSE(read_named_by_value(payload)) << payload;
  EXPECT_TRUE(is_dom_type("click"));
  EXPECT_FALSE(is_dom_type("inc"));
}

TEST(PhoenixLetter, HasWhatAViewSaidInParts) {
  std::string out;
  Frame frame{out, {.seq = 5, .ack = 7}};
  const PhoenixLetters& letters = phoenix_letters();
  letters.begin(frame, FrameKind::diff);
  out += R"({"0":"x"})";
  letters.add_reply(frame, 6, "42");
  letters.add_refusal(frame, 7, "unknown_event", "no \"x\"");
  letters.add_page_event(frame, "hi\"", R"({"a":1})");
  letters.add_session(frame, "sealed");
  letters.end(frame);
  const Letter letter(out);
  EXPECT_EQ(letter.ack(), 7u);
  EXPECT_FALSE(letter.is_redirect());
  EXPECT_EQ(letter.tree(), R"({"0":"x"})");
  EXPECT_EQ(letter.find(Letter::Item::reply, 6), "42");
  EXPECT_EQ(letter.find(Letter::Item::reply, 7), "");
  EXPECT_EQ(letter.find(Letter::Item::refusal, 7), R"({"reason":"unknown_event","message":"no \"x\""})");
  std::string events;
  letter.each(Letter::Item::page_event, [&](std::string_view event) { events += event; });
  EXPECT_EQ(events, R"(["hi\"",{"a":1}]["lv:session",{"session":"sealed"}])");
}

TEST(PhoenixLetter, MayHoldAnswersOnlyOrARedirect) {
  std::string out;
  Frame frame{out, {.ack = 1}};
  phoenix_letters().begin(frame, FrameKind::diff);
  phoenix_letters().change_kind(frame, FrameKind::reply);
  phoenix_letters().end(frame);
  EXPECT_EQ(Letter(out).tree(), "");
  EXPECT_EQ(Letter(out).ack(), 1u);

  std::string away;
  phoenix_letters().encode_navigate(away, {.ack = 3}, "/x", true, "sealed");
  const Letter letter(away);
  EXPECT_TRUE(letter.is_redirect());
  EXPECT_EQ(letter.find(Letter::Item::redirect, 0), R"({"to":"/x","kind":"replace","session":"sealed"})");
}

}  // namespace
}  // namespace golive::protocol

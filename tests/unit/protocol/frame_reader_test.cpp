#include "protocol/frame_reader.h"

#include <gtest/gtest.h>

#include <string>

#include "protocol/wire_keys.h"

namespace golive::protocol {
namespace {

std::string buffer;

Message read(std::string_view text) {
  const auto message = read_frame(text, buffer);
  EXPECT_TRUE(message.has_value()) << text << ": " << (message ? "" : describe(message.error()));
  return message.value_or(Message{});
}

FrameError refusal_of(std::string_view text) {
  const auto message = read_frame(text, buffer);
  EXPECT_FALSE(message.has_value()) << text.substr(0, 80);
  return message ? FrameError{} : message.error();
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

TEST(FrameReader, ReadsAnEvent) {
  const Message message = read(R"([7,"inc",null,12])");
  EXPECT_EQ(message.ref, 7u);
  EXPECT_EQ(message.event, "inc");
  EXPECT_EQ(message.payload, "null");
  EXPECT_EQ(message.seq, 12u);
  EXPECT_EQ(message.target, "");
  EXPECT_EQ(message.topic, "");
}

TEST(FrameReader, ReadsTargetAndView) {
  const Message message = read(R"([1,"save",{"a":[1,2.5e3,"x"]},3,"row-4","lv-0-x"])");
  EXPECT_EQ(message.payload, R"({"a":[1,2.5e3,"x"]})");
  EXPECT_EQ(message.target, "row-4");
  EXPECT_EQ(message.topic, "lv-0-x");
  EXPECT_EQ(read(R"([1,"a",1,2,null,"v"])").topic, "v");
  EXPECT_EQ(read(R"([1,"a",1,2,"t",null])").target, "t");
}

TEST(FrameReader, AllowsWhiteSpaceWhereJsonDoes) { EXPECT_EQ(read(" [ 7 ,\n\"inc\"\t, { } , 12 ] \r\n").event, "inc"); }

TEST(FrameReader, UnescapesNames) {
  EXPECT_EQ(read(R"j([1,"add(\"x\")",null,0])j").event, R"j(add("x"))j");
  EXPECT_EQ(read(R"([1,"\u0061\n\/\b\f\r\t\\",null,0])").event, "a\n/\b\f\r\t\\");
  EXPECT_EQ(read(R"([1,"\u00e9\u20ac\ud83d\ude00",null,0])").event, "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80");
  const Message message = read(R"([1,"\u0061",null,0,"\u0062","\u0063"])");
  EXPECT_EQ(message.event, "a");
  EXPECT_EQ(message.target, "b");
  EXPECT_EQ(message.topic, "c");
}

TEST(FrameReader, ALoneSurrogateBecomesTheReplacementCharacter) {
  EXPECT_EQ(read(R"([1,"\ud83d",null,0])").event, "\xef\xbf\xbd");
  EXPECT_EQ(read(R"([1,"\ude00x",null,0])").event, "\xef\xbf\xbdx");
  EXPECT_EQ(read(R"([1,"\ud83d\u0041",null,0])").event,
            "\xef\xbf\xbd"
            "A");
}

TEST(FrameReader, ALongerEventNeedsNoCopy) {
  const std::string text = R"([1,")" + std::string(1000, 'e') + R"(",null,0])";
  const Message message = read(text);
  EXPECT_EQ(message.event.data(), text.data() + 4);
}

TEST(FrameReader, RefusesOtherShapes) {
  for (const std::string_view text :
       {"{}", "[]", "null", "7", "\"x\"", "[7]", R"([7,"inc"])", R"([7,"inc",null])", R"(["7","inc",null,0])", R"([7,5,null,0])",
        R"([-1,"a",null,0])", R"([1.5,"a",null,0])", R"([1e2,"a",null,0])", R"([1,"a",null,-1])", R"([1,"a",null,0,5])",
        R"([1,"a",null,0,"t",{}])", R"([1,"a",null,0,"t","v",1])", R"([9007199254740993,"a",null,0])",
        R"([1,"a",null,99999999999999999999999])"})
    EXPECT_EQ(refusal_of(text), FrameError::not_a_frame) << text;
}

TEST(FrameReader, RefusesWhatIsNotJson) {
  for (const std::string_view text : {"",
                                      " ",
                                      "[",
                                      "[7,",
                                      R"([7,"inc",null,0)",
                                      R"([7,"inc",nul,0])",
                                      R"([7,"inc",null,0]])",
                                      R"([7,"inc",null,0]x)",
                                      R"([07,"a",null,0])",
                                      R"([7,'a',null,0])",
                                      R"([7,"a",{a:1},0])",
                                      R"([7,"a",{"a"},0])",
                                      R"([7,"a",[1,],0])",
                                      R"([7,"a",{"a":1,},0])",
                                      R"([7,"a",.5,0])",
                                      R"([7,"a",1.,0])",
                                      R"([7,"a",1e,0])",
                                      R"([7,"a",+1,0])",
                                      R"([7,"a",-,0])",
                                      R"([7,"a\x",null,0])",
                                      R"([7,"a\u12g4",null,0])",
                                      R"([7,"a)",
                                      R"([7,"a\)",
                                      R"([7,"a\u00)",
                                      "[7,\"a\nb\",null,0]",
                                      "[7,\"a\",\"\x01\",0]",
                                      R"([7,"a",NaN,0])",
                                      R"([7,"a",True,0])"})
    EXPECT_EQ(refusal_of(text), FrameError::not_json) << text;
  EXPECT_EQ(refusal_of(std::string_view("[7,\"a\",null,0]\0", 15)), FrameError::not_json);
}

TEST(FrameReader, RefusesWhatIsNotUtf8) {
  for (const std::string_view bytes : {"\x80", "\xc0\xaf", "\xc3", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                                       "\xf8\x88\x80\x80\x80", "\xff", "\xe2\x82", "\xf0\x9f\x98"}) {
    EXPECT_EQ(refusal_of(R"([1,"a",")" + std::string(bytes) + R"(",0])"), FrameError::not_utf8);
    EXPECT_EQ(refusal_of(R"([1,")" + std::string(bytes) + R"(",null,0])"), FrameError::not_utf8);
  }
  EXPECT_EQ(read("[1,\"\xc3\xa9\xf0\x9f\x98\x80\xef\xbf\xbf\",null,0]").event, "\xc3\xa9\xf0\x9f\x98\x80\xef\xbf\xbf");
}

TEST(FrameReader, DepthIsBoundedAt32) {
  EXPECT_EQ(read(R"([1,"a",)" + nested(31) + ",0]").payload, nested(31));
  EXPECT_EQ(refusal_of(R"([1,"a",)" + nested(32) + ",0]"), FrameError::too_deep);
  EXPECT_EQ(refusal_of(R"([1,"a",)" + nested(400'000) + ",0]"), FrameError::too_deep);
}

TEST(FrameReader, TheNumberOfValuesIsBoundedAt10000) {
  const auto frame_of = [](std::size_t count) {
    std::string text = R"([1,"a",[)";
    for (std::size_t i = 0; i < count; ++i) text += i == 0 ? "0" : ",0";
    return text + "],0]";
  };
  EXPECT_EQ(read(frame_of(wire::kMaxValues - 5)).ref, 1u);  // the frame, its id, event and seq, and the array count too
  EXPECT_EQ(refusal_of(frame_of(wire::kMaxValues - 4)), FrameError::too_many);
}

TEST(FrameReader, NamesOfMembersAreNoValues) {
  std::string text = R"([1,"a",{)";
  for (int i = 0; i < 9'000; ++i) text += (i == 0 ? "\"k\":0" : ",\"k\":0");
  EXPECT_EQ(read(text + "},0]").ref, 1u);
}

TEST(FrameReader, SizeIsBoundedAtOneMebibyte) {
  const auto frame_of = [](std::size_t size) { return R"([1,"a",")" + std::string(size - 12, 'x') + R"(",0])"; };
  EXPECT_EQ(read(frame_of(wire::kMaxMessageBytes)).ref, 1u);
  EXPECT_EQ(refusal_of(frame_of(wire::kMaxMessageBytes + 1)), FrameError::too_big);
}

TEST(FrameReader, EveryRefusalHasItsCloseCode) {
  EXPECT_EQ(close_code(FrameError::too_big), 1009);
  EXPECT_EQ(close_code(FrameError::not_utf8), 1007);
  EXPECT_EQ(close_code(FrameError::too_deep), 1008);
  EXPECT_EQ(close_code(FrameError::too_many), 1008);
  EXPECT_EQ(close_code(FrameError::not_json), 1002);
  EXPECT_EQ(close_code(FrameError::not_a_frame), 1002);
}

}  // namespace
}  // namespace golive::protocol

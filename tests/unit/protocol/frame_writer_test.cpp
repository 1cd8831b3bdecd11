#include "protocol/frame_writer.h"

#include <gtest/gtest.h>

#include <string>

#include "diff/memory.h"
#include "model/tree_builder.h"

namespace golive::protocol {
namespace {

using model::TreeBuilder;

constexpr std::string_view kCounter = "<output><!--0--></output>";

class FrameWriting : public testing::Test {
 protected:
  const detail::Instance& counter(std::int64_t count) { return *builder_.instance(kCounter, {TreeBuilder::integer(count)}); }
  FrameWriter frame(FrameKind kind, FrameHead head = {.seq = 12, .ack = 7}) { return FrameWriter(native_codec(), out_, head, kind); }

  TreeBuilder builder_;
  diff::Memory memory_{1};
  diff::Templates sent_;
  std::string out_;
};

TEST_F(FrameWriting, ADiffOfACounter) {
  memory_.remember(counter(5));
  FrameWriter writer = frame(FrameKind::diff);
  EXPECT_EQ(memory_.write_diff(counter(6), sent_, writer.body()), diff::Outcome::changed);
  writer.templates(sent_).end();
  EXPECT_EQ(out_, R"([12,7,"d",{"d":{"0":6}}])");
  EXPECT_LE(out_.size(), 40u);
}

TEST_F(FrameWriting, AFullTreeBringsItsTemplates) {
  FrameWriter writer = frame(FrameKind::full, {.seq = 1});
  memory_.write_full(counter(5), sent_, writer.body());
  writer.templates(sent_).end();
  const std::string id(model::template_of(kCounter).id());
  EXPECT_EQ(out_, R"([1,0,"f",{"v":[")" + id + R"(",5],"t":{")" + id + R"(":"<output><!--0--></output>"}}])");
}

TEST_F(FrameWriting, ASecondFullTreeDoesNot) {
  std::string first;
  memory_.write_full(counter(5), sent_, first);
  sent_.write(first);
  FrameWriter writer = frame(FrameKind::skeleton, {.seq = 2, .view = "lv-0-x"});
  memory_.write_skeleton(counter(5), sent_, writer.body());
  writer.templates(sent_).end();
  EXPECT_EQ(out_, R"([2,0,"s",{"v":[")" + std::string(model::template_of(kCounter).id()) + R"("]},"lv-0-x"])");
}

TEST_F(FrameWriting, AnUnchangedDiffBecomesAReply) {
  memory_.remember(counter(5));
  FrameWriter writer = frame(FrameKind::diff);
  EXPECT_EQ(memory_.write_diff(counter(5), sent_, writer.body()), diff::Outcome::unchanged);
  writer.reply_only();
  writer.templates(sent_).end();
  EXPECT_EQ(out_, R"([12,7,"r",null])");
}

TEST_F(FrameWriting, AChangedRootBecomesAFullTree) {
  memory_.remember(counter(5));
  FrameWriter writer = frame(FrameKind::diff);
  EXPECT_EQ(memory_.write_diff(*builder_.instance("<p>x</p>", {}), sent_, writer.body()), diff::Outcome::full);
  writer.full();
  writer.templates(sent_).end();
  const std::string id(model::template_of("<p>x</p>").id());
  EXPECT_EQ(out_, R"([12,7,"f",{"v":[")" + id + R"("],"t":{")" + id + R"(":"<p>x</p>"}}])");
}

TEST_F(FrameWriting, CarriesEveryMember) {
  memory_.remember(counter(5));
  FrameWriter writer = frame(FrameKind::diff, {.seq = 3, .ack = 9, .view = "v"});
  memory_.write_diff(counter(6), sent_, writer.body());
  writer.templates(sent_)
      .reply(7, "42")
      .reply(8, R"({"a":1})")
      .refusal(9, "bad_arguments", "add: \"x\" is no int")
      .page_event("reset", R"(["#f"])")
      .page_event("beep", "null")
      .ask_ack()
      .end();
  EXPECT_EQ(out_, R"([3,9,"d",{"d":{"0":6},"r":{"7":42,"8":{"a":1}},"x":{"9":{"code":"bad_arguments","message":"add: \"x\" is no int"}},)"
                  R"("e":[["reset",["#f"]],["beep",null]],"a":1},"v"])");
}

TEST_F(FrameWriting, AReplyMayCarryMembersWithoutABody) {
  FrameWriter writer = frame(FrameKind::reply);
  writer.reply(7, "true").end();
  EXPECT_EQ(out_, R"([12,7,"r",{"r":{"7":true}}])");
}

TEST_F(FrameWriting, WritesBehindWhatTheBufferHolds) {
  out_ = "before";
  FrameWriter writer = frame(FrameKind::diff);
  writer.reply_only();
  writer.end();
  EXPECT_EQ(out_, R"(before[12,7,"r",null])");
}

TEST(NativeCodec, WritesFramesWithoutATree) {
  const auto written = [](auto encode) {
    std::string out;
    encode(out);
    return out;
  };
  const FrameCodec& codec = native_codec();
  const FrameHead head{.seq = 2, .ack = 1};
  EXPECT_EQ(written([&](std::string& out) { codec.encode_navigate(out, head, "/a?b=\"c\"", false, {}); }),
            R"([2,1,"n",{"to":"/a?b=\"c\""}])");
  EXPECT_EQ(written([&](std::string& out) { codec.encode_navigate(out, head, "/a", true, "SEALED"); }),
            R"([2,1,"n",{"to":"/a","replace":true,"c":"SEALED"}])");
  EXPECT_EQ(written([&](std::string& out) { codec.encode_reload(out, {}, "stale", 0); }), R"([0,0,"x",{"reason":"stale"}])");
  EXPECT_EQ(written([&](std::string& out) { codec.encode_reload(out, head, "crash", 500); }),
            R"([2,1,"x",{"reason":"crash","after":500}])");
  EXPECT_EQ(written([&](std::string& out) { codec.encode_error(out, {}, "not_joined", "join first", 0); }),
            R"([0,0,"e",{"code":"not_joined","message":"join first"}])");
  EXPECT_EQ(written([&](std::string& out) { codec.encode_error(out, head, "c", "m", 8); }),
            R"([2,1,"e",{"code":"c","message":"m","id":8}])");
  EXPECT_EQ(written([&](std::string& out) { codec.encode_pong(out, {.ack = 5, .view = "v"}); }), R"([0,5,"p",null,"v"])");
}

TEST(Codecs, AreFoundByVsn) {
  ASSERT_NE(codec_for("golive1"), nullptr);
  EXPECT_EQ(codec_for("golive1")->vsn(), "golive1");
  EXPECT_EQ(codec_for(""), nullptr);
  EXPECT_EQ(codec_for("golive2"), nullptr);
}

}  // namespace
}  // namespace golive::protocol

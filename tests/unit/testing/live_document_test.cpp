// The page of a test is patched as a browser's is: what a frame does not touch keeps its nodes, and what does not fit is an error.
#include "testing/live_document.h"

#include <gtest/gtest.h>

#include "testing/parse.h"
#include "testing/selector.h"

namespace golive::testing {
namespace {

constexpr std::string_view kTemplates =
    R"("t":{"A":"<h1><!--0--></h1><ul><!--$1--></ul>","R":"<li lv-s=\"class 1\"><!--0--></li>","O":"<li>old <!--0--></li>","N":"<b><!--0--></b>"})";

class LiveDocumentTest : public ::testing::Test {
 protected:
  void open(std::string_view content, std::string_view frame = {}) {
    page_ = std::make_unique<Document>(parse_document("<!doctype html><div data-live-view=v id=lv-0-a>" + std::string(content) + "</div>"));
    view_ = std::make_unique<LiveDocument>(*page_, find("[data-live-view]"));
    if (!frame.empty()) apply(frame);
  }
  // A heading and rows with the keys 1, 2, 3.
  void open_rows() {
    open("<h1>Rows</h1><ul><!--$--><li>a</li><li class=\"x\">b</li><li>c</li><!--/--></ul>",
         R"([1,0,"s",{"v":["A",{"1":{"l":"R","k":[1,2,3]}}],)" + std::string(kTemplates) + "}]");
  }
  void apply(std::string_view frame) { view_->apply(read_frame(frame)); }
  Node find(std::string_view selector) const { return Selector(selector).find(page_->root()); }
  std::string html() const {
    std::string text = view_->root().inner_html();
    for (const std::string_view mark : {"<!--$-->", "<!--/-->", "<!---->"})
      for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark)) text.erase(at, mark.size());
    return text;
  }
  std::string error(std::string_view frame) {
    try {
      apply(frame);
    } catch (const FrameError& error) {
      return error.what();
    }
    return "no error";
  }
  std::vector<NodeId> rows() const {
    std::vector<NodeId> ids;
    for (const Node row : Selector("li").find_all(page_->root())) ids.push_back(row.id());
    return ids;
  }

  std::unique_ptr<Document> page_;
  std::unique_ptr<LiveDocument> view_;
};

TEST_F(LiveDocumentTest, AdoptsWhatWasServed) {
  const std::string before = (open("<h1>Rows</h1><ul><!--$--><li>a</li><!--/--></ul>"), view_->root().inner_html());
  const NodeId heading = find("h1").id();
  apply(R"([1,0,"s",{"v":["A",{"1":{"l":"R","k":[1]}}],)" + std::string(kTemplates) + "}]");
  EXPECT_EQ(view_->root().inner_html(), before);
  apply(R"([2,0,"d",{"d":{"0":"New"}}])");
  EXPECT_EQ(html(), "<h1>New</h1><ul><li>a</li></ul>");
  EXPECT_EQ(find("h1").id(), heading);
}

TEST_F(LiveDocumentTest, RowsKeepTheirNodesWhenOthersComeGoAndMove) {
  open_rows();
  const std::vector<NodeId> at_first = rows();
  apply(R"([2,0,"d",{"d":{"1":{"o":[["-",2],["+",1,[4,"d",null]],[">",null,1]],"u":{"3":{"1":"y"}}}}}])");
  EXPECT_EQ(html(), "<h1>Rows</h1><ul><li>d</li><li class=\"y\">c</li><li>a</li></ul>");
  const std::vector<NodeId> now = rows();
  EXPECT_EQ(now[1], at_first[2]);
  EXPECT_EQ(now[2], at_first[0]);
  EXPECT_GT(now[0], at_first[2]);
  EXPECT_EQ(view_->counts().removed, 1u);
  EXPECT_EQ(view_->counts().inserted, 1u);
  EXPECT_EQ(view_->counts().moved, 1u);
}

TEST_F(LiveDocumentTest, AFullTreeKeepsWhatStillFits) {
  open_rows();
  const std::vector<NodeId> at_first = rows();
  const NodeId heading = find("h1").id();
  apply(R"([2,0,"f",{"v":["A","All",{"l":"R","k":[[3,"c",null],["1","A","x"],[5,"e",null]]}]}])");
  EXPECT_EQ(html(), "<h1>All</h1><ul><li>c</li><li class=\"x\">A</li><li>e</li></ul>");
  EXPECT_EQ(find("h1").id(), heading);
  EXPECT_EQ(rows()[0], at_first[2]);
  EXPECT_EQ(rows()[1], at_first[0]);
  apply(R"([3,0,"f",{"v":["A","Mixed",{"l":"","k":[[3,"R","c",null],[1,"O","A"]]}]}])");
  EXPECT_EQ(html(), "<h1>Mixed</h1><ul><li>c</li><li>old A</li></ul>");
  apply(R"([4,0,"f",{"v":["N","other"]}])");
  EXPECT_EQ(html(), "<b>other</b>");
}

TEST_F(LiveDocumentTest, AFullTreeIsTheFirstFrameOfAPageThatIsBehind) {
  const std::string served = "<h1>Old</h1><ul><!--$--><li class=\"x\">a</li><li>b</li><!--/--></ul>";
  open(served);
  const NodeId heading = find("h1").id();
  const NodeId row = find("li").id();
  apply(R"([1,0,"f",{"v":["A","New",{"l":"R","k":[[7,"seven",null]]}],)" + std::string(kTemplates) + "}]");
  EXPECT_EQ(html(), "<h1>New</h1><ul><li>seven</li></ul>");
  EXPECT_EQ(find("h1").id(), heading);
  EXPECT_NE(find("li").id(), row) << "there was one row more: nobody can tell which";
  open(served, R"([1,0,"f",{"v":["A","New",{"l":"R","k":[[7,"seven",null],[8,"eight","y"]]}],)" + std::string(kTemplates) + "}]");
  EXPECT_EQ(html(), "<h1>New</h1><ul><li>seven</li><li class=\"y\">eight</li></ul>");
  EXPECT_EQ(find("li").id(), row);
  open("<p>something else</p>", R"([1,0,"f",{"v":["N","all new"],)" + std::string(kTemplates) + "}]");
  EXPECT_EQ(html(), "<b>all new</b>");
}

TEST_F(LiveDocumentTest, TextsOfEveryKind) {
  open(
      "<p>qty <!---->1<!----> of <!----></p><textarea>\n\nold</textarea><title>T</title><select><option>o</option></select>",
      R"([1,0,"s",{"v":["A"],"t":{"A":"<p>qty <!--0--> of <!--1--></p><textarea lv-s=\".text 2\"></textarea><title lv-s=\".text 3\"></title>)"
      R"(<select><option lv-s=\".text 4\"></option></select>"}}])");
  EXPECT_EQ(find("textarea").text_content(), "\nold");
  apply(R"([2,0,"d",{"d":{"0":2,"1":"a<b","2":"new","3":null,"4":0.5}}])");
  EXPECT_EQ(html(), "<p>qty 2 of a&lt;b</p><textarea>new</textarea><title></title><select><option>0.5</option></select>");
}

TEST_F(LiveDocumentTest, AttributesClassesAndSets) {
  open(
      "<p title=\"t\" class=\"a\">x</p>",
      R"([1,0,"s",{"v":["A",{"0":{"title":"t","class":"a"}}],"t":{"A":"<p lv-s=\"* 0\">x</p>","B":"<p lv-s=\"class 0 hidden 1\">y</p>"}}])");
  DocumentEditor(*page_).set_attribute(find("p"), "class", "a lv-loading");
  apply(R"([2,0,"d",{"d":{"0":{"class":"b c","data-x":"<1>","disabled":true,"size":3}}}])");
  EXPECT_EQ(html(), "<p class=\"lv-loading b c\" data-x=\"&lt;1&gt;\" disabled=\"\" size=\"3\">x</p>");
  apply(R"([3,0,"d",{"d":{"0":null}}])");
  EXPECT_EQ(html(), "<p class=\"lv-loading\">x</p>");
  apply(R"([4,0,"f",{"v":["B","k",true]}])");
  DocumentEditor(*page_).set_attribute(find("p"), "class", "k lv-pending");
  apply(R"([5,0,"d",{"d":{"0":"l","1":false}}])");
  EXPECT_EQ(html(), "<p class=\"lv-pending l\">y</p>");
}

TEST_F(LiveDocumentTest, NodeSlotsTakeInstancesRawHtmlAndNothing) {
  open(
      "<div>a<!--$--><!--/-->b</div><svg><!--$--><!--/--></svg>",
      R"([1,0,"s",{"v":["A"],"t":{"A":"<div>a<!--$0-->b</div><svg><!--$1--></svg>","N":"<b><!--0--></b>","C":"svg|<circle lv-s=\"r 0\"></circle>"}}])");
  apply(R"([2,0,"d",{"d":{"0":["N","x"],"1":["C",3]}}])");
  EXPECT_EQ(html(), "<div>a<b>x</b>b</div><svg><circle r=\"3\"></circle></svg>");
  EXPECT_EQ(find("circle").ns(), Namespace::svg);
  apply(R"([3,0,"d",{"d":{"0":{"0":"y"},"1":{"r":"<g><path></path></g>"}}}])");
  EXPECT_EQ(find("path").ns(), Namespace::svg);
  apply(R"([4,0,"d",{"d":{"0":{"r":"<tr><td>1</td></tr><i>2</i>"},"1":null}}])");
  EXPECT_EQ(html(), "<div>a<tr><td>1</td></tr><i>2</i>b</div><svg></svg>");
  const NodeId same = find("i").id();
  apply(R"([5,0,"d",{"d":{"0":{"r":"<tr><td>1</td></tr><i>2</i>"}}}])");
  EXPECT_EQ(find("i").id(), same) << "the same HTML again touches nothing";
}

TEST_F(LiveDocumentTest, FramesAreCountedAndAnswersRead) {
  open_rows();
  EXPECT_EQ(view_->seq(), 1u);
  const Frame answer = read_frame(R"([2,7,"r",{"r":{"6":{"n":1}},"x":{"7":{"code":"bad_arguments","message":"m"}},"a":1},"lv-0-a"])");
  EXPECT_TRUE(view_->apply(answer));
  EXPECT_EQ(view_->seq(), 2u);
  EXPECT_EQ(view_->ack(), 7u);
  EXPECT_EQ(answer.reply(6)->at("n"), 1);
  EXPECT_EQ(answer.reply(7), nullptr);
  EXPECT_EQ(answer.refusal(7)->at("code"), "bad_arguments");
  EXPECT_TRUE(answer.asks_ack());
  EXPECT_EQ(answer.view, "lv-0-a");
  EXPECT_TRUE(view_->apply(read_frame(R"([0,7,"p",null])")));
  EXPECT_FALSE(view_->apply(read_frame(R"([2,8,"d",{"d":{"0":"sent again"}}])")));
  EXPECT_EQ(view_->ack(), 8u);
  EXPECT_EQ(find("h1").inner_html(), "Rows");
  EXPECT_TRUE(view_->apply(read_frame(R"([1,8,"f",{"v":["A","Mounted afresh",{"l":"","k":[]}],)" + std::string(kTemplates) + "}]")));
  EXPECT_EQ(html(), "<h1>Mounted afresh</h1><ul></ul>");
}

TEST_F(LiveDocumentTest, WhatIsNoFrameIsAnError) {
  open_rows();
  for (const std::string_view text :
       {"", "{}", "[1,0,\"d\"]", "[1,0,\"d\",3]", "[-1,0,\"d\",null]", "[1,0,\"q\",null]", "[1,0,\"dd\",null]"})
    EXPECT_NE(error(text), "no error") << text;
}

// Each on a fresh page with rows 1, 2 and 3.
TEST_F(LiveDocumentTest, WhatDoesNotFitIsAnError) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {R"([3,0,"d",{"d":{}}])", "frame 3 (d): it follows frame 1"},
      {R"([2,0,"d",{}])", "frame 2 (d): it lacks \"d\""},
      {R"([2,0,"d",{"d":{"2":"x"}}])", "there is no slot 2 in <h1>"},
      {R"([2,0,"d",{"d":{"x":"x"}}])", "not a slot: x"},
      {R"([2,0,"d",{"d":{"0":true}}])", "not a text: true"},
      {R"([2,0,"d",{"d":{"0":["N","x"]}}])", "not a text: [\"N\",\"x\"]"},
      {R"([2,0,"d",{"d":{"0":9007199254740993}}])", "a browser would round 9007199254740993"},
      {R"([2,0,"d",{"d":{"1":"x"}}])", "not the value of a node slot: \"x\""},
      {R"([2,0,"d",{"d":{"1":{"0":"x"}}}])", "the diff of an instance where none is"},
      {R"([2,0,"d",{"d":{"1":["Z"]}}])", "the template Z was never sent"},
      {R"([2,0,"d",{"d":{"1":["N"]}}])", "0 values for the 1 slots of <b>"},
      {R"([2,0,"d",{"d":{"1":["N","x","y"]}}])", "2 values for the 1 slots of <b>"},
      {R"([2,0,"d",{"d":{"1":{"l":"R","k":[[1,"a",null],["1","b",null]]}}}])", "the key 1 is in its list twice"},
      {R"([2,0,"d",{"d":{"1":{"l":"O","k":[[1,"a"],["1","b"]]}}}])", "the key 1 is in its list twice"},
      {R"([2,0,"d",{"d":{"1":{"l":"R","k":[[null,"a",null]]}}}])", "not a key: null"},
      {R"([2,0,"d",{"d":{"1":{"o":[["-",9]]}}}])", "there is no row 9"},
      {R"([2,0,"d",{"d":{"1":{"o":[["+",9,[4,"d",null]]]}}}])", "there is no row 9"},
      {R"([2,0,"d",{"d":{"1":{"o":[["+",null,[3,"d",null]]]}}}])", "the key 3 is in its list twice"},
      {R"([2,0,"d",{"d":{"1":{"o":[[">",null,9]]}}}])", "there is no row 9"},
      {R"([2,0,"d",{"d":{"1":{"o":[[">",2,1,2]]}}}])", "the row 2 is to be moved before itself"},
      {R"([2,0,"d",{"d":{"1":{"o":[["*",1]]}}}])", "not an operation"},
      {R"([2,0,"d",{"d":{"1":{"u":{"9":{"0":"x"}}}}}])", "there is no row 9"},
      {R"([2,0,"d",{"d":{"1":{"o":[["+",null,[4,"d",null]]],"u":{"4":{"0":"x"}}}}}])", "the row 4 is inserted and updated at once"},
      {R"([2,0,"d",{"d":{},"t":{"N":"<b><!--0--></b>"}}])", "the template N was sent twice"},
      {R"([2,0,"d",{"d":{},"t":{"M":"<b><!--1--></b>"}}])", "the template M has no slot 0"},
      {R"([2,0,"d",{"d":{},"t":{"M":"<b><!--0--><!--0--></b>"}}])", "the template M has slot 0 twice"},
      {R"([2,0,"f",{"v":["A","x"]}])", "1 values for the 2 slots"},
      {R"([0,0,"f",{"v":["A","x",null]}])", "it has no number"},
  };
  for (const auto& [frame, expected] : cases) {
    open_rows();
    EXPECT_NE(error(frame).find(expected), std::string::npos) << frame << "\n  " << error(frame);
  }
  open("<b>x</b>");
  EXPECT_EQ(error(R"([1,0,"d",{"d":{}}])"), "frame 1 (d): a diff before any tree");
}

TEST_F(LiveDocumentTest, ASkeletonThatThePageDoesNotShowIsAnError) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"<h2>Rows</h2><ul><!--$--><!--/--></ul>", "the page lacks a <h1>"},
      {"<h1>Rows</h1>", "the page lacks a <ul>"},
      {"<h1>Rows</h1><ul><li>a</li></ul>", "the page lacks a node slot"},
      {"<h1>Rows</h1><ul><!--$--><li>a</li></ul>", "has no end on the page"},
      {"<h1>Rows</h1><ul><!--$--><!--/--></ul>", "the page lacks a <li>"},
      {"<h1>Rows</h1><ul><!--$--><li>a</li><li>b</li><!--/--></ul>", "the page has more in a node slot"},
      {"<h1>Rows</h1><ul><!--$--><li>a<b></b></li><!--/--></ul>", "the page has more in a <li>"},
      {"<h1>Rows</h1><ul><!--$--><li>a</li><!--/--></ul><hr>", "the page has more than the view: <hr>"},
  };
  const std::string frame = R"([1,0,"s",{"v":["A",{"1":{"l":"R","k":[1]}}],)" + std::string(kTemplates) + "}]";
  for (const auto& [served, expected] : cases) {
    open(served);
    const std::string message = error(frame);
    EXPECT_NE(message.find(expected), std::string::npos) << served << "\n  " << message;
  }
  for (const std::string_view skeleton :
       {R"(["A",{"0":1}])", R"(["A",{"7":["N"]}])", R"(["A",{"1":{"r":"x","k":0}}])", R"(["A"])", R"({})"}) {
    open("<h1>Rows</h1><ul><!--$--><li>a</li><!--/--></ul>");
    EXPECT_NE(error(R"([1,0,"s",{"v":)" + std::string(skeleton) + "," + std::string(kTemplates) + "}]"), "no error") << skeleton;
  }
  open("<p title=\"u\">x</p>");
  EXPECT_NE(
      error(R"([1,0,"s",{"v":["A",{"0":{"title":"t"}}],"t":{"A":"<p lv-s=\"* 0\">x</p>"}}])").find("does not show the attribute title"),
      std::string::npos);
}

}  // namespace
}  // namespace golive::testing

#include "model/scene.h"

#include "model/served_markup.h"
#include "protocol/frame_writer.h"
#include "testing/compare.h"
#include "testing/parse.h"

namespace golive::model {

using protocol::FrameKind;
using protocol::FrameWriter;

Scene::Page::Page(std::string_view markup)
    : document(testing::parse_fragment("<div data-live-view=\"page\">" + std::string(markup) + "</div>")),
      live(document, document.root().first_child()) {}

void Scene::whole(const detail::Instance& root, bool skeleton) {
  frame_.clear();
  FrameWriter frame(protocol::native_codec(), frame_, {.seq = ++seq_}, skeleton ? FrameKind::skeleton : FrameKind::full);
  if (skeleton) memory_.write_skeleton(root, sent_, frame.body());
  else memory_.write_full(root, sent_, frame.body());
  frame.templates(sent_).end();
  page_->live.apply(testing::read_frame(frame_));
}

void Scene::open(const detail::Instance& root) { open_with(markup_of(root, Marks::with), root); }

void Scene::open_full(const detail::Instance& root) { open_full_with(markup_of(root, Marks::with), root); }

void Scene::open_with(std::string_view markup, const detail::Instance& root) {
  page_ = std::make_unique<Page>(markup);
  whole(root, true);
}

void Scene::open_full_with(std::string_view markup, const detail::Instance& root) {
  page_ = std::make_unique<Page>(markup);
  whole(root, false);
}

void Scene::resync(const detail::Instance& root) { whole(root, false); }

diff::Outcome Scene::show(const detail::Instance& root) {
  frame_.clear();
  FrameWriter frame(protocol::native_codec(), frame_, {.seq = seq_ + 1}, FrameKind::diff);
  const std::size_t body = frame_.size();
  const diff::Outcome outcome = memory_.write_diff(root, sent_, frame.body());
  if (outcome == diff::Outcome::unchanged || outcome == diff::Outcome::again) {
    if (frame_.size() != body) throw std::logic_error("an outcome without a change wrote something");
    frame_.clear();
    return outcome;
  }
  if (outcome == diff::Outcome::full) frame.full();
  frame.templates(sent_).end();
  ++seq_;
  page_->live.apply(testing::read_frame(frame_));
  return outcome;
}

std::string Scene::difference(const detail::Instance& root) const { return difference(markup_of(root, Marks::without)); }

std::string Scene::difference(std::string_view markup) const {
  const testing::Document fresh = testing::parse_fragment(markup, "div");
  const auto found = testing::compare(page_->live.root(), fresh.root());
  return found ? found->text() : "";
}

}  // namespace golive::model

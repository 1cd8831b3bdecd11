#include "model/scene.h"

#include "model/served_markup.h"
#include "protocol/frame_writer.h"

namespace golive::model {

using protocol::FrameKind;
using protocol::FrameWriter;

void Scene::whole(const detail::Instance& root, bool skeleton) {
  frame_.clear();
  FrameWriter frame(protocol::native_codec(), frame_, {.seq = ++seq_}, skeleton ? FrameKind::skeleton : FrameKind::full);
  if (skeleton) memory_.write_skeleton(root, sent_, frame.body());
  else memory_.write_full(root, sent_, frame.body());
  frame.templates(sent_).end();
  client_.receive(frame_);
}

void Scene::open(const detail::Instance& root) { open_with(markup_of(root, Marks::with), root); }

void Scene::open_full(const detail::Instance& root) { open_full_with(markup_of(root, Marks::with), root); }

void Scene::open_with(std::string_view markup, const detail::Instance& root) {
  client_.load(markup);
  whole(root, true);
}

void Scene::open_full_with(std::string_view markup, const detail::Instance& root) {
  client_.load(markup);
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
  client_.receive(frame_);
  return outcome;
}

std::string expected_page(const detail::Instance& root) { return normalized(markup_of(root, Marks::without)); }

}  // namespace golive::model

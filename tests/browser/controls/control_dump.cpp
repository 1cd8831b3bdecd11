// Random forms, what is done to them, and what they hold afterwards, as JSON lines
// {"markup","steps":[{"do","at","value"}],"elements":[...], "forms":[...]}; places count all elements. controls.mjs does the same in a
// browser. Usage: control_dump SEED PAGES
#include <boost/json.hpp>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "testing/event_payload.h"
#include "testing/form_data.h"
#include "testing/parse.h"
#include "testing/possible.h"
#include "testing/selector.h"
#include "testing/validity.h"
#include "unit/testing/random_form.h"

namespace {

namespace json = boost::json;
using namespace golive::testing;

class Case {
 public:
  Case(std::string markup, golive::test::RandomForm& random)
      : markup_(std::move(markup)),
        page_(parse_fragment(markup_, "div")),
        all_(Selector("*").find_all(page_.root())),
        state_(page_.root()),
        random_(random) {
    for (const Node element : all_) places_.emplace(element.id(), places_.size());
  }

  json::object run() {
    json::array steps;
    for (std::size_t i = random_.below(5) + 2; i > 0 && !all_.empty(); --i) {
      const Node element = all_[random_.below(all_.size())];
      if (auto step = act(element); !step.empty()) steps.push_back(std::move(step));
    }
    json::array elements;
    json::array forms;
    for (const Node element : all_) {
      elements.push_back(shown(element));
      if (element.is_html(Tag::form)) forms.push_back(sent(element));
    }
    return {{"markup", markup_}, {"steps", std::move(steps)}, {"elements", std::move(elements)}, {"forms", std::move(forms)}};
  }

 private:
  json::value place(Node node) const { return node ? json::value(places_.at(node.id())) : json::value(nullptr); }
  json::object step(std::string_view what, Node at, json::value value = nullptr) {
    return {{"do", what}, {"at", places_.at(at.id())}, {"value", std::move(value)}};
  }

  json::object act(Node element) {
    const std::string value = random_.value();
    if (can_be_ticked(element)) {
      if (is_disabled(element)) return {};
      state_.set_checked(element, is_input(element, InputType::radio) || !state_.checked(element));
      return step("click", element);
    }
    if (element.is_html(Tag::option)) {
      const bool on = random_.below(2) == 0;
      state_.set_selected(element, on);
      return step("pick", element, on);
    }
    if (element.is_html(Tag::form)) {
      if (random_.below(4) != 0) return {};
      state_.reset(element);
      return step("reset", element);
    }
    if (is_text_field(element) && !is_input(element, InputType::number) && !is_input(element, InputType::email) && !why_not_fill(element) &&
        !value.empty()) {
      state_.type_text(element, value);
      return step("type", element, json::string(value));
    }
    if (!is_control(element) || (element.is_html(Tag::input) && input_type(element) > InputType::color)) return {};
    if (is_input(element, InputType::hidden)) return {};
    state_.set_value(element, value);
    return step("set", element, json::string(value));
  }

  std::string flags(Node control) const {
    const Validity v = validity(state_, control);
    std::string out;
    const auto add = [&](bool on, const char* name) { out += on ? std::string(name) + ' ' : std::string(); };
    add(v.value_missing, "valueMissing");
    add(v.type_mismatch, "typeMismatch");
    add(v.pattern_mismatch, "patternMismatch");
    add(v.range_underflow, "rangeUnderflow");
    add(v.range_overflow, "rangeOverflow");
    add(v.step_mismatch, "stepMismatch");
    add(v.bad_input, "badInput");
    return out;
  }

  json::object shown(Node element) const {
    json::object out{{"visible", !why_not_visible(element)}, {"disabled", is_disabled(element)}, {"focus", is_focusable(element)}};
    if (is_named(element, "label")) out["control"] = place(label_control(element));
    if (is_listed(element)) out["form"] = place(form_owner(element));
    if (is_control(element) || element.is_html(Tag::button)) {
      out["value"] = state_.value(element);
      out["will"] = will_validate(element);
      if (will_validate(element)) out["flags"] = flags(element);
    }
    if (element.is_html(Tag::input)) out["checked"] = state_.checked(element);
    if (element.is_html(Tag::option)) out["selected"] = state_.selected(element);
    return out;
  }

  json::object one_sent(Node form, Node submitter, Node target) const {
    json::array entries;
    for (const FormEntry& entry : form_data(state_, form, submitter)) entries.push_back(json::array{entry.name, entry.value});
    return {{"submitter", place(submitter)},
            {"target", place(target)},
            {"entries", std::move(entries)},
            {"payload", json::serialize(form_payload(state_, form, submitter, target))}};
  }
  json::object sent(Node form) const {
    json::array all{one_sent(form, {}, {})};
    json::array controls;
    for (const Node element : owned_elements(form)) {
      if (is_submit_button(element)) all.push_back(one_sent(form, element, {}));
      if (!is_control(element)) continue;
      all.push_back(one_sent(form, {}, element));
      controls.push_back(json::array{place(element), json::serialize(control_payload(state_, element))});
    }
    return {{"at", place(form)}, {"sent", std::move(all)}, {"controls", std::move(controls)}};
  }

  std::string markup_;
  Document page_;
  std::vector<Node> all_;
  ControlState state_;
  golive::test::RandomForm& random_;
  std::map<NodeId, std::size_t> places_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  golive::test::RandomForm random(std::strtoull(argv[1], nullptr, 10));
  for (int i = std::atoi(argv[2]); i > 0; --i) std::printf("%s\n", json::serialize(Case(random.page(), random).run()).c_str());
}

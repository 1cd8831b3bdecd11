#include "testing/chromium_page.h"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>

#include "golive/testing/failure.h"
#include "testing/compare.h"
#include "testing/control_markup.h"
#include "testing/document_editor.h"
#include "testing/excerpt.h"
#include "testing/page_check.h"
#include "testing/parse.h"
#include "testing/pressed_key.h"
#include "testing/selector.h"

namespace golive::testing {
namespace {

constexpr std::string_view kOwn = "golive-";
constexpr std::string_view kTesting = "window[Symbol.for('golive.testing')]";

std::string json_text(std::string_view text) { return boost::json::serialize(boost::json::string_view(text.data(), text.size())); }

// What a person cannot do, and what the browser complains of, is a failure like any other.
template <class Work>
auto in_browser(Work&& work) {
  try {
    return work();
  } catch (const BrowserError& error) {
    throw Failure(error.what());
  } catch (const std::invalid_argument& error) {
    throw Failure(error.what());
  }
}

}  // namespace

// Control state and numbers come as attributes, which are no part of the page and are taken out.
ChromiumPage::Seen::Seen(std::string_view snapshot) : document(parse_document(snapshot)), controls(document.root()) {
  DocumentEditor editor(document);
  for (Node node = document.root(); node; node = node.after(document.root())) {
    if (!node.is_element()) continue;
    if (index.size() <= node.id()) index.resize(node.id() + 1);
    index[node.id()] = index_in_browser(node);
    if (const auto value = node.attribute("golive-value"); value && is_control(node) && !is_named(node, "select"))
      controls.set_value(node, *value);
    if (is_input(node, InputType::checkbox) || is_input(node, InputType::radio))
      controls.set_checked(node, node.attribute("golive-checked").has_value());
    if (is_named(node, "option") && node.attribute("golive-selected")) controls.set_selected(node, true);
    if (node.attribute("golive-focused")) controls.set_focused(node);
    std::vector<std::string> own;
    for (const Attribute& attribute : node.attributes())
      if (attribute.name.starts_with(kOwn)) own.emplace_back(attribute.name);
    for (const std::string& name : own) editor.remove_attribute(node, name);
  }
}

ChromiumPage::ChromiumPage(std::shared_ptr<World> world, const PageOptions& options) : world_(std::move(world)), options_(options) {
  in_browser([&] {
    tab_ = std::make_unique<BrowserTab>(TabOptions{.pump = {.run = [this] { world_->run(); }}});
    boost::json::object headers;
    for (const auto& [name, value] : options.headers) headers[name] = value;
    if (!headers.empty()) {
      tab_->browser().call(tab_->session(), "Network.enable", {}, {});
      tab_->browser().call(tab_->session(), "Network.setExtraHTTPHeaders", {{"headers", headers}}, {});
    }
  });
}

ChromiumPage::~ChromiumPage() = default;

void ChromiumPage::settle() {
  tab_->settle();
  take_news();
  url_ = tab_->url();
  const std::string site = "http://127.0.0.1:" + std::to_string(world_->server().port());
  if (url_.starts_with(site)) url_.erase(0, site.size());
  if (const std::size_t fragment = url_.find('#'); fragment != std::string::npos) url_.resize(fragment);
}

void ChromiumPage::take_news() {
  const boost::json::value news = tab_->evaluate(std::string(kTesting) + ".news()");
  for (const auto& event : news.at("events").as_array())
    events.push_back({std::string(event.at(0).as_string()), std::string(event.at(1).as_string())});
  for (const auto& url : news.at("redirects").as_array()) redirects.push_back({std::string(url.as_string())});
}

Look ChromiumPage::look() {
  return in_browser([&]() -> Look {
    settle();
    seen_.emplace(tab_->snapshot());
    check();
    return {seen_->document, seen_->controls};
  });
}

void ChromiumPage::check() {
  if (const auto wrong = duplicate_id(seen_->document.root())) throw Failure(*wrong);
  for (const PageComplaint& complaint : tab_->take_complaints())
    if (complaint.kind == PageComplaint::Kind::exception) throw Failure("a script of the page threw: " + complaint.text);
  if (!tab_->injected().empty()) throw Failure("a script that came as text has run: " + tab_->injected().front());
  static const Selector roots("[data-live-view]");
  for (const Node root : roots.find_all(seen_->document.root())) {
    std::string markup;
    if (!world_->server().render(root.attribute("id").value_or(""), markup)) continue;
    const Document fresh = parse_fragment(markup, root.name());
    if (const auto difference = compare(root, fresh.root())) throw Failure(difference->text());
  }
}

void ChromiumPage::perform(Verb verb, Node target, std::string_view value) {
  in_browser([&] {
    const ElementIndex index = index_of(target);
    switch (verb) {
      case Verb::click:
        tab_->click(index);
        break;
      case Verb::fill:
      case Verb::input:
        tab_->fill(index, value);
        break;
      case Verb::change:
        change(target, value);
        break;
      case Verb::submit:
        submit(target);
        break;
      case Verb::key:
        tab_->focus(index);
        tab_->press(pressed_key(value).stroke());
        break;
      case Verb::focus:
        tab_->focus(index);
        break;
      case Verb::blur:
        tab_->blur(index);
        break;
    }
    settle();
  });
}

void ChromiumPage::change(Node control, std::string_view value) {
  const ElementIndex index = index_of(control);
  if (is_named(control, "select")) {
    const std::string option(value);
    return tab_->select(index, {&option, 1});
  }
  if (is_input(control, InputType::checkbox) || is_input(control, InputType::radio)) return tab_->check(index, value != "off");
  tab_->fill(index, value);
  tab_->blur(index);
}

// As a person does: by its first button, or by Enter in a field if it has none.
void ChromiumPage::submit(Node form) {
  for (const Node element : owned_elements(form))
    if (is_submit_button(element)) return tab_->click(index_of(element));
  for (const Node element : owned_elements(form)) {
    if (!is_text_field(element) || is_named(element, "textarea")) continue;
    tab_->focus(index_of(element));
    return tab_->press({.key = "Enter"});
  }
  throw Failure("nothing submits it: " + excerpt(form));
}

std::string ChromiumPage::push_event(std::optional<Node>, std::string_view event, std::string_view payload) {
  return in_browser([&] {
    const boost::json::value returned =
        tab_->evaluate("liveView.pushEvent(" + json_text(event) + "," + std::string(payload) + ").then((value) => value ?? null)");
    settle();
    return boost::json::serialize(returned);
  });
}

void ChromiumPage::accept_dialogs(bool accept) {
  in_browser([&] { tab_->answer_dialogs(accept); });
}

void ChromiumPage::load(std::string_view url) {
  in_browser([&] {
    const bool is_path = url.starts_with('/');
    tab_->navigate((is_path ? "http://127.0.0.1:" + std::to_string(world_->server().port()) : std::string()) + std::string(url));
    status_ =
        static_cast<int>(tab_->evaluate("performance.getEntriesByType('navigation')[0]?.responseStatus ?? 0").to_number<std::int64_t>());
    settle();
  });
}

void ChromiumPage::advance(Duration time) {
  world_->advance(time.count());
  look();
}

Duration ChromiumPage::advance_to_next(Duration limit) { return Duration(world_->advance_to_next(limit.count())); }

void ChromiumPage::disconnect() {
  in_browser([&] { tab_->offline(true); });
}

void ChromiumPage::reconnect() {
  in_browser([&] { tab_->offline(false); });
  look();
}

std::shared_ptr<PageDriver> ChromiumPage::new_tab(std::string_view url) {
  auto tab = std::make_shared<ChromiumPage>(world_, options_);
  tab->load(url);
  return tab;
}

}  // namespace golive::testing

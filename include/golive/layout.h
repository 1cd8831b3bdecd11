#pragma once
// The document round a live view: title, head, and what stands about the view in the body.
//
//     app.layout([](const PageInfo& page) -> Layout {
//       return {.lang = "de",
//               .title = std::string(page.title) + " - Shop",
//               .head = HTML(R"(<meta name="description" content="Everything"><link rel="icon" href="/icon.png">)"),
//               .body = HTML(R"(<header>Shop</header><main>{view}</main>)", arg("view", page.view))};
//     });
//
// For an app, a group (group.layout) or one page (RouteOptions::layout); the nearest counts. A layout that takes the page alone is made
// once, at the start. One that takes the request as well is made for each: [](const PageInfo& page, const Request& request) -> Layout. What
// a layout shows does not change while the page is open: what changes belongs into the view.
//
// The Content-Security-Policy of pages lets in scripts and styles of this site only. An inline one needs the nonce of its response, which
// layouts with a request have: raw(TrustedHtml("<script nonce=\"" + std::string(page.nonce) + "\">...</script>")).
//
// Errors: a body that does not show page.view exactly once throws Error GL0528: at the start, or as the error page.
// Threads: on any loop, several at a time; must not block.
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "golive/html.h"
#include "golive/http.h"

namespace golive {

struct PageInfo {
  std::string_view title;       // of the route: RouteOptions::title, or the component's name
  std::string_view path;        // the route's, as it was written: "/orders/{id}"
  std::string_view nonce = {};  // of the response's policy; empty for layouts without a request
  Html view = {};               // stands for the view
};

struct Layout {
  std::string lang = "en";
  std::string title = {};  // text of <title>; the page's own if empty
  Html head = {};          // into <head>, after charset, viewport and title, before the style sheet of the route
  Html body = {};          // with PageInfo::view in it; if empty, the view alone
};

// Layout(const PageInfo&) or Layout(const PageInfo&, const Request&), from any callable; copies share it.
class LayoutHandler {
 public:
  template <class Make>
  requires(!std::is_same_v<Make, LayoutHandler> && (std::is_invocable_r_v<Layout, const Make&, const PageInfo&> ||
                                                    std::is_invocable_r_v<Layout, const Make&, const PageInfo&, const Request&>))
      LayoutHandler(Make make)
      : model_(std::make_shared<Model<Make>>(std::move(make))), per_request_(!kOnce<Make>) {}

  bool per_request() const noexcept { return per_request_; }
  // `request` is nullptr for a layout that is made once.
  Layout operator()(const PageInfo& page, const Request* request) const { return model_->make(page, request); }

 private:
  template <class Make>
  static constexpr bool kOnce = std::is_invocable_r_v<Layout, const Make&, const PageInfo&>;
  struct Concept {
    virtual ~Concept() = default;
    virtual Layout make(const PageInfo& page, const Request* request) const = 0;
  };
  template <class Make>
  struct Model final : Concept {
    explicit Model(Make of) : call(std::move(of)) {}
    Layout make(const PageInfo& page, [[maybe_unused]] const Request* request) const override {
      if constexpr (kOnce<Make>) return call(page);
      else return call(page, *request);
    }
    Make call;
  };
  std::shared_ptr<const Concept> model_;
  bool per_request_;
};

}  // namespace golive

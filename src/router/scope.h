#pragma once
// A tree of scopes: the app, and the groups in it. Each has a path, the middleware added to it, and what answers errors there.
//
//     Scope app;
//     Scope& admin = *app.add_group("/admin");
//     admin.use(deny);
//     app.groups_below("/admin/nothing", found);   // found: {&admin}
//
// Threads: filled before the server runs, then read from any.
#include <deque>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "golive/http.h"
#include "golive/layout.h"
#include "golive/middleware.h"
#include "router/pattern.h"

namespace golive::router {

class Scope {
 public:
  Scope() : line_{this} {}
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;

  // The error is a sentence for whoever wrote the group. The group lives as long as this.
  std::expected<Scope*, std::string> add_group(std::string_view path);
  void use(Middleware middleware) { middleware_.push_back(std::move(middleware)); }
  void not_found(RequestHandler handler) { not_found_ = std::move(handler); }
  void on_error(ErrorHandler handler) { on_error_ = std::move(handler); }
  void layout(LayoutHandler handler) { layout_ = std::move(handler); }
  // Nothing if none was set here.
  const std::optional<RequestHandler>& not_found() const noexcept { return not_found_; }
  const std::optional<ErrorHandler>& on_error() const noexcept { return on_error_; }
  const std::optional<LayoutHandler>& layout() const noexcept { return layout_; }

  // The path of a route added here: "/" is the scope's own path.
  std::string path_of(std::string_view path) const;
  std::span<const Middleware> middleware() const noexcept { return middleware_; }
  // From the app to this, the app first.
  std::span<const Scope* const> line() const noexcept { return line_; }
  // Appends the groups inside this one whose path begins `path` (as sent, percent-encoded), outer ones first.
  void groups_below(std::string_view path, std::vector<const Scope*>& found) const;

 private:
  bool holds(std::string_view path) const;

  std::string path_;  // from the app's root; "" for the app
  std::vector<Segment> segments_;
  std::vector<Middleware> middleware_;
  std::optional<RequestHandler> not_found_;
  std::optional<ErrorHandler> on_error_;
  std::optional<LayoutHandler> layout_;
  std::vector<const Scope*> line_;
  std::deque<Scope> groups_;
};

}  // namespace golive::router

#pragma once
// What an app serves: its routes and embedded files. Filled before the app runs, read by all loops after.
#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/document.h"
#include "golive/app.h"
#include "http/directory.h"
#include "http/static_file.h"
#include "live/route.h"
#include "router/router.h"
#include "router/scope.h"

namespace golive {

class Site final {
 public:
  Site();

  // Throws Error GL0501 for a pattern that is none or that another route has taken.
  void add_live(router::Scope& scope, std::string_view path, const detail::ComponentType& type, detail::ComponentFactory factory,
                RouteOptions options);
  void add_plain(router::Scope& scope, router::RouteKind kind, std::string_view path, RequestHandler handler);

  // Throws Error GL0511 for a directory that cannot be opened, or a path that is none.
  void add_files(router::Scope& scope, std::string_view path, const std::string& directory, FilesOptions options);

  // The app's own scope; groups are in it.
  router::Scope& scope() noexcept { return scope_; }
  const router::Scope& scope() const noexcept { return scope_; }
  router::Match match(std::string_view method, std::string_view raw_path) const { return router_.match(method, raw_path); }

  // Makes the documents that no request is needed for. Before the app serves, when all is added. Throws what layouts throw, GL0528, and
  // GL0308. `sealed_events`: of routes that do not say.
  void prepare(bool sealed_events);
  // For a route without page_head.
  Document document_for(const live::LiveRoute& route, const Request& request, std::string_view nonce) const;
  // Whether a live route answers this path.
  bool has_page(std::string_view raw_path) const;
  // The page that a socket at `raw_path` is for: that path, or what stands before the "/websocket" that clients of Phoenix append to it.
  std::string_view page_of_socket(std::string_view raw_path) const;
  const live::LiveRoute& live_route(std::size_t index) const { return live_routes_[index]; }
  const RequestHandler& handler(std::size_t index) const { return handlers_[index]; }
  const http::StaticFiles& files() const noexcept { return files_; }
  // The answer of the directory that a path is below, and where that was added; nothing if there is no such file.
  struct Found {
    http::Response response;
    const router::Scope& scope;
  };
  std::optional<Found> directory_file(const http::Request& request) const;

 private:
  void add_route(router::Scope& scope, router::RouteKind kind, std::string_view path, std::size_t index);
  struct PageSource {
    const router::Scope* scope;
    std::optional<LayoutHandler> layout;
    std::optional<bool> sealed_events;
    DocumentSource document;
  };
  const LayoutHandler* layout_of(const PageSource& source) const;
  std::string_view add_style_sheet(std::string css);

  router::Scope scope_;
  router::Router router_;
  std::deque<live::LiveRoute> live_routes_;
  std::vector<PageSource> page_sources_;  // by LiveRoute::index
  std::vector<RequestHandler> handlers_;
  struct StyleSheet {
    std::string path;
    std::string css;
  };
  std::deque<StyleSheet> style_sheets_;  // a deque: files_ holds views of the strings
  http::StaticFiles files_;
  struct Mounted {
    std::string path;  // with a slash at its end
    http::Directory directory;
    const router::Scope* scope;
  };
  std::vector<Mounted> directories_;  // longer paths first
};

// Adds the path's parameters to those of the query.
void add_path_params(const router::Match& match, Params& params);

}  // namespace golive

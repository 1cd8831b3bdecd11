#include <utility>

#include "app/site.h"
#include "golive/error.h"
#include "golive/routes.h"

namespace golive::detail {

void RouteAdder::live(std::string_view path, const ComponentType& type, ComponentFactory factory, RouteOptions options) {
  site_->add_live(*scope_, path, type, std::move(factory), std::move(options));
}

void RouteAdder::plain(Verb verb, std::string_view path, RequestHandler handler) {
  using router::RouteKind;
  constexpr RouteKind kKinds[] = {RouteKind::get, RouteKind::post, RouteKind::put, RouteKind::patch, RouteKind::del, RouteKind::any};
  site_->add_plain(*scope_, kKinds[static_cast<std::size_t>(verb)], path, std::move(handler));
}

void RouteAdder::files(std::string_view path, const std::string& directory, FilesOptions options) {
  site_->add_files(*scope_, path, directory, std::move(options));
}

void RouteAdder::not_found(RequestHandler handler) { scope_->not_found(std::move(handler)); }
void RouteAdder::on_error(ErrorHandler handler) { scope_->on_error(std::move(handler)); }

void RouteAdder::layout(LayoutHandler handler) { scope_->layout(std::move(handler)); }

void RouteAdder::use(Middleware middleware) { scope_->use(std::move(middleware)); }

RouteAdder RouteAdder::group(std::string_view path) {
  auto added = scope_->add_group(path);
  if (!added) throw Error::of("GL0522", {path, added.error()});
  return {*site_, **added};
}

}  // namespace golive::detail

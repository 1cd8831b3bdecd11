#pragma once
// What an app answers: live pages, plain routes, groups of them, and the middleware round them.
//
//     app.use(Timing{})
//         .live<Home>("/")
//         .get("/health", [](const Request&) { return Response::text("OK"); })
//         .group("/admin", [](Group& admin) {
//           admin.use([](Request& request) -> std::optional<Response> { ... });   // denies or lets through
//           admin.live<Dashboard>("/");                                          // the page /admin
//           admin.live<User>("/users/{id}");
//           admin.group("/logs", [](Group& logs) { ... });
//         });
//
// A path's segments are literal, {name} (exactly one segment, not empty) or, last, {name...} (the rest of the path, possibly empty).
// Literal segments are tried before {name}, and {name} before {name...}. A trailing slash makes another path.
//
// Middleware of a group runs for all that was added in it, and for everything else below its path: routes and files added outside of any
// group or in a group round it, and paths without a route. So a deny in a group holds for whatever is below. A group without a path ("")
// runs its middleware for what was added in it only.
//
// Errors: a path that is none, or that another route has taken, throws Error GL0501 or GL0522 and names it.
// Threads: before the app starts, on one thread.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "golive/component.h"
#include "golive/detail/api.h"
#include "golive/duration.h"
#include "golive/files.h"
#include "golive/http.h"
#include "golive/layout.h"
#include "golive/middleware.h"
#include "golive/route.h"
#include "golive/state.h"

namespace golive {

class Site;
namespace router {
class Scope;
}

struct RouteOptions {
  // Text of <title>; the component's name if empty.
  std::string title = {};
  // A style sheet for the page, served at a fingerprinted URL.
  std::string css = {};
  // The document round this page, in place of the group's or the app's.
  std::optional<LayoutHandler> layout = {};
  // The view's callbacks may block: they run on a worker thread, still one at a time.
  bool blocking = false;
  // Every event of the page carries a tag, so that only what its view has rendered can be sent (golive/handler.h, docs/security.md). Names
  // carry none: lv-click="name" and pushEvent are refused there, and a component with handle_event is Error GL0308 at the start. Empty: as
  // Config::sealed_events says.
  std::optional<bool> sealed_events = {};
  // Whether the path's parameters are such that there is a page; else 404. Set by route constants; from any thread.
  bool (*accepts)(const Params& params) = nullptr;
  // A callback that takes longer is reported in the log (GL0412).
  Duration time_budget = std::chrono::milliseconds{100};
};

namespace detail {

enum class Verb : std::uint8_t { get, post, put, patch, del, any };

// Puts routes into a site, under one scope: the app itself, or one of its groups.
class GOLIVE_API RouteAdder {
 public:
  RouteAdder(Site& site, router::Scope& scope) noexcept : site_(&site), scope_(&scope) {}

  void live(std::string_view path, const ComponentType& type, ComponentFactory factory, RouteOptions options);
  void plain(Verb verb, std::string_view path, RequestHandler handler);
  void files(std::string_view path, const std::string& directory, FilesOptions options);
  void not_found(RequestHandler handler);
  void on_error(ErrorHandler handler);
  void layout(LayoutHandler handler);
  void use(Middleware middleware);
  RouteAdder group(std::string_view path);

 private:
  Site* site_;
  router::Scope* scope_;
};

}  // namespace detail

namespace detail {

// Defined in golive/panel.h, which is to be included where app.panel() is called; its name is what the compiler says where it is not.
template <class Value>
struct IncludePanelH;

}  // namespace detail

class Group;

// The calls of App and Group, each returning the object it was called on.
template <class Self>
class Routes {
 public:
  // A live page: every browser that opens `path` gets its own C.
  template <class C>
  Self& live(std::string_view path, RouteOptions options = {}) {
    return live(
        path, [] { return C{}; }, std::move(options));
  }

  // The same, made by a factory, which may run on any loop: app.live("/orders", [&db] { return Orders{db}; })
  template <class Factory>
  requires std::is_invocable_v<Factory&> Self& live(std::string_view path, Factory factory, RouteOptions options = {}) {
    using C = std::remove_cvref_t<std::invoke_result_t<Factory&>>;
    detail::check_survival<C>();
    adder_.live(path, detail::component_type<C>(), detail::ComponentFactory::of<C>(std::move(factory)), std::move(options));
    return self();
  }

  // The same for route constants (golive/route.h): a page, or a plain route. A path whose parameters are not of their types is 404.
  template <class C, detail::FixedString Pattern, class... Args>
  Self& live(const RouteConstant<Pattern, Args...>& constant, RouteOptions options = {}) {
    options.accepts = &accepts<Pattern, Args...>;
    return live<C>(constant.pattern(), std::move(options));
  }
  template <detail::FixedString Pattern, class... Args, class Factory>
  requires std::is_invocable_v<Factory&> Self& live(const RouteConstant<Pattern, Args...>& constant, Factory factory,
                                                    RouteOptions options = {}) {
    options.accepts = &accepts<Pattern, Args...>;
    return live(constant.pattern(), std::move(factory), std::move(options));
  }

  // A live page of a struct, made from its fields: golive/panel.h, which must be included.
  template <class Value>
  Self& panel(std::string_view path, Value& value) {
    return panel(path, value, [](auto&) {});
  }
  template <class Value, class Configure>
  Self& panel(std::string_view path, Value& value, Configure configure) {
    detail::IncludePanelH<Value>::add(adder_, path, value, configure);
    return self();
  }

  // Plain routes. The handler runs on the loop that took the request; an exception answers 500, an HttpError its own status. get() answers
  // HEAD too, any() every method that has no route of its own there. OPTIONS is answered with what is allowed, other methods with 405.
  Self& get(std::string_view path, RequestHandler handler) { return plain(detail::Verb::get, path, std::move(handler)); }
  template <detail::FixedString Pattern, class... Args>
  Self& get(const RouteConstant<Pattern, Args...>& constant, RequestHandler handler) {
    return get(constant.pattern(), typed(constant, std::move(handler)));
  }
  Self& post(std::string_view path, RequestHandler handler) { return plain(detail::Verb::post, path, std::move(handler)); }
  template <detail::FixedString Pattern, class... Args>
  Self& post(const RouteConstant<Pattern, Args...>& constant, RequestHandler handler) {
    return post(constant.pattern(), typed(constant, std::move(handler)));
  }
  Self& put(std::string_view path, RequestHandler handler) { return plain(detail::Verb::put, path, std::move(handler)); }
  template <detail::FixedString Pattern, class... Args>
  Self& put(const RouteConstant<Pattern, Args...>& constant, RequestHandler handler) {
    return put(constant.pattern(), typed(constant, std::move(handler)));
  }
  Self& patch(std::string_view path, RequestHandler handler) { return plain(detail::Verb::patch, path, std::move(handler)); }
  template <detail::FixedString Pattern, class... Args>
  Self& patch(const RouteConstant<Pattern, Args...>& constant, RequestHandler handler) {
    return patch(constant.pattern(), typed(constant, std::move(handler)));
  }
  Self& del(std::string_view path, RequestHandler handler) { return plain(detail::Verb::del, path, std::move(handler)); }
  template <detail::FixedString Pattern, class... Args>
  Self& del(const RouteConstant<Pattern, Args...>& constant, RequestHandler handler) {
    return del(constant.pattern(), typed(constant, std::move(handler)));
  }
  Self& any(std::string_view path, RequestHandler handler) { return plain(detail::Verb::any, path, std::move(handler)); }
  template <detail::FixedString Pattern, class... Args>
  Self& any(const RouteConstant<Pattern, Args...>& constant, RequestHandler handler) {
    return any(constant.pattern(), typed(constant, std::move(handler)));
  }

  // What is answered where there is no route, with status 404 unless the handler sets another; also to HttpError{404}. A group's own
  // handlers come before those round it.
  Self& not_found(RequestHandler handler) { return adder_.not_found(std::move(handler)), self(); }
  // What is answered with any other error: 405, 500 after an exception, what HttpError says, what the framework refuses; and 404 without
  // not_found(). `Response(const Request&, int status)`; the status of the answer is `status` unless it sets another. Without it the answer
  // is a line of text; in development (Config::development) it shows what was thrown.
  Self& on_error(ErrorHandler handler) { return adder_.on_error(std::move(handler)), self(); }

  // The files below `directory`, at the paths below `path`; where a route answers, it goes first. golive/files.h.
  Self& files(std::string_view path, const std::string& directory, FilesOptions options = {}) {
    return adder_.files(path, directory, std::move(options)), self();
  }

  // The document round the pages added here, and in groups below that have no layout of their own (golive/layout.h).
  Self& layout(LayoutHandler handler) { return adder_.layout(std::move(handler)), self(); }

  // Adds middleware (golive/middleware.h), also for what was added before.
  Self& use(Middleware middleware) { return adder_.use(std::move(middleware)), self(); }

  // Routes below `path`, added by `add`, which is called at once. Groups may be nested.
  template <class Add>
  requires std::is_invocable_v<Add&, Group&> Self& group(std::string_view path, Add add);

 protected:
  explicit Routes(detail::RouteAdder adder) noexcept : adder_(adder) {}
  ~Routes() = default;
  Routes(const Routes&) = default;
  Routes& operator=(const Routes&) = default;

 private:
  template <detail::FixedString Pattern, class... Args>
  static bool accepts(const Params& params) {
    return RouteConstant<Pattern, Args...>{}.try_params(params).has_value();
  }
  Self& self() noexcept { return static_cast<Self&>(*this); }
  template <class Constant>
  static RequestHandler typed(const Constant& constant, RequestHandler handler) {
    const bool without_csrf = handler.is_without_csrf();
    RequestHandler checked = [constant, handler = std::move(handler)](const Request& request) {
      if (!constant.try_params(request.params)) throw HttpError(404);
      return handler(request);
    };
    if (without_csrf) checked.set_without_csrf();
    return checked;
  }
  Self& plain(detail::Verb verb, std::string_view path, RequestHandler handler) {
    return adder_.plain(verb, path, std::move(handler)), self();
  }
  detail::RouteAdder adder_;
};

// A part of the app below one path; see App::group. Must not be kept.
class Group : public Routes<Group> {
 public:
  explicit Group(detail::RouteAdder adder) noexcept : Routes(adder) {}
  Group(const Group&) = delete;
  Group& operator=(const Group&) = delete;
};

template <class Self>
template <class Add>
requires std::is_invocable_v<Add&, Group&> Self& Routes<Self>::group(std::string_view path, Add add) {
  Group group(adder_.group(path));
  add(group);
  return self();
}

}  // namespace golive

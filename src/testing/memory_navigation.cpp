// How a tab in memory comes from one document to the next: links, forms, redirects.
#include <algorithm>

#include "golive/testing/failure.h"
#include "testing/form_data.h"
#include "testing/letter_case.h"
#include "testing/memory_page.h"
#include "testing/site_url.h"

namespace golive::testing {
namespace {

constexpr int kMostRedirects = 20;

// A browser stays where it is: there is nothing to show, or a file to be kept.
bool shows_nothing(const HttpAnswer& answer) {
  return answer.status == 204 || answer.status == 205 || lower(answer.header("Content-Disposition")).starts_with("attachment");
}

// 7.11 of the HTML Standard: a text is shown as it stands.
std::string markup_of(const HttpAnswer& answer) {
  const std::string type = lower(answer.header("Content-Type"));
  const bool is_text = type.starts_with("text/") || type.starts_with("application/json");
  if (!is_text || type.starts_with("text/html") || type.starts_with("text/xml")) return answer.body;
  std::string markup = "<pre style=\"word-wrap: break-word; white-space: pre-wrap;\">\n";
  for (const char c : answer.body) {
    if (c == '&') markup += "&amp;";
    else if (c == '<') markup += "&lt;";
    else markup += c;
  }
  return markup + "</pre>";
}

// What a form with method="post" sends.
HttpRequest post_of(const Submission& form, std::string target) {
  HttpRequest request{.method = "POST", .target = std::move(target), .headers = {{"Origin", "http://localhost"}}};
  std::string type = form.enctype;
  if (form.enctype == "multipart/form-data") {
    std::string boundary = "----WebKitFormBoundaryGoliveKitTesting";
    for (request.body = multipart(form.fields, {}); request.body.contains(boundary);) boundary += '0';
    request.body = multipart(form.fields, boundary);
    type += "; boundary=" + boundary;
  } else {
    request.body = form.enctype == "text/plain" ? plain_text(form.fields) : urlencoded(form.fields);
  }
  request.headers.emplace_back("Content-Type", std::move(type));
  return request;
}

void add(HttpRequest& request, std::optional<std::pair<std::string, std::string>> header) {
  if (header) request.headers.push_back(std::move(*header));
}

// mailto:, tel:, javascript: ...
bool is_for_a_program(std::string_view url) {
  const std::string scheme = lower(url.substr(0, url.find_first_of(":/?#")));
  return url.size() > scheme.size() && url[scheme.size()] == ':' && scheme != "http" && scheme != "https" && scheme != "about";
}

bool is_redirect(int status) { return status == 301 || status == 302 || status == 303 || status == 307 || status == 308; }

}  // namespace

bool MemoryPage::leave() {
  if (const auto to = page_->take_redirect()) {
    redirects.push_back({*to});
    go(*to, referrer());
  } else if (const auto link = page_->take_navigation()) {
    if (link->elsewhere) return open_elsewhere(link->href), true;
    if (is_same_document(url_, link->href)) return false;
    go(link->href, referrer());
  } else if (const auto form = page_->take_submission()) {
    submit(*form);
  } else if (page_->take_reload()) {
    request({.target = url_});
  } else {
    return false;
  }
  return true;
}

// 4.10.22.3 of the HTML Standard, for http.
void MemoryPage::submit(const Submission& form) {
  const auto target = resolve(url_, form.action.empty() ? std::string_view(url_) : std::string_view(form.action));
  if (!target) {
    if (!form.elsewhere) go(form.action, {});
    return;
  }
  HttpRequest sent = form.method == "post" ? post_of(form, *target)
                                           : HttpRequest{.target = target->substr(0, target->find('?')) + '?' + urlencoded(form.fields)};
  add(sent, referrer());
  if (form.elsewhere) ask_elsewhere(std::move(sent));
  else request(std::move(sent));
}

void MemoryPage::go(std::string_view url, std::optional<Header> referrer) {
  auto target = resolve(url_, url);
  if (!target) return is_for_a_program(url) ? void() : go_away(url);
  HttpRequest sent{.target = std::move(*target)};
  add(sent, std::move(referrer));
  request(std::move(sent));
}

void MemoryPage::go_away(std::string_view url) {
  page_.reset();
  url_ = std::string(url);
  status_ = 0;
  headers_.clear();
}

// Another tab, which nobody looks at: all that is seen of it is what the server makes of the request.
void MemoryPage::open_elsewhere(std::string_view url) {
  auto target = resolve(url_, url);
  if (!target) return;
  HttpRequest sent{.target = std::move(*target)};
  add(sent, referrer());
  ask_elsewhere(std::move(sent));
}

void MemoryPage::ask_elsewhere(HttpRequest request) {
  if (online_) ask(request);
}

// As the Referrer-Policy of the page allows it.
std::optional<MemoryPage::Header> MemoryPage::referrer() const {
  if (referrer_policy_ == "no-referrer") return std::nullopt;
  return Header{"Referer", "http://localhost" + (referrer_policy_.ends_with("origin") && referrer_policy_ != "same-origin" ? "/" : url_)};
}

// The answer at the end of redirects, and `request` as it was at last. None: they lead away from the site, to `request.target`.
std::optional<HttpAnswer> MemoryPage::ask(HttpRequest& request) {
  for (int turns = 0; turns <= kMostRedirects; ++turns) {
    HttpAnswer answer = visitor_->ask(request);
    if (!is_redirect(answer.status)) return answer;
    const std::string_view location = answer.header("Location");
    if (answer.status != 307 && answer.status != 308) {
      request.method = "GET";
      request.body.clear();
      std::erase_if(request.headers, [](const Header& header) { return header.first != "Referer"; });
    }
    auto target = resolve(request.target, location);
    request.target = target ? std::move(*target) : std::string(location);
    if (!target) return std::nullopt;
  }
  throw Failure("redirected without end, at last to " + request.target);
}

void MemoryPage::request(HttpRequest request) {
  if (!online_) throw Failure("there is no network to load " + request.target);
  const auto answer = ask(request);
  if (!answer) return go_away(request.target);
  if (shows_nothing(*answer)) return;
  page_.reset();
  url_ = request.target.ends_with('?') ? request.target.substr(0, request.target.size() - 1) : request.target;  // as location.search has it
  status_ = answer->status;
  headers_ = answer->headers;
  referrer_policy_ = answer->header("Referrer-Policy");
  page_ = std::make_unique<LoadedPage>(visitor_, url_, markup_of(*answer), weather_, reloads_, connect_params_);
  page_->accept_dialogs(accepts_dialogs_);
  if (hidden_) page_->set_hidden(true);
}

}  // namespace golive::testing

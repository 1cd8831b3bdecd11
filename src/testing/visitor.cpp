#include "testing/visitor.h"

#include <algorithm>

#include "golive/testing/failure.h"
#include "testing/stream_end.h"
#include "testing/world.h"

namespace golive::testing {

Visitor::Visitor(std::shared_ptr<World> world, std::string peer, std::vector<std::pair<std::string, std::string>> headers)
    : world_(std::move(world)), peer_(std::move(peer)), headers_(std::move(headers)) {
  std::erase_if(headers_, [this](const auto& header) {
    if (header.first != "Cookie") return false;
    for (std::string_view rest = header.second; !rest.empty();) {
      const std::size_t end = std::min(rest.find("; "), rest.size());
      cookies_.take(rest.substr(0, end), world_->unix_seconds());
      rest.remove_prefix(std::min(end + 2, rest.size()));
    }
    return true;
  });
}

void Visitor::add_headers(HttpRequest& request) const {
  const auto has = [&](std::string_view name) {
    return std::ranges::any_of(headers_, [&](const auto& header) { return header.first == name; });
  };
  if (!has("User-Agent")) request.headers.emplace_back("User-Agent", "golive-testing");
  if (!has("Accept-Language")) request.headers.emplace_back("Accept-Language", "en-US");
  request.headers.insert(request.headers.end(), headers_.begin(), headers_.end());
  if (std::string line = cookies_.line(world_->unix_seconds()); !line.empty()) request.headers.emplace_back("Cookie", std::move(line));
}

HttpAnswer Visitor::exchange(const HttpRequest& request, std::unique_ptr<StreamEnd>& stream) {
  stream = world_->connect(peer_);
  stream->write(request_text(request));
  AnswerReader reader;
  HttpAnswer answer;
  std::string bytes;
  while (true) {
    world_->run();
    stream->flush();
    const std::size_t had = bytes.size();
    const bool open = stream->read(bytes);
    if (bytes.size() > had && reader.read(bytes, answer)) break;
    if (bytes.size() > had || stream->unsent() > 0) continue;
    if (!open) return {};
    // A handler that waits for time to pass, or for another thread.
    if (!world_->wait()) throw Failure("no answer to " + request.method + ' ' + request.target);
  }
  for (const auto& [name, value] : answer.headers)
    if (name == "Set-Cookie") cookies_.take(value, world_->unix_seconds());
  return answer;
}

void Visitor::begin_session(const std::function<void(Session&)>& fill) {
  const auto call = [](Session& session, void* context) { (*static_cast<const std::function<void(Session&)>*>(context))(session); };
  cookies_.take(world_->server().begin_session(call, const_cast<std::function<void(Session&)>*>(&fill)), world_->unix_seconds());
}

HttpAnswer Visitor::ask(HttpRequest request) {
  add_headers(request);
  std::unique_ptr<StreamEnd> stream;
  HttpAnswer answer = exchange(request, stream);
  if (answer.status == 0) throw Failure("the server closed the connection without an answer to " + request.method + ' ' + request.target);
  return answer;
}

HttpAnswer Visitor::open_socket(std::string_view target, std::unique_ptr<StreamEnd>& stream) {
  HttpRequest request{.target = std::string(target),
                      .headers = {{"Origin", "http://localhost"},
                                  {"Upgrade", "websocket"},
                                  {"Connection", "Upgrade"},
                                  {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="},
                                  {"Sec-WebSocket-Version", "13"}}};
  add_headers(request);
  return exchange(request, stream);
}

}  // namespace golive::testing

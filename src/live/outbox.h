#pragma once
// What a view's callbacks left to be sent with its next frame, beside the patch.
#include <cstdint>
#include <string>
#include <vector>

namespace golive::protocol {
class FrameWriter;
}

namespace golive::live {

class Outbox {
 public:
  void add_reply(std::uint64_t event, std::string json);
  void add_refusal(std::uint64_t event, std::string code, std::string message);
  void add_page_event(std::string name, std::string payload_json);

  // Bytes held; a page that sends events and reads no answers must not make this grow without end.
  std::size_t bytes() const noexcept { return bytes_; }
  void write(protocol::FrameWriter& frame);

  // Where Socket::redirect sends the browser; then nothing else is sent.
  std::string redirect;
  // The session was changed, and the browser does not know yet.
  bool session_due = false;

 private:
  struct Reply {
    std::uint64_t event;
    std::string json;
  };
  struct Refusal {
    std::uint64_t event;
    std::string code;
    std::string message;
  };
  struct PageEvent {
    std::string name;
    std::string payload_json;
  };
  std::vector<Reply> replies_;
  std::vector<Refusal> refusals_;
  std::vector<PageEvent> page_events_;
  std::size_t bytes_ = 0;
};

}  // namespace golive::live

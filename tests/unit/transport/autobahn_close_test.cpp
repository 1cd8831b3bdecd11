// Autobahn 7: close frames.
#include "unit/transport/autobahn.h"

namespace golive::test {
namespace {

using Peer = AutobahnPeer;

const std::string kClose = client_frame(0x88, close_payload(1000));

// A close frame with this payload, and nothing else but the answer.
AutobahnCase close(std::string id, std::string payload, int answer) {
  return {std::move(id), [=](Peer& peer) {
            peer.send(client_frame(0x88, payload));
            peer.gets_close(answer);
          }};
}

// What follows a close frame is not looked at.
AutobahnCase close_between(std::string id, std::string before, std::string after) {
  return {std::move(id), [=](Peer& peer) {
            peer.send({before, kClose, after});
            peer.gets_close(1000);
          }};
}

const AutobahnCases basics({
    {"7.1.1",
     [](Peer& peer) {
       peer.send(client_frame(0x81, "Hello World!"));
       peer.gets(1, "Hello World!");
       peer.leaves();
     }},
    close_between("7.1.2", "", client_frame(0x88, "")),
    close_between("7.1.3", "", client_frame(0x89, "")),
    close_between("7.1.4", "", client_frame(0x81, "Hello World!")),
    close_between("7.1.5", client_frame(0x01, "fragment1"), client_frame(0x80, "fragment2")),
    {"7.1.6",
     [](Peer& peer) {
       std::string big(256 * 1024, '\0');
       for (std::size_t i = 0; i < big.size(); ++i) big[i] = "BAsd7&jh23"[i % 10];
       peer.send({client_frame(0x81, big), client_frame(0x81, "Hello World!"), kClose, client_frame(0x89, "")});
       peer.gets(1, big);
       peer.gets(1, "Hello World!");
       peer.gets_close(1000);
     }},
    close("7.3.1", "", 1005),
    close("7.3.2", "a", 1002),
    close("7.3.3", close_payload(1000), 1000),
    close("7.3.4", close_payload(1000, "Hello World!"), 1000),
    close("7.3.5", close_payload(1000, std::string(123, '*')), 1000),
    close("7.3.6", close_payload(1000, std::string(124, '*')), 1002),
    close("7.5.1", close_payload(1000, "\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5\xed\xa0\x80\x65\x64\x69\x74\x65\x64"), 1007),
});

std::vector<AutobahnCase> codes() {
  std::vector<AutobahnCase> cases;
  const auto add = [&](const std::string& group, std::initializer_list<std::uint16_t> sent, bool valid) {
    for (int i = 1; const std::uint16_t code : sent)
      cases.push_back(close(group + std::to_string(i++), close_payload(code), valid ? code : 1002));
  };
  add("7.7.", {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999}, true);
  add("7.9.", {0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999}, false);
  // The suite demands nothing of these.
  add("7.13.", {5000, 65535}, false);
  return cases;
}

const AutobahnCases close_codes(codes());

}  // namespace
}  // namespace golive::test

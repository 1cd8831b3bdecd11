// Autobahn 5: fragments.
#include "unit/transport/autobahn.h"

namespace golive::test {
namespace {

using Peer = AutobahnPeer;
using Frames = std::vector<std::string>;

AutobahnCase fails(std::string id, Frames frames, Chop chop = Chop::none) {
  return {std::move(id), [=](Peer& peer) {
            peer.send(frames, chop);
            peer.gets_close(1002);
          }};
}

const Frames kTwo{client_frame(0x01, "fragment1"), client_frame(0x80, "fragment2")};

AutobahnCase two_fragments(std::string id, Chop chop) {
  return {std::move(id), [=](Peer& peer) {
            peer.send(kTwo, chop);
            peer.gets(1, "fragment1fragment2");
            peer.leaves();
          }};
}

AutobahnCase ping_between(std::string id, Chop chop) {
  return {std::move(id), [=](Peer& peer) {
            peer.send({kTwo[0], client_frame(0x89, "ping payload"), kTwo[1]}, chop);
            peer.gets(10, "ping payload");
            peer.gets(1, "fragment1fragment2");
            peer.leaves();
          }};
}

const Frames kNothingToEnd{client_frame(0x80, "non-continuation payload"), client_frame(0x81, "Hello, world!")};
const Frames kNothingToContinue{client_frame(0x00, "non-continuation payload"), client_frame(0x81, "Hello, world!")};

// A frame that continues nothing, then a message in two fragments; all of it twice.
Frames twice_after(int first) {
  Frames frames;
  for (int i = 0; i < 2; ++i)
    frames.insert(frames.end(), {client_frame(first, "fragment1"), client_frame(0x01, "fragment2"), client_frame(0x80, "fragment3")});
  return frames;
}

// Five fragments with pings after the second and the fourth; the first is answered before the rest is sent.
AutobahnCase pings_between(std::string id, Chop chop) {
  return {std::move(id), [=](Peer& peer) {
            peer.send({client_frame(0x01, "fragment1"), client_frame(0x00, "fragment2"), client_frame(0x89, "pongme 1!")}, chop);
            peer.gets(10, "pongme 1!");
            peer.send({client_frame(0x00, "fragment3"), client_frame(0x00, "fragment4"), client_frame(0x89, "pongme 2!"),
                       client_frame(0x80, "fragment5")},
                      chop);
            peer.gets(10, "pongme 2!");
            peer.gets(1, "fragment1fragment2fragment3fragment4fragment5");
            peer.leaves();
          }};
}

const AutobahnCases fragments({
    fails("5.1", {client_frame(0x09, "fragment1"), client_frame(0x80, "fragment2")}),
    fails("5.2", {client_frame(0x0A, "fragment1"), client_frame(0x80, "fragment2")}),
    two_fragments("5.3", Chop::none),
    two_fragments("5.4", Chop::frames),
    two_fragments("5.5", Chop::octets),
    ping_between("5.6", Chop::none),
    ping_between("5.7", Chop::frames),
    ping_between("5.8", Chop::octets),
    fails("5.9", kNothingToEnd),
    fails("5.10", kNothingToEnd, Chop::frames),
    fails("5.11", kNothingToEnd, Chop::octets),
    fails("5.12", kNothingToContinue),
    fails("5.13", kNothingToContinue, Chop::frames),
    fails("5.14", kNothingToContinue, Chop::octets),
    {"5.15",
     [](Peer& peer) {
       peer.send({kTwo[0], kTwo[1], client_frame(0x00, "fragment3"), client_frame(0x81, "fragment4")});
       peer.gets(1, "fragment1fragment2");
       peer.gets_close(1002);
     }},
    fails("5.16", twice_after(0x00)),
    fails("5.17", twice_after(0x80)),
    fails("5.18", {client_frame(0x01, "fragment1"), client_frame(0x81, "fragment2")}),
    pings_between("5.19", Chop::none),
    pings_between("5.20", Chop::frames),
});

}  // namespace
}  // namespace golive::test

// Autobahn 1: framing, 2: pings and pongs, 3: reserved bits, 4: opcodes, 10: automatic fragments.
#include "unit/transport/autobahn.h"

namespace golive::test {
namespace {

using Peer = AutobahnPeer;

constexpr std::string_view kHello = "Hello, world!";
const std::string kBytes("\x00\xff\xfe\xfd\xfc\xfb\x00\xff", 8);

// 1: a message of one kind and size comes back.
AutobahnCase echo(std::string id, int opcode, std::size_t size, std::size_t chop = 0) {
  return {std::move(id), [=](Peer& peer) {
            const std::string payload(size, opcode == 1 ? '*' : '\xfe');
            peer.send(client_frame(0x80 | opcode, payload), chop);
            peer.gets(opcode, payload);
            peer.leaves();
          }};
}

const AutobahnCases framing({
    echo("1.1.1", 1, 0),
    echo("1.1.2", 1, 125),
    echo("1.1.3", 1, 126),
    echo("1.1.4", 1, 127),
    echo("1.1.5", 1, 128),
    echo("1.1.6", 1, 65535),
    echo("1.1.7", 1, 65536),
    echo("1.1.8", 1, 65536, 997),
    echo("1.2.1", 2, 0),
    echo("1.2.2", 2, 125),
    echo("1.2.3", 2, 126),
    echo("1.2.4", 2, 127),
    echo("1.2.5", 2, 128),
    echo("1.2.6", 2, 65535),
    echo("1.2.7", 2, 65536),
    echo("1.2.8", 2, 65536, 997),
});

// 2: a ping is answered with its payload.
AutobahnCase ping(std::string id, std::string payload, std::size_t chop = 0) {
  return {std::move(id), [=](Peer& peer) {
            peer.send(client_frame(0x89, payload), chop);
            peer.gets(10, payload);
            peer.leaves();
          }};
}

// A pong that nobody asked for is not.
AutobahnCase pong(std::string id, std::string payload) {
  return {std::move(id), [=](Peer& peer) {
            peer.send(client_frame(0x8A, payload));
            peer.gets_nothing();
            peer.leaves();
          }};
}

AutobahnCase ten_pings(std::string id, std::size_t chop) {
  return {std::move(id), [=](Peer& peer) {
            for (int i = 0; i < 10; ++i) peer.send(client_frame(0x89, "payload-" + std::to_string(i)), chop);
            for (int i = 0; i < 10; ++i) peer.gets(10, "payload-" + std::to_string(i));
            peer.leaves();
          }};
}

const AutobahnCases pings({
    ping("2.1", ""),
    ping("2.2", std::string(kHello)),
    ping("2.3", kBytes),
    ping("2.4", std::string(125, '\xfe')),
    {"2.5",
     [](Peer& peer) {
       peer.send(client_frame(0x89, std::string(126, '\xfe')));
       peer.gets_close(1002);
     }},
    ping("2.6", std::string(125, '\xfe'), 1),
    pong("2.7", ""),
    pong("2.8", "unsolicited pong payload"),
    {"2.9",
     [](Peer& peer) {
       peer.send(client_frame(0x8A, "unsolicited pong payload") + client_frame(0x89, "ping payload"));
       peer.gets(10, "ping payload");
       peer.leaves();
     }},
    ten_pings("2.10", 0),
    ten_pings("2.11", 1),
});

// 3 and 4: a frame with reserved bits or a reserved opcode fails the connection, alone or after a message, which is still answered; the
// ping behind it is not.
AutobahnCase alone(std::string id, std::string frame) {
  return {std::move(id), [=](Peer& peer) {
            peer.send(frame);
            peer.gets_close(1002);
          }};
}

AutobahnCase after_hello(std::string id, std::string frame, Chop chop = Chop::none) {
  return {std::move(id), [=](Peer& peer) {
            peer.send({client_frame(0x81, kHello), frame, client_frame(0x89, "")}, chop);
            peer.gets(1, kHello);
            peer.gets_close(1002);
          }};
}

const AutobahnCases reserved_bits({
    alone("3.1", client_frame(0x91, kHello)),
    after_hello("3.2", client_frame(0xA1, kHello)),
    after_hello("3.3", client_frame(0xB1, kHello), Chop::frames),
    after_hello("3.4", client_frame(0xC1, kHello), Chop::octets),
    alone("3.5", client_frame(0xD2, kBytes)),
    alone("3.6", client_frame(0xE9, kHello)),
    alone("3.7", client_frame(0xF8, "")),
});

const AutobahnCases opcodes({
    alone("4.1.1", client_frame(0x83, "")),
    alone("4.1.2", client_frame(0x84, "reserved opcode payload")),
    after_hello("4.1.3", client_frame(0x85, "")),
    after_hello("4.1.4", client_frame(0x86, kHello)),
    after_hello("4.1.5", client_frame(0x87, kHello), Chop::octets),
    alone("4.2.1", client_frame(0x8B, "")),
    alone("4.2.2", client_frame(0x8C, "reserved opcode payload")),
    after_hello("4.2.3", client_frame(0x8D, "")),
    after_hello("4.2.4", client_frame(0x8E, kHello)),
    after_hello("4.2.5", client_frame(0x8F, kHello), Chop::octets),
});

const AutobahnCases automatic_fragments({
    {"10.1.1",
     [](Peer& peer) {
       const std::string payload(65536, '*');
       for (std::size_t at = 0; at < payload.size(); at += 1300) {
         const bool last = at + 1300 >= payload.size();
         peer.send(client_frame((last ? 0x80 : 0) | (at == 0 ? 1 : 0), payload.substr(at, 1300)));
       }
       peer.gets(1, payload);
       peer.leaves();
     }},
});

}  // namespace
}  // namespace golive::test

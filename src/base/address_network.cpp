#include "base/address_network.h"

#include <arpa/inet.h>
#include <endian.h>
#include <netinet/in.h>

#include <cstring>

#include "base/hash.h"

namespace golive {

// No public IPv6 network begins with four zero bytes, so the two kinds do not meet.
std::uint64_t network_of(std::string_view address) noexcept {
  char text[INET6_ADDRSTRLEN] = {};
  if (const std::string_view plain = address.substr(0, address.find('%')); plain.size() < sizeof text) plain.copy(text, plain.size());
  in_addr ip4;
  if (::inet_pton(AF_INET, text, &ip4) == 1) return ntohl(ip4.s_addr);
  in6_addr ip6;
  if (::inet_pton(AF_INET6, text, &ip6) != 1) return hash_bytes(process_hash_key(), address);
  if (IN6_IS_ADDR_V4MAPPED(&ip6)) {
    std::memcpy(&ip4, ip6.s6_addr + 12, sizeof ip4);
    return ntohl(ip4.s_addr);
  }
  std::uint64_t network = 0;
  std::memcpy(&network, &ip6, sizeof network);
  return be64toh(network);
}

}  // namespace golive

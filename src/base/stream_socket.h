#pragma once
// A connected socket on its way between loops, with its encryption if it has one.
#include <memory>
#include <utility>

#include "base/address_quota.h"
#include "base/file_descriptor.h"
#include "base/tls_session.h"

namespace golive {

struct StreamSocket {
  StreamSocket() = default;
  StreamSocket(FileDescriptor socket,
               std::unique_ptr<TlsSession> session = nullptr) noexcept  // NOLINT(google-explicit-constructor): a plain one
      : descriptor(std::move(socket)), tls(std::move(session)) {}

  FileDescriptor descriptor;
  std::unique_ptr<TlsSession> tls;
  AddressQuota::Place place = {};  // among the connections of its address
};

}  // namespace golive

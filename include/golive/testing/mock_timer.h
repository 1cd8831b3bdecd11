#pragma once
// A timer that a component, or what it has given its Socket to, has asked a testing::MockSocket for.
//
//     testing::MockTimer tick = socket.timer<&Clock::tick>();
//     EXPECT_EQ(tick.period(), 1s);
//     tick.fire();
//
// Threads: the test's.
#include <cstdint>
#include <memory>
#include <string>

#include "golive/component.h"
#include "golive/detail/api.h"
#include "golive/duration.h"
#include "golive/socket.h"
#include "golive/testing/element.h"

namespace golive::testing {

class MockHost;

// The object whose methods are called, with its type.
struct MockComponent {
  template <class C>
  static MockComponent of(C& component) {
    return {&detail::component_type<C>(), &component};
  }
  const detail::ComponentType* type = nullptr;
  void* object = nullptr;
};

class GOLIVE_API MockTimer {
 public:
  // "Clock::tick"
  const std::string& method() const noexcept { return method_; }
  // Zero: it runs once.
  Duration period() const noexcept { return period_; }
  // After how much time it runs, of that which MockSocket::advance() moves. Fails if it is not pending.
  Duration due(const Place& at = Place::current()) const;
  // Neither cancelled nor, if it was for once, over.
  bool pending() const noexcept;
  // For Socket::cancel.
  TimerId id() const noexcept { return TimerId{id_}; }

  // Calls the method with the arguments that were kept, on the component that the socket was made for, or on this one. Time stands still:
  // when a timer that repeats is due does not change. What the method throws goes through. Fails if it is not pending.
  void fire(const Place& at = Place::current()) const { fire_on({}, at); }
  template <class C>
  void fire(C& component, const Place& at = Place::current()) const {
    fire_on(MockComponent::of(component), at);
  }

 private:
  friend class MockHost;
  MockTimer(std::weak_ptr<MockHost> host, std::uint64_t id, std::string method, Duration period);
  template <class Use>
  auto with_host(const char* question, const Place& at, Use&& use) const;
  void fire_on(MockComponent component, const Place& at) const;

  std::weak_ptr<MockHost> host_;
  std::uint64_t id_;
  std::string method_;
  Duration period_;
};

}  // namespace golive::testing

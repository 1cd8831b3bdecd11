#include "golive/component.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "fake_socket.h"
#include "golive/detail/handler_table.h"
#include "golive/html.h"
#include "golive/message.h"
#include "golive/params.h"
#include "golive/payload.h"
#include "golive/session.h"

namespace {

using namespace golive;
using detail::component_type;

struct Bare {
  Html render() const { return {}; }
};
struct Full {
  std::string calls;
  void mount(Socket&, const Params& params, const Session& session) {
    calls += "mount " + *params.find("id") + *session.get<std::string>("user") + ";";
  }
  void connected(Socket&) { calls += "connected;"; }
  void handle_params(Socket&, const Params&, const Url& url) { calls += "params " + url.text() + ";"; }
  int handle_event(Socket&, std::string_view event, const Payload& payload) {
    calls.append("event ").append(event).append(payload.text()).append(";");
    return 5;
  }
  void handle_info(Socket&, const Message& message) { calls += "info " + std::to_string(*message.get<int>()) + ";"; }
  void terminate(TerminateReason reason) { calls += "terminate " + std::to_string(static_cast<int>(reason)) + ";"; }
  Html render() const { return {}; }
};

TEST(Component, without_optional_members_has_none_in_its_table) {
  const auto& type = component_type<Bare>();
  EXPECT_EQ(type.name, "bare");
  EXPECT_EQ(type.mount, nullptr);
  EXPECT_EQ(type.connected, nullptr);
  EXPECT_EQ(type.handle_params, nullptr);
  EXPECT_EQ(type.handle_event, nullptr);
  EXPECT_EQ(type.handle_info, nullptr);
  EXPECT_EQ(type.terminate, nullptr);
  EXPECT_NE(type.render, nullptr);
  EXPECT_TRUE(type.handlers.empty());
  EXPECT_EQ(&type, &component_type<Bare>());
}

TEST(Component, members_get_their_arguments) {
  const auto& type = component_type<Full>();
  Full full;
  Params params;
  params.set("id", "7");
  Session session;
  session.put("user", "ada");
  type.mount(&full, fake_socket(), params, session);
  type.connected(&full, fake_socket());
  type.handle_params(&full, fake_socket(), params, Url{"/a", "b"});
  std::string reply;
  EXPECT_TRUE(type.handle_event(&full, fake_socket(), "save", Payload("1"), reply));
  type.handle_info(&full, fake_socket(), Message::of(3));
  type.terminate(&full, TerminateReason::timeout);
  EXPECT_EQ(full.calls, "mount 7ada;connected;params /a?b;event save1;info 3;terminate 3;");
  EXPECT_EQ(reply, "5");
}

template <class... Parameters>
struct Mounts {
  int mounted = 0;
  void mount(Parameters...) { mounted = static_cast<int>(sizeof...(Parameters)) + 1; }
  Html render() const { return {}; }
};

template <class... Parameters>
int mounted_with() {
  Mounts<Parameters...> component;
  component_type<Mounts<Parameters...>>().mount(&component, fake_socket(), Params(), Session());
  return component.mounted - 1;
}

TEST(Component, mount_takes_any_of_its_parameters_in_order) {
  EXPECT_EQ((mounted_with<Socket&, const Params&, const Session&>()), 3);
  EXPECT_EQ((mounted_with<Socket&, const Params&>()), 2);
  EXPECT_EQ((mounted_with<Socket&, const Session&>()), 2);
  EXPECT_EQ((mounted_with<const Params&, const Session&>()), 2);
  EXPECT_EQ((mounted_with<Socket&>()), 1);
  EXPECT_EQ((mounted_with<const Params&>()), 1);
  EXPECT_EQ((mounted_with<const Session&>()), 1);
  EXPECT_EQ((mounted_with<Params>()), 1);
  EXPECT_EQ((mounted_with<>()), 0);
}

struct Short {
  std::string calls;
  void connected() { calls += "connected;"; }
  void handle_params(const Url&) { calls += "params;"; }
  bool handle_event(std::string_view event) { return event == "known"; }
  void handle_info(const Message&) { calls += "info;"; }
  void terminate() { calls += "terminate;"; }
  Html render() const { return {}; }
};

TEST(Component, members_may_take_less) {
  const auto& type = component_type<Short>();
  Short component;
  type.connected(&component, fake_socket());
  type.handle_params(&component, fake_socket(), Params(), Url());
  type.handle_info(&component, fake_socket(), Message());
  type.terminate(&component, TerminateReason::normal);
  EXPECT_EQ(component.calls, "connected;params;info;terminate;");
}

TEST(Component, handle_event_takes_what_no_typed_handler_took) {
  Short component;
  std::string reply;
  const auto send = [&](std::string_view event) {
    return detail::dispatch(component_type<Short>(), &component, fake_socket(), event, Payload(), reply);
  };
  EXPECT_TRUE(send("known"));
  EXPECT_EQ(send("other").status, detail::DispatchResult::Status::unknown_event);
  EXPECT_EQ(reply, "");
}

struct HasFields {
  bool connected = false;
  int terminate = 0;
  std::string name = "field";
  Html render() const { return {}; }
};
struct Renamed {
  static constexpr std::string_view name = "other-name";
  Html render() const { return {}; }
};
struct Final final {
  void mount(int) {}
  Html render() const { return {}; }
};

TEST(Component, fields_with_the_names_of_members_are_fields) {
  EXPECT_EQ(component_type<HasFields>().connected, nullptr);
  EXPECT_EQ(component_type<HasFields>().name, "has_fields");
}

TEST(Component, names_itself) { EXPECT_EQ(component_type<Renamed>().name, "other-name"); }

TEST(Component, of_a_final_struct_ignores_members_that_do_not_fit) { EXPECT_EQ(component_type<Final>().mount, nullptr); }

struct Base {
  std::string calls;
  void mount() { calls += "base;"; }
};
struct Derived : Base {
  Html render() const { return {}; }
};

TEST(Component, members_may_be_inherited) {
  Derived component;
  component_type<Derived>().mount(&component, fake_socket(), Params(), Session());
  EXPECT_EQ(component.calls, "base;");
}

struct Counted {
  static inline int alive = 0;
  int& made;
  explicit Counted(int& count) : made(count) { ++alive; }
  Counted(const Counted&) = delete;
  ~Counted() { --alive; }
  static constexpr bool survives = false;
  Html render() const { return {}; }
};

TEST(Factory, makes_objects_in_place_and_owns_them) {
  detail::check_survival<Counted>();
  int made = 0;
  {
    const auto factory = detail::ComponentFactory::of<Counted>([&made] { return Counted(++made); });
    const auto copy = factory;
    const detail::ComponentPtr first = factory();
    const detail::ComponentPtr second = copy();
    EXPECT_EQ(Counted::alive, 2);
    EXPECT_EQ(made, 2);
    EXPECT_EQ(&static_cast<Counted*>(first.get())->made, &made);
  }
  EXPECT_EQ(Counted::alive, 0);
}

}  // namespace

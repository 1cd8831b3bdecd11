#pragma once
#include <chrono>
#include <cstdint>
#include <future>
#include <string>

#include "../project/fetch.h"

std::string page_from_own_loop();
std::string page_from_own_asio();

// Somebody who asks for the page while the program goes on.
class Visit {
 public:
  explicit Visit(std::uint16_t port) : page_(std::async(std::launch::async, fetch, port)) {}
  bool over() const { return page_.wait_for(std::chrono::seconds(0)) == std::future_status::ready; }
  std::string page() { return page_.get(); }

 private:
  std::future<std::string> page_;
};

#pragma once
// Finds the page whose view shall be joined, and lets its middleware say whether this visitor may.
// Threads: one object for all loops; resolve() on the loop of the socket.
#include "live/route.h"

namespace golive {

class FirstStage;
class Site;

class Joins final : public live::Resolver {
 public:
  Joins(const Site& site, const FirstStage& first) : site_(site), first_(first) {}

  Target resolve(const Url& url, const live::Visitor& visitor) override;

 private:
  const Site& site_;
  const FirstStage& first_;
};

}  // namespace golive

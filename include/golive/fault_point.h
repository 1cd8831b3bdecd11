#pragma once
// A place where a test can make something fail that cannot be made to fail by hand (golive/testing/faults.h).
//
//     std::vector<Row> Db::query(std::string_view sql) {
//       if (fault_point("db.query")) throw DbError("the connection is lost");
//       ...
//     }
//
// Threads: any; only a test's own thread ever gets true. Cost in a program: a call, a load and a branch.
#include <string_view>

#include "golive/detail/api.h"

namespace golive {

GOLIVE_API bool fault_point(std::string_view name) noexcept;

}  // namespace golive

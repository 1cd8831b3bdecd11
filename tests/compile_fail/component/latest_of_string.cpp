// expect: a Latest is copied word by word while it is written: T must be trivially copyable
#include <string>

#include "golive/latest.h"

golive::Latest<std::string> name;

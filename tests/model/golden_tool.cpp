// Prints tests/golden/patches.json from the encoder as it is now:  golden_tool > tests/golden/patches.json
#include <cstdio>

#include "model/golden_cases.h"

int main() { std::fputs(golive::model::golden_json().c_str(), stdout); }

#include "price.h"

golive::Html page() { return show(995); }

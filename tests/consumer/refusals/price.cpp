#include "price.h"

golive::Html page() { return show(Price{995}); }

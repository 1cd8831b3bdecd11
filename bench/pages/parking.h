#pragma once
// How many served pages may wait for their socket. All load comes from one address, so the usual limit for one address would be in its way.
#include <golive/config.h>

// Takes --park VIEWS and --park-ms MILLISECONDS out of the command line. Without them the library's own limits hold; --park 0 parks none.
golive::ParkingLimits take_parking(int& argc, char** argv);

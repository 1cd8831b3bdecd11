// Boost.JSON, compiled into the library once: with hidden visibility, so that the host program may have another version of it.
#include <boost/json/src.hpp>

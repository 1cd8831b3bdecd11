// Boost.URL, compiled in rather than linked, as Boost.JSON is (base/boost_json.cpp).
#include <boost/url/src.hpp>

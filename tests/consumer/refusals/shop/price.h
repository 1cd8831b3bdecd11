#pragma once
#include <golive/html.h>

struct Price {
  long cents;
};

template <class T>
golive::Html show(const T& price) {
  constexpr bool is_price = std::is_same_v<T, Price>;
  static_assert(is_price, "a price has cents; write {price} in \"" SHOP_CURRENCY "\"");
  constexpr std::string_view kCurrency = SHOP_CURRENCY;
  if constexpr (is_price) return HTML(R"(<b>{} {}</b>)", price.cents, kCurrency);
  return {};
}

#pragma once
// A structured binding for each number of fields: C++20 cannot bind a number of names that depends on a template parameter.
#include <cstddef>
#include <type_traits>

namespace golive::detail {

// One field as declared, in order. Bit-fields have no address.
template <class T, bool HasAddress>
struct FieldType {
  using type = T;
  static constexpr bool is_bit_field = !HasAddress;
};

template <class... Fields>
struct FieldTypes {};

// Names of the first n fields, each through X.
#define GOLIVE_FIELDS_1(X) X(a0)
#define GOLIVE_FIELDS_2(X) GOLIVE_FIELDS_1(X), X(a1)
#define GOLIVE_FIELDS_3(X) GOLIVE_FIELDS_2(X), X(a2)
#define GOLIVE_FIELDS_4(X) GOLIVE_FIELDS_3(X), X(a3)
#define GOLIVE_FIELDS_5(X) GOLIVE_FIELDS_4(X), X(a4)
#define GOLIVE_FIELDS_6(X) GOLIVE_FIELDS_5(X), X(a5)
#define GOLIVE_FIELDS_7(X) GOLIVE_FIELDS_6(X), X(a6)
#define GOLIVE_FIELDS_8(X) GOLIVE_FIELDS_7(X), X(a7)
#define GOLIVE_FIELDS_9(X) GOLIVE_FIELDS_8(X), X(b0)
#define GOLIVE_FIELDS_10(X) GOLIVE_FIELDS_9(X), X(b1)
#define GOLIVE_FIELDS_11(X) GOLIVE_FIELDS_10(X), X(b2)
#define GOLIVE_FIELDS_12(X) GOLIVE_FIELDS_11(X), X(b3)
#define GOLIVE_FIELDS_13(X) GOLIVE_FIELDS_12(X), X(b4)
#define GOLIVE_FIELDS_14(X) GOLIVE_FIELDS_13(X), X(b5)
#define GOLIVE_FIELDS_15(X) GOLIVE_FIELDS_14(X), X(b6)
#define GOLIVE_FIELDS_16(X) GOLIVE_FIELDS_15(X), X(b7)
#define GOLIVE_FIELDS_17(X) GOLIVE_FIELDS_16(X), X(c0)
#define GOLIVE_FIELDS_18(X) GOLIVE_FIELDS_17(X), X(c1)
#define GOLIVE_FIELDS_19(X) GOLIVE_FIELDS_18(X), X(c2)
#define GOLIVE_FIELDS_20(X) GOLIVE_FIELDS_19(X), X(c3)
#define GOLIVE_FIELDS_21(X) GOLIVE_FIELDS_20(X), X(c4)
#define GOLIVE_FIELDS_22(X) GOLIVE_FIELDS_21(X), X(c5)
#define GOLIVE_FIELDS_23(X) GOLIVE_FIELDS_22(X), X(c6)
#define GOLIVE_FIELDS_24(X) GOLIVE_FIELDS_23(X), X(c7)
#define GOLIVE_FIELDS_25(X) GOLIVE_FIELDS_24(X), X(d0)
#define GOLIVE_FIELDS_26(X) GOLIVE_FIELDS_25(X), X(d1)
#define GOLIVE_FIELDS_27(X) GOLIVE_FIELDS_26(X), X(d2)
#define GOLIVE_FIELDS_28(X) GOLIVE_FIELDS_27(X), X(d3)
#define GOLIVE_FIELDS_29(X) GOLIVE_FIELDS_28(X), X(d4)
#define GOLIVE_FIELDS_30(X) GOLIVE_FIELDS_29(X), X(d5)
#define GOLIVE_FIELDS_31(X) GOLIVE_FIELDS_30(X), X(d6)
#define GOLIVE_FIELDS_32(X) GOLIVE_FIELDS_31(X), X(d7)
#define GOLIVE_FIELDS_33(X) GOLIVE_FIELDS_32(X), X(e0)
#define GOLIVE_FIELDS_34(X) GOLIVE_FIELDS_33(X), X(e1)
#define GOLIVE_FIELDS_35(X) GOLIVE_FIELDS_34(X), X(e2)
#define GOLIVE_FIELDS_36(X) GOLIVE_FIELDS_35(X), X(e3)
#define GOLIVE_FIELDS_37(X) GOLIVE_FIELDS_36(X), X(e4)
#define GOLIVE_FIELDS_38(X) GOLIVE_FIELDS_37(X), X(e5)
#define GOLIVE_FIELDS_39(X) GOLIVE_FIELDS_38(X), X(e6)
#define GOLIVE_FIELDS_40(X) GOLIVE_FIELDS_39(X), X(e7)
#define GOLIVE_FIELDS_41(X) GOLIVE_FIELDS_40(X), X(f0)
#define GOLIVE_FIELDS_42(X) GOLIVE_FIELDS_41(X), X(f1)
#define GOLIVE_FIELDS_43(X) GOLIVE_FIELDS_42(X), X(f2)
#define GOLIVE_FIELDS_44(X) GOLIVE_FIELDS_43(X), X(f3)
#define GOLIVE_FIELDS_45(X) GOLIVE_FIELDS_44(X), X(f4)
#define GOLIVE_FIELDS_46(X) GOLIVE_FIELDS_45(X), X(f5)
#define GOLIVE_FIELDS_47(X) GOLIVE_FIELDS_46(X), X(f6)
#define GOLIVE_FIELDS_48(X) GOLIVE_FIELDS_47(X), X(f7)
#define GOLIVE_FIELDS_49(X) GOLIVE_FIELDS_48(X), X(g0)
#define GOLIVE_FIELDS_50(X) GOLIVE_FIELDS_49(X), X(g1)
#define GOLIVE_FIELDS_51(X) GOLIVE_FIELDS_50(X), X(g2)
#define GOLIVE_FIELDS_52(X) GOLIVE_FIELDS_51(X), X(g3)
#define GOLIVE_FIELDS_53(X) GOLIVE_FIELDS_52(X), X(g4)
#define GOLIVE_FIELDS_54(X) GOLIVE_FIELDS_53(X), X(g5)
#define GOLIVE_FIELDS_55(X) GOLIVE_FIELDS_54(X), X(g6)
#define GOLIVE_FIELDS_56(X) GOLIVE_FIELDS_55(X), X(g7)
#define GOLIVE_FIELDS_57(X) GOLIVE_FIELDS_56(X), X(h0)
#define GOLIVE_FIELDS_58(X) GOLIVE_FIELDS_57(X), X(h1)
#define GOLIVE_FIELDS_59(X) GOLIVE_FIELDS_58(X), X(h2)
#define GOLIVE_FIELDS_60(X) GOLIVE_FIELDS_59(X), X(h3)
#define GOLIVE_FIELDS_61(X) GOLIVE_FIELDS_60(X), X(h4)
#define GOLIVE_FIELDS_62(X) GOLIVE_FIELDS_61(X), X(h5)
#define GOLIVE_FIELDS_63(X) GOLIVE_FIELDS_62(X), X(h6)
#define GOLIVE_FIELDS_64(X) GOLIVE_FIELDS_63(X), X(h7)

#define GOLIVE_FIELD_NAME(name) name
#define GOLIVE_FIELD_TYPE(name)                   \
  FieldType < decltype(name), requires { &name; } \
  >
// clang-format off
#define GOLIVE_FOR_FIELD_COUNTS(CASE) \
  CASE(1) CASE(2) CASE(3) CASE(4) CASE(5) CASE(6) CASE(7) CASE(8) \
  CASE(9) CASE(10) CASE(11) CASE(12) CASE(13) CASE(14) CASE(15) CASE(16) \
  CASE(17) CASE(18) CASE(19) CASE(20) CASE(21) CASE(22) CASE(23) CASE(24) \
  CASE(25) CASE(26) CASE(27) CASE(28) CASE(29) CASE(30) CASE(31) CASE(32) \
  CASE(33) CASE(34) CASE(35) CASE(36) CASE(37) CASE(38) CASE(39) CASE(40) \
  CASE(41) CASE(42) CASE(43) CASE(44) CASE(45) CASE(46) CASE(47) CASE(48) \
  CASE(49) CASE(50) CASE(51) CASE(52) CASE(53) CASE(54) CASE(55) CASE(56) \
  CASE(57) CASE(58) CASE(59) CASE(60) CASE(61) CASE(62) CASE(63) CASE(64)
// clang-format on

// Calls visit(field...) with references to the fields of an object that has Count of them.
template <std::size_t Count, class T, class Visit>
constexpr decltype(auto) bind_fields(T& object, Visit&& visit) {
  static_assert(Count <= 64, "golive sees at most 64 fields of a struct: group some into a struct of their own");
#define GOLIVE_CASE(n)                                     \
  if constexpr (Count == n) {                              \
    auto& [GOLIVE_FIELDS_##n(GOLIVE_FIELD_NAME)] = object; \
    return visit(GOLIVE_FIELDS_##n(GOLIVE_FIELD_NAME));    \
  } else
  GOLIVE_FOR_FIELD_COUNTS(GOLIVE_CASE) { return visit(); }
#undef GOLIVE_CASE
}

// FieldTypes<...> of an object that has Count fields.
template <std::size_t Count, class T>
constexpr auto bound_field_types([[maybe_unused]] T& object) {
#define GOLIVE_CASE(n)                                                      \
  if constexpr (Count == n) {                                               \
    [[maybe_unused]] auto& [GOLIVE_FIELDS_##n(GOLIVE_FIELD_NAME)] = object; \
    return FieldTypes<GOLIVE_FIELDS_##n(GOLIVE_FIELD_TYPE)>{};              \
  } else
  GOLIVE_FOR_FIELD_COUNTS(GOLIVE_CASE) { return FieldTypes<>{}; }
#undef GOLIVE_CASE
}

}  // namespace golive::detail

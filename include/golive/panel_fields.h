#pragma once
// How a panel (golive/panel.h) shows the fields of a struct. Light enough for the header of the struct itself.
//
//     struct Arm {
//       double speed = 0;
//       double torque = 0;
//       bool powered = false;
//       int ticks = 0;
//       static constexpr auto panel = panel_fields(
//           field<&Arm::speed>({.unit = "m/s", .min = 0, .max = 3, .step = 0.1}),
//           field<&Arm::torque>({.label = "Torque of the drive", .unit = "N m", .read_only = true}),
//           field<&Arm::powered>({.confirm = "Switch the motors?"}),
//           field<&Arm::ticks>({.hidden = true}));
//     };
//
// Of a struct that is not yours to change, elsewhere:
//
//     template <>
//     struct golive::panel_traits<vendor::Motor> {
//       static constexpr auto panel = panel_fields(field<&vendor::Motor::rpm>({.unit = "1/min"}));
//     };
//
// Fields that are not listed are shown with their names as words, without unit, in the order of the struct like all others.
#include <limits>
#include <string_view>
#include <tuple>
#include <type_traits>

namespace golive {

struct FieldOptions {
  std::string_view label = {};  // without: the field's name in words, "max_speed" as "Max speed"
  std::string_view unit = {};   // behind the number
  // Numbers outside are refused. A number with both of them is a slider.
  double min = -std::numeric_limits<double>::infinity();
  double max = std::numeric_limits<double>::infinity();
  double step = 0;                // of the control, from min or 0; and how many decimals are shown. 0: any number
  bool read_only = false;         // shown, not written; also all that is inside of a struct
  bool hidden = false;            // neither; may be of any type
  std::string_view confirm = {};  // asked before it is written
};

namespace detail {

template <auto Member>
struct ListedField {
  FieldOptions options;
};
template <class... Fields>
struct ListedFields {
  std::tuple<Fields...> fields;
};

}  // namespace detail

template <auto Member>
constexpr detail::ListedField<Member> field(const FieldOptions& options) {
  static_assert(std::is_member_object_pointer_v<decltype(Member)>, "field<&Robot::speed>({...}) takes a data member");
  return {options};
}

template <auto... Members>
constexpr detail::ListedFields<detail::ListedField<Members>...> panel_fields(detail::ListedField<Members>... fields) {
  return {{fields...}};
}

// For structs without a `panel` of their own.
template <class T>
struct panel_traits {};

}  // namespace golive

#pragma once
// What HTML(...) expands to: the template compiled into constants, and straight-line code that fills an instance with the values.
#include "golive/detail/hole.h"
#include "golive/detail/template_label.h"
#include "golive/detail/template_markup.h"
#include "golive/detail/template_parser.h"
#include "golive/detail/tree.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

namespace golive::detail {

// Which arguments make a node slot where their hole stands in text, 64 a word. A mask, not a list of bools: symbols stay short.
template <std::uint64_t... Words>
struct NodeMask {
  static constexpr std::uint64_t words[sizeof...(Words) + 1] = {Words..., 0};
  static constexpr bool has(std::size_t index) noexcept { return (words[index / 64] >> (index % 64) & 1) != 0; }
};

template <class... A>
consteval std::uint64_t node_word(std::size_t word) {
  const bool nodes[] = {is_node_hole<typename UnnamedArgument<A>::type>..., false};
  std::uint64_t bits = 0;
  for (std::size_t i = word * 64; i < sizeof...(A) && i < word * 64 + 64; ++i) bits |= std::uint64_t{nodes[i]} << (i % 64);
  return bits;
}

// Literal: the struct of the macro.
template <class Literal, std::size_t Holes, class Nodes>
consteval auto parse_template() {
  constexpr TemplateSource kSource = Literal::source();
  ParsedTemplate<kSource.size, Holes> parsed;
  bool nodes[Holes + 1]{};
  for (std::size_t i = 0; i < Holes; ++i) nodes[i] = Nodes::has(i);
  TemplateParser parser(kSource, nodes, Holes, parsed.buffers());
  parser.run();
  parsed.counts = parser.counts;
  parsed.fault = parser.fault;
  return parsed;
}

template <std::uint32_t Size>
consteval TemplateMessage<Size + 1> message_of(const TemplateFault& fault) {
  TemplateMessage<Size + 1> message;
  for (std::uint32_t i = 0; i < Size; ++i) message.text[i] = fault.text[i];
  return message;
}

template <class L, std::size_t Holes, class Nodes>
struct CompiledTemplate {
  using Literal = L;
  static constexpr auto parsed = parse_template<L, Holes, Nodes>();
};

template <class Literal, class... A, std::size_t... Word>
auto compiled_template(std::index_sequence<Word...>) -> CompiledTemplate<Literal, sizeof...(A), NodeMask<node_word<A...>(Word)...>>;

template <class Literal, class... A>
using CompiledFor = decltype(compiled_template<Literal, A...>(std::make_index_sequence<(sizeof...(A) + 63) / 64>{}));

// The constants of a template without errors.
template <class Compiled>
struct TemplateConstants {
  static constexpr const auto& parsed = Compiled::parsed;
  static constexpr TemplateSource source = Compiled::Literal::source();
  static constexpr MarkupSizes sizes = measure_markup(parsed, source.text);
  static constexpr std::size_t slot_count = parsed.counts.slots;
  using Storage = MarkupStorage<sizes.form, sizes.served, parsed.counts.pieces, slot_count>;
  static constexpr Storage storage = store_markup<Storage>(parsed, source.text);

  struct Statics {
    std::string_view pieces[slot_count + 1];
  };
  struct Slots {
    SlotInfo infos[slot_count + 1];
  };

  static constexpr Statics statics = [] {
    Statics all{};
    for (std::size_t i = 0; i <= slot_count; ++i) {
      const std::uint32_t begin = i == 0 ? 0 : storage.ends[i - 1];
      all.pieces[i] = {storage.served + begin, storage.ends[i] - begin};
    }
    return all;
  }();

  static constexpr Slots slots = [] {
    Slots all{};
    for (std::size_t i = 0; i < slot_count; ++i) {
      const ParsedSlot& slot = parsed.slots[i];
      all.infos[i].kind = slot.kind;
      all.infos[i].name = {storage.form + storage.name_at[i], slot.kind == SlotKind::attribute ? slot.name_size : 0u};
      all.infos[i].context = slot.context;
    }
    return all;
  }();

  static constexpr std::uint64_t fingerprint = template_fingerprint({storage.form, sizes.form});
  static constexpr TemplateInfo info{
      fingerprint,
      {fingerprint_character(fingerprint, 0), fingerprint_character(fingerprint, 1), fingerprint_character(fingerprint, 2),
       fingerprint_character(fingerprint, 3), fingerprint_character(fingerprint, 4), fingerprint_character(fingerprint, 5),
       fingerprint_character(fingerprint, 6), fingerprint_character(fingerprint, 7)},
      {storage.form, sizes.form},
      statics.pieces,
      slots.infos,
      static_cast<std::uint16_t>(slot_count),
      parsed.counts.has_node_slots,
      parsed.counts.starts_with_text,
      parsed.counts.ends_with_text,
      parsed.counts.ns,
      parsed.counts.forbidden,
      source.file,
      source.line,
  };
};

// What a hole of this context takes, for the message when it is given something else.
constexpr auto hole_message(Context context) noexcept {
  switch (context) {
    case Context::text:
      return std::string_view("a hole in text takes text, numbers, bool, enums, std::optional of these, and Html; this argument is none");
    case Context::boolean_attribute:
      return std::string_view("this attribute is present or absent: its hole takes a bool");
    case Context::event:
      return std::string_view("an event attribute takes on<&Component::handler>(...), or a fixed name in quotes");
    case Context::attribute_set:
      return std::string_view("a hole of its own in a tag takes golive::Attrs; for one attribute write name={}");
    case Context::content:
      return std::string_view("a hole in <textarea> or <title> takes text, numbers, bool and enums; elements are not possible there");
    default:
      return std::string_view("a hole in an attribute takes text, numbers, bool, enums and std::optional of these; Html stands in text");
  }
}

template <class Compiled, std::size_t I, class T>
consteval bool check_hole() {
  constexpr const ParsedHole& kHole = Compiled::parsed.holes[I];
  if constexpr (hole_accepts<kHole.context, T>) {
    return true;
  } else {
    constexpr TemplateFault kFault = [] {
      TemplateFault fault;
      fault.say(Compiled::parsed.holes[I].at, {hole_message(Compiled::parsed.holes[I].context)});
      return fault;
    }();
    constexpr TemplatePosition kPosition = position_of(Compiled::Literal::source().text, kFault.at);
    return template_error<message_of<kFault.size>(kFault), kPosition.line, kPosition.column, T>::valid;
  }
}

template <class Compiled, class... T, std::size_t... I>
consteval bool check_holes(std::index_sequence<I...>) {
  return (check_hole<Compiled, I, T>() && ...);
}

// Reports the first error of the template; true if there is none.
template <class Compiled, class... A>
consteval bool check_template() {
  constexpr TemplateFault kParse = Compiled::parsed.fault;
  if constexpr (kParse.size != 0) {
    constexpr TemplatePosition kPosition = position_of(Compiled::Literal::source().text, kParse.at);
    return template_error<message_of<kParse.size>(kParse), kPosition.line, kPosition.column>::valid;
  } else {
    constexpr bool kNamed[] = {is_named_argument<A>..., false};
    constexpr TemplateFault kLabels = check_labels(Compiled::Literal::source(), Compiled::parsed.holes, kNamed, sizeof...(A));
    if constexpr (kLabels.size != 0) {
      constexpr TemplatePosition kPosition = position_of(Compiled::Literal::source().text, kLabels.at);
      return template_error<message_of<kLabels.size>(kLabels), kPosition.line, kPosition.column>::valid;
    } else {
      return check_holes<Compiled, typename UnnamedArgument<A>::type...>(std::index_sequence_for<A...>{});
    }
  }
}

template <class Compiled>
class InstanceBuilder {
  using Constants = TemplateConstants<Compiled>;
  static constexpr const auto& kParsed = Constants::parsed;

 public:
  template <class... A, std::size_t... Slot>
  static void fill(Value* values, std::index_sequence<Slot...>, const A&... arguments) {
    if constexpr (sizeof...(A) == sizeof...(Slot)) {
      (fill_slot<Slot>(values[Slot], argument_value(arguments)), ...);  // slot i is hole i
    } else {
      const Pack<std::index_sequence_for<A...>, A...> pack{{arguments}...};
      (join_slot<Slot>(values[Slot], pack), ...);
    }
  }

 private:
  template <std::size_t I, class T>
  struct PackItem {
    const T& value;
  };
  template <class Indices, class... T>
  struct Pack;
  template <std::size_t... I, class... T>
  struct Pack<std::index_sequence<I...>, T...> : PackItem<I, T>... {};

  template <std::size_t I, class T>
  static constexpr const T& item(const PackItem<I, T>& item) noexcept {
    return item.value;
  }

  template <std::size_t Part>
  static constexpr std::string_view piece() noexcept {
    return {Constants::storage.pieces + kParsed.parts[Part].at, kParsed.parts[Part].size};
  }

  // A slot with one hole.
  template <std::size_t Slot, class T>
  static void fill_slot(Value& value, const T& argument) {
    constexpr ParsedSlot kSlot = kParsed.slots[Slot];
    if constexpr (kSlot.part_count == 1) {
      set_value<kParsed.holes[kParsed.parts[kSlot.first_part].hole].context>(value, argument);
    } else {
      ValueJoiner joiner;
      join_one<kSlot.first_part>(joiner, argument, std::make_index_sequence<kSlot.part_count>{});
      value = joiner.finish();
    }
  }

  template <std::size_t First, class T, std::size_t... I>
  static void join_one(ValueJoiner& joiner, const T& argument, std::index_sequence<I...>) {
    (join_part<First + I>(joiner, argument), ...);
  }

  template <std::size_t Part, class T>
  static void join_part(ValueJoiner& joiner, const T& argument) {
    constexpr ParsedPart kPart = kParsed.parts[Part];
    if constexpr (kPart.is_hole) joiner.add<kParsed.holes[kPart.hole].context>(argument);
    else joiner.add_static(piece<Part>());
  }

  // A slot of a template where some slot has several holes.
  template <std::size_t Slot, class P>
  static void join_slot(Value& value, const P& pack) {
    constexpr ParsedSlot kSlot = kParsed.slots[Slot];
    if constexpr (kSlot.part_count == 1) {
      constexpr std::size_t kHole = kParsed.parts[kSlot.first_part].hole;
      set_value<kParsed.holes[kHole].context>(value, argument_value(item<kHole>(pack)));
    } else {
      ValueJoiner joiner;
      join_all<kSlot.first_part>(joiner, pack, std::make_index_sequence<kSlot.part_count>{});
      value = joiner.finish();
    }
  }

  template <std::size_t First, class P, std::size_t... I>
  static void join_all(ValueJoiner& joiner, const P& pack, std::index_sequence<I...>) {
    (join_part<First + I>(joiner, argument_value(item<kParsed.parts[First + I].hole>(pack))), ...);
  }
};

// The constants of a template with these types of arguments; a compile error if it has an error.
template <class Literal, class... A>
constexpr const TemplateInfo& template_info() {
  using Compiled = CompiledFor<Literal, A...>;
  if constexpr (check_template<Compiled, A...>()) return TemplateConstants<Compiled>::info;
}

struct TemplateAssembly {
  template <class Literal, class... A>
  TemplateAssembly(Literal, const A&... arguments) {
    using Compiled = CompiledFor<Literal, A...>;
    if constexpr (check_template<Compiled, A...>()) {
      using Constants = TemplateConstants<Compiled>;
      Instance* instance = new_instance(Constants::info);
      InstanceBuilder<Compiled>::fill(instance->values(), std::make_index_sequence<Constants::slot_count>{}, arguments...);
      html = to_html(instance);
    }
  }

  Html html;
};

}  // namespace golive::detail

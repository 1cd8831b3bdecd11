#include "testing/frame.h"

#include <boost/json.hpp>
#include <optional>

#include "live/json_builder.h"
#include "protocol/wire_keys.h"

namespace golive::testing {
namespace {

namespace json = boost::json;

constexpr std::string_view kKinds = "fsdrnxep";

// As deep as a page is.
constexpr json::parse_options kOptions{.max_depth = 4'096};

// With the doubles that the text says, as JSON.parse has them.
std::optional<json::value> parse(std::string_view text) {
  unsigned char scratch[512];
  json::basic_parser<golive::detail::JsonBuilder> parser(kOptions, json::storage_ptr(), scratch, sizeof scratch);
  boost::system::error_code error;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
  if (error || read < text.size()) return std::nullopt;
  return parser.handler().release();
}

std::uint64_t number_of(const json::value& value) {
  if (!value.is_int64() || value.get_int64() < 0) throw FrameError("not a number of a frame or event: " + json::serialize(value));
  return static_cast<std::uint64_t>(value.get_int64());
}

const json::value* of_event(const Frame& frame, std::string_view member, std::uint64_t event) {
  const json::value* const all = frame.member(member);
  return all == nullptr || !all->is_object() ? nullptr : all->get_object().if_contains(std::to_string(event));
}

}  // namespace

Frame read_frame(std::string_view text) {
  std::optional<json::value> parsed = parse(text);
  if (!parsed || !parsed->is_array()) throw FrameError("not a frame: " + std::string(text.substr(0, 200)));
  json::array& parts = parsed->get_array();
  if (parts.size() < 4 || parts.size() > 5 || !parts[2].is_string() || !(parts[3].is_null() || parts[3].is_object()) ||
      (parts.size() == 5 && !parts[4].is_string()))
    throw FrameError("not a frame: " + std::string(text.substr(0, 200)));
  const std::string_view kind = parts[2].get_string();
  if (kind.size() != 1 || !kKinds.contains(kind[0])) throw FrameError("a frame of unknown kind: " + std::string(kind));
  Frame frame{number_of(parts[0]), number_of(parts[1]), kind[0], {}, {}};
  if (parts[3].is_object()) frame.payload = std::move(parts[3].get_object());
  if (parts.size() == 5) frame.view = parts[4].get_string();
  return frame;
}

const json::value* Frame::reply(std::uint64_t event) const { return of_event(*this, wire::kReplies, event); }
const json::value* Frame::refusal(std::uint64_t event) const { return of_event(*this, wire::kRefusals, event); }

}  // namespace golive::testing

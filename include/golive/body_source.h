#pragma once
// BodySource makes the body of a response while it is sent, piece by piece.
//
//     app.get("/rows.csv", [&](const Request&) {
//       return Response::stream("text/csv", [rows = table.cursor()](std::string& piece) mutable {
//         for (int i = 0; i < 100 && rows.next(); ++i) piece += rows.line();
//         return rows.at_end() ? BodySource::end : BodySource::more;
//       });
//     });
//
// It appends the next piece to `piece`, some 64 KiB at best, and says whether that was the `end`, whether there is `more`, or that more
// comes `later`: then it is asked again within half a second. It is asked when the connection has room, never before, so a slow reader
// costs one piece of memory. A client of HTTP/1.1 gets chunks (RFC 9112 section 7.1), one of HTTP/1.0 the plain bytes and the end of the
// connection. Errors: an exception is logged and the connection cut off, so that the client can tell that the body is not whole. Threads:
// called on the loop that took the request; a slow source holds up the loop's other connections. Destroyed with the response.
#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

namespace golive {

class BodySource {
 public:
  enum class Next : std::uint8_t { more, later, end };
  static constexpr Next more = Next::more;
  static constexpr Next later = Next::later;
  static constexpr Next end = Next::end;

  BodySource() = default;  // none
  template <class Make>
  requires std::is_invocable_r_v<Next, Make&, std::string&> BodySource(Make make)
      : model_(std::make_shared<Model<Make>>(std::move(make))) {}

  explicit operator bool() const noexcept { return model_ != nullptr; }
  Next operator()(std::string& piece) const { return model_->next(piece); }

 private:
  struct Concept {
    virtual ~Concept() = default;
    virtual Next next(std::string& piece) = 0;
  };
  template <class Make>
  struct Model final : Concept {
    explicit Model(Make m) : make(std::move(m)) {}
    Next next(std::string& piece) override { return make(piece); }
    Make make;
  };
  std::shared_ptr<Concept> model_;
};

}  // namespace golive

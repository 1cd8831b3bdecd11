#include <algorithm>
#include <string>

#include "chart/figure.h"
#include "chart/labels.h"
#include "golive/chart.h"

namespace golive {
namespace {

constexpr std::size_t kMostLines = 2000;

struct Look {
  std::string_view name;
  std::string_view word;
};

Look look_of(LogTailLevel level) {
  switch (level) {
    case LogTailLevel::debug:
      return {"gl-debug", "debug"};
    case LogTailLevel::info:
      return {"gl-info", "info"};
    case LogTailLevel::warning:
      return {"gl-warning", "warning"};
    case LogTailLevel::error:
      return {"gl-error", "error"};
  }
  return {"gl-info", "info"};
}

// Cut between two characters.
std::string_view cut(std::string_view text, std::size_t longest) {
  if (text.size() <= longest) return text;
  while (longest > 0 && (static_cast<unsigned char>(text[longest]) & 0xc0) == 0x80) --longest;
  return text.substr(0, longest);
}

// The time of the day; the date is read out.
Html time(double at, std::int32_t offset) {
  const std::string whole = chart::time_text(at, offset);
  const std::size_t clock = whole.find(' ');
  return HTML(R"(<time title={whole}>{clock}</time>)", whole, arg("clock", std::string_view(whole).substr(clock + 1)));
}

Html line(const LogTailLine& of, const LogTailOptions& options) {
  const Look look = look_of(of.level);
  const std::string_view text = cut(of.text, std::max<std::size_t>(options.longest, 1));
  const std::size_t missing = of.text.size() - text.size();
  return HTML(R"(<li class={level}>{time}<b>{word}</b> <span>{text}</span>{more}</li>)", arg("level", look.name),
              arg("time", when(of.at > 0, [&] { return time(of.at, options.utc_offset); })), arg("word", look.word), text,
              arg("more", when(missing > 0, [&] {
                    return HTML(R"(<small>{bytes} more</small>)", arg("bytes", chart::count_text(missing, "byte", "bytes")));
                  })));
}

}  // namespace

// The newest line is the first in the page and the lowest on the screen: a box filled from its end keeps that end in view by itself.
Html log_tail(std::span<const LogTailLine> lines, const LogTailOptions& options) {
  const std::size_t shown = std::min({lines.size(), options.lines, kMostLines});
  std::vector<LogTailLine> newest(lines.rbegin(), lines.rbegin() + static_cast<std::ptrdiff_t>(shown));
  chart::Frame frame{.kind = "gl-log", .title = options.title};
  if (shown < lines.size()) frame.notes.push_back(chart::count_text(lines.size() - shown, "older line", "older lines") + " not shown");
  if (shown > 0) {
    frame.drawing = HTML(R"(<ol class="gl-tail" role="log" aria-label={title} tabindex="0" style="height:{height}px">{lines}</ol>)",
                         arg("title", options.title.empty() ? std::string_view("Log") : options.title),
                         arg("height", std::clamp(options.height, 40, 4000)),
                         arg("lines", each(newest, &LogTailLine::number, [&](const LogTailLine& of) { return line(of, options); })));
  }
  return chart::figure(frame);
}

}  // namespace golive

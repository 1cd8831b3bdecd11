#include "app/config_file.h"

#include <cerrno>
#include <cstring>
#include <expected>
#include <fstream>
#include <iterator>

namespace golive {
namespace {

constexpr std::size_t kLargestFile = 1024 * 1024;

bool is_space(char c) noexcept { return c == ' ' || c == '\t' || c == '\r'; }

std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

bool is_name(std::string_view text) noexcept {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789_.";
  return !text.empty() && text.find_first_not_of(kLetters) == std::string_view::npos;
}

bool is_comment(std::string_view text) noexcept { return text.empty() || text.front() == '#'; }

std::expected<std::string, std::string> read_quoted(std::string_view text) {
  std::string value;
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == '"') {
      if (!is_comment(trimmed(text.substr(at + 1))))
        return std::unexpected("something follows the closing quote   put a # before a comment");
      return value;
    }
    if (text[at] != '\\') {
      value += text[at];
      continue;
    }
    const char escaped = ++at < text.size() ? text[at] : ' ';
    if (escaped == '"' || escaped == '\\') value += escaped;
    else if (escaped == 'n') value += '\n';
    else if (escaped == 't') value += '\t';
    else return std::unexpected("an unknown escape in quotes   write \\\" \\\\ \\n or \\t");
  }
  return std::unexpected("the closing quote is missing");
}

// Up to a comment, which a space separates from the value.
std::expected<std::string, std::string> read_value(std::string_view text) {
  if (text.starts_with('"')) return read_quoted(text);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '#' && (at == 0 || is_space(text[at - 1]))) text = text.substr(0, at);
  }
  return std::string(trimmed(text));
}

class Reader {
 public:
  Reader(std::string_view name, std::vector<std::string>& mistakes) : name_(name), mistakes_(mistakes) {}

  void line(std::string_view text) {
    ++number_;
    text = trimmed(text);
    if (is_comment(text)) return;
    if (text.front() == '[') return section(text);
    const std::size_t equals = text.find('=');
    const std::string_view key = trimmed(text.substr(0, equals));
    if (equals == std::string_view::npos || !is_name(key))
      return mistake("this line is neither 'key = value' nor '[section]' nor a '# comment'");
    setting(section_ + std::string(key), trimmed(text.substr(equals + 1)));
  }
  std::vector<ConfigSetting> take() { return std::move(settings_); }

 private:
  std::string place() const { return name_ + ':' + std::to_string(number_); }
  void mistake(std::string_view what) { mistakes_.push_back(place().append("  ").append(what)); }

  void section(std::string_view text) {
    const std::size_t end = text.find(']');
    const std::string_view name = trimmed(text.substr(1, end == std::string_view::npos ? end : end - 1));
    if (end == std::string_view::npos || !is_comment(trimmed(text.substr(end + 1))) || !is_name(name))
      return mistake("this is no section   write [http]");
    section_ = std::string(name) + '.';
  }

  void setting(std::string key, std::string_view text) {
    auto value = read_value(text);
    if (!value) return mistake(key + ": " + value.error());
    for (const ConfigSetting& earlier : settings_) {
      if (earlier.key == key) return mistake(key + " is set a second time   it stands at " + earlier.source + " already");
    }
    settings_.push_back({std::move(key), std::move(*value), place()});
  }

  std::string name_;
  std::vector<std::string>& mistakes_;
  std::size_t number_ = 0;
  std::string section_;
  std::vector<ConfigSetting> settings_;
};

}  // namespace

std::vector<ConfigSetting> read_config_text(std::string_view text, std::string_view name, std::vector<std::string>& mistakes) {
  Reader reader(name, mistakes);
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    reader.line(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return reader.take();
}

std::vector<ConfigSetting> read_config_file(const std::string& path, std::vector<std::string>& mistakes) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::string text(kLargestFile + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file.eof() && file.fail()) {
    mistakes.push_back(path + "  cannot be read: " + std::strerror(errno));
    return {};
  }
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.size() > kLargestFile) mistakes.push_back(path + "  is larger than 1 MiB   is it the right file?");
  else if (text.find('\0') != std::string::npos) mistakes.push_back(path + "  is no text   is it the right file?");
  else return read_config_text(text, path, mistakes);
  return {};
}

}  // namespace golive

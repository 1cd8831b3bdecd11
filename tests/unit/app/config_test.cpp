// What people write into a configuration, and what they are told.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "app/config_check.h"
#include "app/config_file.h"
#include "app/config_table.h"
#include "golive/app.h"
#include "golive/detail/reflect.h"
#include "golive/error.h"
#include "golive/load_config.h"

namespace golive {
namespace {

const void* address_of(const ConfigField& field) {
  return std::visit(
      [](const auto& each) -> const void* {
        using T = std::remove_cvref_t<decltype(each)>;
        if constexpr (std::is_pointer_v<T>) return each;
        else if constexpr (std::is_same_v<T, OptionalChoice>) return each.object;
        else return each.value;
      },
      field);
}

// Calls visit(name, address) for every member of `object`, those of its structs with their names in front.
template <class T, class Visit>
void for_each_member(T& object, const std::string& prefix, const Visit& visit) {
  detail::for_each_field(object, [&](std::string_view name, auto& member) {
    using Member = std::remove_cvref_t<decltype(member)>;
    if constexpr (std::is_aggregate_v<Member>) for_each_member(member, prefix + std::string(name) + '.', visit);
    else visit(prefix + std::string(name), static_cast<const void*>(&member));
  });
}

// A member that is not in the table could be set from no file and would be checked by nobody: add its line to src/app/config_table.cpp.
TEST(ConfigTable, HasEveryMemberOfConfigUnderItsName) {
  Config config;
  const auto keys = config_keys();
  const auto of_code = config_members_of_code();
  std::set<std::string> members;
  for_each_member(config, "", [&](const std::string& name, const void* address) {
    members.insert(name);
    const auto key = std::ranges::find(keys, std::string_view(name), &ConfigKey::name);
    if (std::ranges::count(of_code, std::string_view(name)) > 0) return;
    ASSERT_NE(key, keys.end()) << name << " has no line in config_table.cpp";
    EXPECT_EQ(address_of(key->field(config)), address) << name;
  });
  for (const ConfigKey& key : keys) EXPECT_TRUE(members.contains(std::string(key.name))) << key.name;
}

TEST(ConfigTable, EveryDefaultIsWithinItsLimitsAndCanBeWritten) {
  Config config;
  EXPECT_NO_THROW(check_config(config));
  for (const ConfigKey& key : config_keys()) {
    const std::string text = config_value_text(key.field(config));
    if (text.empty()) continue;
    EXPECT_TRUE(parse_config_value(text, key.field(config))) << key.name << " = " << text;
    EXPECT_EQ(config_value_text(key.field(config)), text) << key.name;
    EXPECT_FALSE(key.text.empty());
  }
}

// docs/configuration.md holds the table between its marks; GOLIVE_UPDATE_DOCS=1 writes it.
TEST(ConfigTable, IsWhatTheReferenceShows) {
  Config config;
  config.development = false;
  std::string table = "| key | variable | default | from, to | what |\n|---|---|---|---|---|\n";
  for (const ConfigKey& key : config_keys()) {
    const ConfigField field = key.field(config);
    const std::string value = config_value_text(field);
    const std::string limits = config_number(field) ? config_limit_text(field, key.least) + ", " + config_limit_text(field, key.most) : "";
    table += "| `" + std::string(key.name) + "` | `" + environment_name(key.name) + "` | " + (value.empty() ? "" : "`" + value + "`") +
             " | " + limits + " | " + std::string(key.text) + " |\n";
  }
  const std::string path = GOLIVE_SOURCE_DIR "/docs/configuration.md";
  std::ifstream in(path);
  std::string page{std::istreambuf_iterator<char>(in), {}};
  const std::size_t from = page.find("| key |");
  const std::size_t to = page.find("\n\n", from) + 1;
  ASSERT_NE(from, std::string::npos);
  if (std::getenv("GOLIVE_UPDATE_DOCS") != nullptr) std::ofstream(path) << page.replace(from, to - from, table);
  else EXPECT_EQ(page.substr(from, to - from), table) << "run this test with GOLIVE_UPDATE_DOCS=1";
}

class LoadConfig : public ::testing::Test {
 protected:
  ~LoadConfig() override {
    for (const std::string& name : set_) ::unsetenv(name.c_str());
    std::filesystem::remove(path_);
  }
  void environment(const std::string& name, const std::string& value) {
    ::setenv(name.c_str(), value.c_str(), 1);
    set_.push_back(name);
  }
  Config load(const std::string& text, const Config& defaults = {}) {
    std::ofstream(path_) << text;
    return load_config({.defaults = defaults, .file = path_});
  }
  // All that is said about a file, without the place of the test's file.
  std::string complaint(const std::string& text) {
    try {
      load(text);
    } catch (const Error& error) {
      std::string what = error.what();
      for (std::size_t at; (at = what.find(path_)) != std::string::npos;) what.replace(at, path_.size(), "golive.conf");
      return what;
    }
    return "nothing";
  }
  std::string path_ = std::filesystem::temp_directory_path() / ("golive_config_test." + std::to_string(::getpid()));
  std::vector<std::string> set_;
};

TEST_F(LoadConfig, ReadsEveryKindOfValue) {
  const Config config = load(R"(
# a comment
port = 8080            # and one behind
address = "0.0.0.0"    # quoted
development = true
token_lifetime = 2h

[thread]
name = pages
cpus = [0, 2]

[http]
body = 64 MiB
headers = 9KB
idle_time = 250ms

[log]
level = warning
format = json
)");
  EXPECT_EQ(config.port, 8080);
  EXPECT_EQ(config.address, "0.0.0.0");
  EXPECT_TRUE(config.development);
  EXPECT_EQ(config.token_lifetime, 2h);
  EXPECT_EQ(config.thread.name, "pages");
  EXPECT_EQ(config.thread.cpus, (std::vector{0, 2}));
  EXPECT_EQ(config.http.body, 64u * 1024 * 1024);
  EXPECT_EQ(config.http.headers, 9'000u);
  EXPECT_EQ(config.http.idle_time, 250ms);
  EXPECT_EQ(config.log.level, LogLevel::warning);
  EXPECT_EQ(config.log.format, LogFormat::json);
}

TEST_F(LoadConfig, TheLaterSourceWins) {
  environment("GOLIVE_HTTP_BODY", "3MB");
  const Config config = load("http.body = 2MB\nmailbox = 7\n", Config{.threads = 3, .mailbox = 9, .workers = 2});
  EXPECT_EQ(config.http.body, 3'000'000u);  // environment over file
  EXPECT_EQ(config.mailbox, 7u);            // file over code
  EXPECT_EQ(config.workers, 2);             // code over default
  EXPECT_EQ(config.threads, 3);
}

TEST_F(LoadConfig, APresetIsBelowWhatStandsBesideItAndAboveCode) {
  const Config config = load("mailbox = 99\npreset = strict\n", Config{.development = true});
  EXPECT_FALSE(config.development);
  EXPECT_EQ(config.mailbox, 99u);
  EXPECT_EQ(config.http.body, 256u * 1024);
  environment("GOLIVE_PRESET", "development");
  EXPECT_TRUE(load("preset = production\n").development);
}

TEST_F(LoadConfig, TheFileMayBeNamedByTheEnvironment) {
  std::ofstream(path_) << "port = 81\n";
  environment("GOLIVE_CONFIG", path_);
  EXPECT_EQ(load_config().port, 81);
  EXPECT_EQ(load_config({.environment = false}).port, 3000);
}

TEST_F(LoadConfig, SaysAllThatIsWrongAtOnceAndWhere) {
  environment("GOLIVE_THREADS", "many");
  environment("GOLIVE_TREADS", "4");
  EXPECT_EQ(complaint("http.bdoy = 1MB\n[http]\nbody = lots\nheaders = 1\n\nidle_time = 5\n[log]\nlevel = loud\n"),
            "GL0701 the configuration cannot be used:\n"
            "  GOLIVE_TREADS  no such variable   did you mean GOLIVE_THREADS?\n"
            "  golive.conf:1  http.bdoy: no such key   did you mean 'http.body'?\n"
            "  golive.conf:3  http.body = lots: not a size   write bytes, or a whole number with KB, MB, GB, KiB, MiB or GiB, like 64 MiB\n"
            "  golive.conf:6  http.idle_time = 5: not a duration   write a whole number with ns, us, ms, s, min, h or d, like 250ms or 2h\n"
            "  golive.conf:8  log.level = loud: not one of its words   write debug, info, warning, error or off\n"
            "  GOLIVE_THREADS  threads = many: not a whole number\n"
            "  golive.conf:4  http.headers = 1 bytes: out of its limits   write one from 64 bytes to 1 GiB");
}

TEST_F(LoadConfig, ClampsNothing) {
  EXPECT_NE(complaint("port = 65536\n").find("port = 65536: too large a number"), std::string::npos);
  EXPECT_NE(complaint("port = -1\n").find("port = -1: less than none"), std::string::npos);
  EXPECT_NE(complaint("threads = 1025\n").find("write one from 0 to 1024"), std::string::npos);
  EXPECT_NE(complaint("workers = 0\n").find("write one from 1 to 1024"), std::string::npos);
  EXPECT_NE(complaint("http.body = 99999999999 GiB\n").find("not a size"), std::string::npos);
  EXPECT_NE(complaint("threads = 99999999999999999999\n").find("not a whole number"), std::string::npos);
  EXPECT_NE(complaint("threads = 4x\n").find("not a whole number"), std::string::npos);
  EXPECT_NE(complaint("thread.name = much-too-long\n").find("write a text of 1 to 11 bytes"), std::string::npos);
  EXPECT_NE(complaint("development = yes\n").find("neither true nor false"), std::string::npos);
}

TEST_F(LoadConfig, SaysWhatIsNoConfiguration) {
  EXPECT_NE(complaint("hello\n").find("golive.conf:1  this line is neither 'key = value' nor '[section]' nor a '# comment'"),
            std::string::npos);
  EXPECT_NE(complaint("[http\n").find("this is no section"), std::string::npos);
  EXPECT_NE(complaint("address = \"a\n").find("the closing quote is missing"), std::string::npos);
  EXPECT_NE(complaint("address = \"a\\q\"\n").find("an unknown escape"), std::string::npos);
  EXPECT_NE(complaint("port = 1\n[http]\nbody = 1\n\nbody = 2\n")
                .find("golive.conf:5  http.body is set a second time   it stands at golive.conf:3"),
            std::string::npos);
  EXPECT_NE(complaint(std::string("a\0b", 3)).find("is no text"), std::string::npos);
  EXPECT_NE(complaint(std::string(2'000'000, '#')).find("larger than 1 MiB"), std::string::npos);
  EXPECT_NE(complaint("preset = fast\n").find("write development, production or strict"), std::string::npos);
  EXPECT_NE(complaint("session.store = x\n").find("it is set in code only"), std::string::npos);
  EXPECT_EQ(complaint("\xef\xbb\xbfport = 1\r\n"), "nothing");
}

TEST_F(LoadConfig, AFileThatIsNamedMustBeThere) {
  try {
    load_config({.file = "/nowhere/golive.conf"});
    FAIL() << "loaded";
  } catch (const Error& error) {
    EXPECT_NE(std::string_view(error.what()).find("/nowhere/golive.conf  cannot be read: No such file"), std::string_view::npos)
        << error.what();
  }
}

TEST(Config, OfCodeIsCheckedWhenTheAppStarts) {
  App app(Config{.threads = -3, .workers = 0});
  try {
    app.listen("127.0.0.1", 0).start();
    FAIL() << "started";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(),
                 "GL0701 the configuration cannot be used:\n"
                 "  Config  threads = -3: out of its limits   write one from 0 to 1024\n"
                 "  Config  workers = 0: out of its limits   write one from 1 to 1024");
  }
}

TEST(Config, SaysWhereToListen) {
  App app(Config{.address = "127.0.0.1", .port = 0});
  app.start();
  EXPECT_NE(app.port(), 0);
  EXPECT_NE(app.port(), 3000);
}

}  // namespace
}  // namespace golive

/// tests/vectors/receipts.json through the C++ front: the same steps that conformance.py gives to the fronts in C and Python.
#include <safar/register.hpp>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace {

using Json = nlohmann::json;

/// What steps made, both ways: `$apply/case` <-> the id.
class Names {
 public:
  void learn(const std::string& step, const Json& answer) {
    const Json made = answer.value("made", Json::object());
    for (const char* name : {"case", "number"})
      if (made.contains(name)) add("$" + step + "/" + name, made[name].get<std::string>());
    if (made.contains("persons"))
      for (std::size_t i = 0; i < made["persons"].size(); ++i) add("$" + step + "/persons/" + std::to_string(i), made["persons"][i].get<std::string>());
    for (const char* name : {"act", "digest"})
      if (answer.contains(name)) add("$" + step + "/" + name, answer[name].get<std::string>());
  }
  std::string sending(std::string text) {
    for (auto it = value_.rbegin(); it != value_.rend(); ++it) replace(text, it->first, it->second);  // the longer of two names that begin alike first
    for (std::sregex_iterator i(text.begin(), text.end(), id_), end; i != end; ++i) sent_.insert(i->str());
    return text;
  }
  std::string shown(std::string text) const {
    // What two steps have (a repeat and the first, a suspension and its preview) has the name of the first.
    for (const auto& name : order_) if (!name.ends_with("/number")) replace(text, value_.at(name), name);
    std::string out;
    std::size_t from = 0;
    for (std::sregex_iterator i(text.begin(), text.end(), id_), end; i != end; ++i) {
      out += text.substr(from, static_cast<std::size_t>(i->position()) - from) + (sent_.contains(i->str()) ? i->str() : "$id");
      from = static_cast<std::size_t>(i->position() + i->length());
    }
    out += text.substr(from);
    out = std::regex_replace(out, std::regex("\\b[0-9a-f]{128}\\b"), "$$signature");
    return std::regex_replace(std::regex_replace(out, std::regex("\\b[0-9a-f]{64}\\b"), "$$digest"), std::regex("\\b[0-9a-f]{8}-[0-9]+\\b"), "$$act");
  }

 private:
  void add(const std::string& name, const std::string& value) {
    if (value_.try_emplace(name, value).second) order_.push_back(name);
  }
  static void replace(std::string& text, const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
  }
  std::map<std::string, std::string> value_{};
  std::vector<std::string> order_{};
  std::set<std::string> sent_{};
  std::regex id_{"\\b[0-9a-f]{32}\\b"};
};

Json vectors() {
  std::ifstream in(SAFAR_SOURCE_DIR "/tests/vectors/receipts.json");
  return Json::parse(in);
}

Json expected_of(const Json& step) {
  Json out = Json::object();
  for (const char* key : {"receipt", "error"}) if (step.contains(key)) out[key] = step[key];
  return out;
}

/// One fresh register and its clock.
class Front {
 public:
  explicit Front(const Json& file) {
    folder_ = std::filesystem::temp_directory_path() / ("safar-conformance-" + std::to_string(::getpid()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    safar::RegisterOptions o;
    o.create = true;
    o.office = file["register"]["office"].get<std::string>();
    o.programme = file["register"]["programme"].get<std::string>();
    o.zone = file["register"]["zone"].get<std::string>();
    o.keys = safar::keys::file((folder_ / "register.key").string());
    now_ = file["clock"]["first"].get<std::int64_t>();
    o.clock = [this, step = file["clock"]["step"].get<std::int64_t>()] { return std::exchange(now_, now_ + step); };
    register_.emplace(safar::Register::open((folder_ / "register.safar").string(), o).value());
  }
  Front(const Front&) = delete;
  Front& operator=(const Front&) = delete;
  ~Front() {
    register_.reset();
    std::filesystem::remove_all(folder_);
  }
  Json answer(const Json& step, Names& names) {
    const Json& as = step["as"];
    const std::string verb = step["do"].get<std::string>(), name = step["name"].get<std::string>();
    const std::string text = names.sending(step.contains("text") ? step["text"].get<std::string>() : step["send"].dump());
    auto found = ask(verb, {as["actor"].get<std::string>(), as["role"].get<std::string>(), as.value("purpose", "casework")}, text);
    if (!found) {
      const auto& e = found.error();
      return {{"error", {{"code", static_cast<int>(e.code)}, {"name", safar::name(e.code)}, {"pointer", names.shown(e.pointer)}, {"reason", e.reason}}}};
    }
    const Json plain = Json::parse(*found);
    if (verb == "execute" || (verb == "check" && plain.contains("digest"))) names.learn(name, plain);
    Json shown = Json::parse(names.shown(*found));
    if (shown.contains("events") && shown["events"].is_array())
      for (auto& event : shown["events"]) std::sort(event["streams"].begin(), event["streams"].end());
    return {{"receipt", shown}};
  }

 private:
  safar::Result<std::string> ask(const std::string& verb, const safar::Actor& actor, const std::string& text) {
    auto s = register_->session(actor);
    if (!s) return std::move(s).error();
    if (verb == "query") {
      auto frame = s->query(text);
      if (!frame) return std::move(frame).error();
      return frame->json();
    }
    if (verb == "verify") return s->verify();
    auto receipt = verb == "execute" ? s->execute_json(text) : s->check_json(text);
    if (!receipt) return std::move(receipt).error();
    return receipt->json();
  }
  std::filesystem::path folder_{};
  std::int64_t now_ = 0;
  std::optional<safar::Register> register_{};
};

/// Names of the steps that are answered otherwise than the file says.
std::vector<std::string> differing(const Json& file, bool say) {
  std::vector<std::string> out;
  Front front(file);
  Names names;
  for (const auto& step : file["steps"]) {
    const Json want = expected_of(step), got = front.answer(step, names);
    if (want == got) continue;
    out.push_back(step["name"].get<std::string>());
    if (say) ADD_FAILURE() << out.back() << "\n  expected " << want << "\n  found    " << got;
  }
  return out;
}

TEST(ConformanceTest, EveryStepIsAnsweredAsTheFileSays) {
  const Json file = vectors();
  ASSERT_GT(file["steps"].size(), 80u);
  EXPECT_TRUE(differing(file, true).empty());
}

TEST(ConformanceTest, AWrongAnswerIsFound) {
  Json file = vectors();
  const std::string name = file["control"]["name"].get<std::string>();
  for (auto& step : file["steps"])
    if (step["name"] == name) {
      step.erase("receipt");
      step.erase("error");
      step.update(expected_of(file["control"]));
    }
  EXPECT_EQ(differing(file, false), std::vector<std::string>{name});
}

}  // namespace

#include "property/life.hpp"

#include <safar/base/date.hpp>
#include <safar/base/json.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <sstream>

namespace property {
namespace {

using namespace safar;
using Json = nlohmann::json;

constexpr std::int64_t day_us = 86'400'000'000;

std::string& replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t i = 0; (i = text.find(from, i)) != std::string::npos; i += to.size()) text.replace(i, from.size(), to);
  return text;
}

// What no command may ever answer: a bug of the library.
bool is_bug(const Error& e) { return e.code == ErrorCode::internal || e.code == ErrorCode::corrupt || e.code == ErrorCode::io; }

std::string shown(const Error& e) { return to_json(e); }

// A row after an erasure: equal, but for what is erased now.
bool same_but_erased(const Json& before, const Json& after) {
  if (before == after) return true;
  if (after.is_object() && after.value("absent", "") == "erased") return true;
  if (before.is_object() && after.is_object()) {
    // What was unknown may be erased now: nobody can tell any more whether the box said something of it.
    for (const auto& [key, v] : after.items())
      if (key != "masked" && !same_but_erased(before.value(key, Json()), v)) return false;
    return std::all_of(before.items().begin(), before.items().end(), [&](const auto& m) { return m.key() == "masked" || after.contains(m.key()); });
  }
  if (before.is_array() && after.is_array() && before.size() == after.size()) {
    for (std::size_t i = 0; i < before.size(); ++i) if (!same_but_erased(before[i], after[i])) return false;
    return true;
  }
  return false;
}

Json rows_of_case(const std::string& answer, const std::string& id) {
  Json out = Json::array();
  const Json all = Json::parse(answer);
  for (const auto& row : all["rows"]) if (row["case"] == id) out.push_back(row);
  return out;
}

std::string differ(const std::string& what, const std::string& a, const std::string& b) {
  std::size_t i = 0;
  while (i < a.size() && i < b.size() && a[i] == b[i]) ++i;
  const std::size_t from = i < 200 ? 0 : i - 200;
  return what + "\n  one: " + a.substr(from, 500) + "\n  other: " + b.substr(from, 500);
}

}  // namespace

Life::Life(std::string folder, std::string workflow, Pool pool, std::uint64_t seed, bool still, Tally& tally)
    : still_(still), folder_(std::move(folder)), path_(folder_ + "/life.safar"), workflow_(std::move(workflow)), pool_(std::move(pool)), random_(seed), tally_(tally),
      now_(std::int64_t{Date::parse("2019-03-01").value().days()} * day_us + 9 * day_us / 24) {
  std::filesystem::remove_all(folder_);
  std::filesystem::create_directories(folder_);
  open(true);
}

Life::~Life() {
  register_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void Life::open(bool create) {
  RegisterOptions o;
  o.create = create;
  o.office = "BKO";
  o.programme = "ML-JI";
  o.zone = "Africa/Bamako";
  o.workflow = create ? workflow_ : "";
  o.keys = keys::file(folder_ + "/life.key");
  o.clock = [this] { return now_; };
  auto r = Register::open(path_, o);
  if (!r) { problem_ = "does not open: " + shown(r.error()); return; }
  register_.emplace(std::move(*r));
  grouped_ = false;
  if (create) {
    const auto changes = Json::parse(rows("{\"v\":1,\"from\":\"changes\"}"));
    const std::string act = changes["rows"][0]["act"];
    writer_ = act.substr(0, act.find('-'));
  }
}

Session Life::as(const std::string& role, const std::string& purpose) { return register_->session({"officer.x", role, purpose}).value(); }

std::string Life::rows(const std::string& query) {
  auto f = as("data_protection_officer", "data_protection").query(query);
  if (!f) { problem_ = query + " fails: " + shown(f.error()); return "{\"rows\":[]}"; }
  return f->json();
}

std::string Life::dump() {
  auto d = as("data_protection_officer", "data_protection").projection_dumps();  // who reads all of it
  if (!d) { problem_ = "no dump: " + shown(d.error()); return ""; }
  return plain(d->first);
}

std::string Life::plain(std::string text) const { return replace_all(text, writer_ + "-", "W-"); }

// What came of a command, as another register would say it: streams of a programme have an id that is each register's own.
std::string Life::outcome(const std::string& receipt) const {
  Json r = Json::parse(plain(receipt));
  for (auto& e : r["events"]) {
    Json kept = Json::array();
    for (const auto& id : e["streams"])
      if (std::find(pool_.cases.begin(), pool_.cases.end(), id) != pool_.cases.end() || std::find(pool_.persons.begin(), pool_.persons.end(), id) != pool_.persons.end()) kept.push_back(id);
    e["streams"] = kept;
  }
  return r.dump();
}

std::string Life::fill_in(std::string text) const {
  replace_all(text, "$act", act_);
  return replace_all(text, "$split", split_);
}

std::string Life::day(int back) const { return to_string(Date::from_days(now_ / day_us - back).value()); }

std::string Life::after_refusal(const Error& error, const std::string& before) {
  ++tally_.refused;
  ++tally_.reasons[error.reason.empty() ? std::string(name(error.code)) : error.reason];
  if (is_bug(error)) return "a command may not end like this: " + shown(error);
  if (error.message.empty() || error.message.find('\n') != std::string::npos) return "an error without a sentence of one line: " + shown(error);
  if (!before.empty() && dump() != before) return differ("refused (" + shown(error) + "), and yet something changed", before, dump());
  return problem_;
}

std::string Life::run(const Step& step, const std::string& command, bool compare_check) {
  auto session = as(step.role, step.purpose);
  std::optional<Result<Receipt>> preview;
  const std::string before = random_.one_in(3) ? dump() : "";
  if (compare_check) {
    ++tally_.checks;
    preview = session.check_json(command);
    if (!*preview && is_bug(preview->error())) return "a check may not end like this: " + shown(preview->error());
    if (!before.empty() && dump() != before) return differ("a check wrote something", before, dump());
  }
  auto done = session.execute_json(command);
  story_.push_back({step.role, step.purpose, command, done ? outcome(done->json()) : plain(shown(done.error())), now_});
  if (preview && preview->ok() != done.ok()) {
    const bool told = !done && (done.error().reason == "in_group" || done.error().reason == "expectation");
    if (!told) return "check and execute differ: " + (preview->ok() ? (*preview)->json() : shown(preview->error())) + " and " + (done ? done->json() : shown(done.error()));
  }
  if (!done) {
    if (preview && !*preview && shown(preview->error()) != shown(done.error()) && done.error().reason != "wrong_role" && done.error().reason != "wrong_purpose")
      return "check and execute refuse differently: " + shown(preview->error()) + " and " + shown(done.error());
    return after_refusal(done.error(), before);
  }
  if (done->repeated) return problem_;
  ++tally_.done;
  const Json r = Json::parse(done->json());
  ++tally_.verbs[done->command];
  if (preview && (*preview)->events.size() && (*preview)->events[0].kind != done->events[0].kind) return "check and execute say other events";
  if (preview && ((*preview)->count != done->count || (*preview)->digest != done->digest)) return "check and execute count otherwise";
  if (done->command == "suspend") act_ = done->act;
  if (done->command == "erase") { ++erasures_; ++tally_.erased; }
  if (r["made"].is_object() && done->command == "split_household" && r["made"].contains("case")) {
    split_ = r["made"]["case"].get<std::string>();
    if (std::find(pool_.cases.begin(), pool_.cases.end(), split_) == pool_.cases.end()) pool_.cases.push_back(split_);
  }
  // Every case that it names stands at the version that it says.
  for (const auto& v : done->versions) {
    const auto now = Json::parse(rows("{\"v\":1,\"from\":\"cases\",\"where\":[[\"case\",\"=\",\"" + to_string(v.id) + "\"]],\"select\":[\"version\"]}"));
    if (now["rows"].size() == 1 && now["rows"][0]["version"] != v.n) return "the receipt says version " + std::to_string(v.n) + ", the view " + now["rows"][0]["version"].dump();
  }
  if (done->command == "erase") {  // the requests of every act that touched them went with them, its own too
    const Json erase = Json::parse(command);
    for (const auto& person : erase["persons"])
      std::erase_if(known_, [&](const Known& k) { return k.receipt.find(person.get<std::string>()) != std::string::npos; });
    return problem_;
  }
  if (!r["request"].get<std::string>().empty()) known_.push_back({step.role, step.purpose, command, done->json()});
  return problem_;
}

std::string Life::step(const Step& s) {
  using What = Step::What;
  if (!still_) now_ += 1'000'000;
  switch (s.what) {
    case What::days: now_ += static_cast<std::int64_t>(s.n) * day_us; return "";
    case What::begin_group:
      if (auto r = register_->begin_group(); r.ok() == grouped_) return "begin_group in a group";
      grouped_ = true;
      return "";
    case What::commit_group:
      if (!grouped_) return "";
      if (auto r = register_->commit_group(); !r) return "commit_group fails: " + shown(r.error());
      grouped_ = false;
      return "";
    case What::reopen: {
      if (grouped_) return "";
      const std::string before = dump();
      if (auto r = register_->close(); !r) return "does not close: " + shown(r.error());
      open(false);
      if (!problem_.empty()) return problem_;
      if (dump() != before) return differ("closed and opened, it is another register", before, dump());
      return everything();
    }
    case What::check_all: return everything();
    case What::execute: return run(s, fill_in(s.command), random_.one_in(2));
    case What::expect: {
      Json command = Json::parse(fill_in(s.command));
      if (auto seen = as(s.role, s.purpose).check_json(command.dump()); seen && seen->count >= 0 && seen->digest.size() > 12) command["expect"] = {{"count", seen->count}, {"digest", seen->digest.substr(0, 12)}};
      return run(s, command.dump(), random_.one_in(2));
    }
    case What::repeat: {
      if (known_.empty()) return "";
      const Known k = known_[known_.size() - 1 - s.n % known_.size()];
      const std::string before = dump();
      auto again = random_.one_in(3) ? as(k.role, k.purpose).check_json(k.command) : as(k.role, k.purpose).execute_json(k.command);
      ++tally_.repeats;
      // A repeat is answered to who may do the command by the workflow in force.
      if (!again && again.error().reason == "wrong_role") return after_refusal(again.error(), before);
      if (!again) return "a repeated request is refused: " + shown(again.error()) + "\n  " + k.command;
      if (!again->repeated) return "a repeated request is done again: " + k.command;
      Json one = Json::parse(k.receipt), other = Json::parse(again->json());
      for (auto* j : {&one, &other}) { j->erase("advice"); j->erase("repeated"); }
      if (one != other) return differ("a repeated request has another receipt: " + k.command, one.dump(), other.dump());
      if (dump() != before) return differ("a repeated request changed something", before, dump());
      return problem_;
    }
    case What::reuse: {
      if (known_.empty()) return "";
      const Known k = known_[known_.size() - 1 - s.n % known_.size()];
      Json command = Json::parse(fill_in(s.command));
      const bool fine = as(s.role, s.purpose).check_json(command.dump()).ok();
      Json first = Json::parse(k.command), second = command;
      command["request"] = first["request"];
      for (auto* j : {&first, &second})
        for (const char* beside : {"v", "request", "expect", "if_version"}) j->erase(beside);
      if (first == second) return "";  // by chance the same command: that is a repeat
      const std::string before = dump();
      auto done = as(s.role, s.purpose).execute_json(command.dump());
      if (done) return "another command under a request that was used: " + command.dump();
      if (fine && done.error().code != ErrorCode::request_reused) return "a request that was used is refused otherwise: " + shown(done.error());
      return after_refusal(done.error(), before);
    }
    case What::stale:
    case What::fresh: {
      const auto all = Json::parse(rows("{\"v\":1,\"from\":\"cases\"}"))["rows"];
      if (all.empty()) return problem_;
      Json command = Json::parse(fill_in(s.command));
      const Json* chosen = &all[random_.below(all.size())];
      for (const auto& row : all) if (command.contains("case") && row["case"] == command["case"]) chosen = &row;
      const bool fine = as(s.role, s.purpose).check_json(command.dump()).ok();
      const std::int64_t n = (*chosen)["version"];
      command["if_version"] = {{(*chosen)["case"].get<std::string>(), s.what == What::fresh ? n : random_.one_in(2) ? n - 1 : n + 1 + static_cast<std::int64_t>(random_.below(3))}};
      if (s.what == What::fresh) return run(s, command.dump(), true);
      ++tally_.stale;
      const std::string before = dump();
      auto done = as(s.role, s.purpose).execute_json(command.dump());
      if (done) return "a stale version was taken: " + command.dump();
      if (fine && done.error().code != ErrorCode::stale && done.error().reason != "not_changed" && done.error().reason != "expectation") return "a stale version is refused otherwise: " + shown(done.error());
      return after_refusal(done.error(), before);
    }
  }
  return "";
}

// One case is folded from its own events, all cases are columns that were kept up: both ways give the same rows.
std::string Life::one_and_all(const std::string& when) {
  const std::string groups = "\"group\":[\"case\",\"sex\",\"nationality\",\"site\",\"route\",\"journey\",\"held\",\"month\"]";
  for (const std::string form : {"\"from\":\"cases\"", "\"from\":\"persons\"", "\"from\":\"counts\","}) {
    const std::string head = "{\"v\":1," + form + (form.back() == ',' ? groups : "") + when;
    const std::string all = rows(head + "}");
    std::set<std::string> ids(pool_.cases.begin(), pool_.cases.end());
    const Json parsed = Json::parse(all);
    for (const auto& row : parsed["rows"]) ids.insert(row["case"].get<std::string>());
    for (const auto& id : ids) {
      const Json mine = rows_of_case(all, id), alone = Json::parse(rows(head + ",\"where\":[[\"case\",\"=\",\"" + id + "\"]]}"))["rows"];
      if (!problem_.empty()) return problem_;
      ++tally_.compared;
      if (mine != alone) return differ("one case alone and among all: " + head, mine.dump(), alone.dump());
    }
  }
  return problem_;
}

std::string Life::the_past() {
  for (auto& [query, told] : told_) {
    const std::string now = rows(query);
    ++tally_.past;
    if (now == told.json) continue;
    if (told.erasures == erasures_ || !same_but_erased(Json::parse(told.json), Json::parse(now))) return differ("what was known is told otherwise now: " + query, told.json, now);
    told = {now, erasures_};
  }
  if (grouped_) return problem_;
  // Days that are over, asked from now on again and again.
  const std::string yesterday = day(1), earlier = day(2 + static_cast<int>(random_.below(8)));
  for (const char* view : {"\"from\":\"cases\"", "\"from\":\"persons\"", "\"from\":\"counts\",\"group\":[\"sex\",\"age_band\",\"nationality\",\"site\",\"journey\",\"departed\"]"})
    for (const std::string& when : {",\"known_on\":\"" + yesterday + "\"", ",\"known_on\":\"" + yesterday + "\",\"valid_on\":\"" + earlier + "\""}) {
      const std::string query = std::string("{\"v\":1,") + view + when + "}";
      if (told_.size() < 60 || random_.one_in(4)) told_.insert_or_assign(query, Told{rows(query), erasures_});
    }
  return problem_;
}

std::string Life::everything() {
  if (!grouped_) {
    ++tally_.verified;
    auto report = as("auditor", "audit").verify();
    if (!report) return "verify fails: " + shown(report.error());
    if (report->find("\"intact\":true") == std::string::npos || report->find("\"projections\":\"same\"") == std::string::npos) return "not intact: " + *report;
  }
  auto dumps = as("auditor", "audit").projection_dumps();
  if (!dumps) return "no dump: " + shown(dumps.error());
  if (dumps->first != dumps->second) return differ("stored and rebuilt projections differ", dumps->first, dumps->second);
  const auto some_day = [&](const char* name) { return std::string(",\"") + name + "\":\"" + day(static_cast<int>(random_.below(20)) - 2) + "\""; };
  for (const std::string& when : {std::string(), some_day("valid_on"), some_day("known_on"), some_day("known_on") + some_day("valid_on")})
    if (auto p = one_and_all(when); !p.empty()) return p;
  return the_past();
}

std::string Life::each(const std::vector<Done>& story, const std::string& their_writer) {
  for (std::size_t i = 0; i < story.size();) {
    std::size_t end = i + 1;
    while (end < story.size() && story[end].role == story[i].role && story[end].purpose == story[i].purpose && story[end].clock / day_us == story[i].clock / day_us) ++end;
    std::vector<std::string> commands;
    for (std::size_t k = i; k < end; ++k) { auto c = story[k].command; commands.push_back(replace_all(c, their_writer + "-", writer_ + "-")); }
    now_ = story[i].clock;
    auto done = as(story[i].role, story[i].purpose).execute_each(commands);
    if (!done) return "execute_each fails: " + shown(done.error());
    if (done->size() != commands.size()) return "execute_each gives another number of outcomes";
    for (std::size_t k = i; k < end; ++k) {
      auto& o = (*done)[k - i];
      if (o.error && o.error->row != static_cast<std::int64_t>(k - i)) return "an error of many does not say which row it is";
      if (o.error) o.error->row = -1;
      const std::string mine = o.error ? plain(shown(*o.error)) : outcome(o.receipt);
      if (mine != story[k].outcome) return differ("one by one and in one call: " + story[k].command, story[k].outcome, mine);
      ++tally_.compared;
    }
    i = end;
  }
  return everything();
}

std::string Life::compare(Life& other) {
  // Who is looked up, without the keyed hash by which, which is each register's own.
  const auto bare = [](const std::string& text) {
    std::istringstream in(text);
    std::multiset<std::string> found;
    std::string out;
    for (std::string line; std::getline(in, line);) {
      if (line.starts_with("lookup ")) found.insert(line.substr(line.rfind(' ')));
      else if (line.size() > 66 && line.starts_with('{') && line[line.size() - 65] == ' ') out += line.substr(0, line.size() - 65) + "\n";
      else out += line + "\n";
    }
    for (const auto& id : found) out += "lookup" + id + "\n";
    return out;
  };
  const std::string mine = bare(dump()), theirs = bare(other.dump());
  return mine == theirs ? "" : differ("one by one and in one call leave another register", mine, theirs);
}

}  // namespace property

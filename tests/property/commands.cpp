#include "property/commands.hpp"

#include <safar/base/json.hpp>
#include <safar/casework/verbs.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <new>

namespace property {
namespace {

using namespace safar;
using Json = nlohmann::json;

class Commands {
 public:
  Commands(Random& random, const Pool& pool) : random_(random), pool_(pool) {}

  Json fact(const TypeInfo& type) { return record(type, 0); }

 private:
  // A text of a member: such words as mean something to it, so that commands get past their first question.
  Json text(std::string_view name) {
    if (name == "outcome") return random_.word({"eligible", "eligible", "ineligible", "completed", "withdrawn", "refused", "resume", "refer", "refuse", "distinct", "same_person", "nonsense"});
    if (name == "code") return random_.word({"stranded", "identity_confirmed", "intake_not_typical", "other"});
    if (name == "hold") return random_.word({"programme_suspension", "programme_suspension", "duplicate_review", "odd", "$act", "act $act"});
    if (name == "site") return random_.word({"ML-BKO-1", "ML-BKO-2", "ML-GAO-1"});
    if (name == "route") return random_.word({"DZA", "NER", "other", ""});
    if (name == "programme" || name == "to_programme") return random_.word({"ML-JI", "ML-JI", "ML-X"});
    if (name == "to_office") return random_.word({"", "BKO", "GAO"});
    if (name == "number" || name == "phone") return random_.word({"B1", "b 2", "B3", "+223 20 22 33 44", "", "77-77"});
    if (name == "journey") return random_.word({"applied", "counselled", "cleared", "closed", "nowhere"});
    if (name == "line") return random_.word({"micro_business", "housing"});
    if (name == "answer") return random_.word({"accepted", "refused", "no_answer", "upheld", "perhaps"});
    if (name == "step") return random_.word({"requested", "interviewed", "nationality_verified", "issued", "refused", "received"});
    if (name == "about") return random_.word({"suspension", "decision"});
    if (name == "status") return random_.word({"ongoing", "completed", "dropped_out"});
    if (name == "kind") return random_.word({"micro_business", "training", "vulnerability", "health", "explicit", "workflow", "clinic"});
    if (name == "level") return random_.word({"individual", "community", "structural"});
    if (name == "dimension") return random_.word({"economic", "social", "psychosocial"});
    if (name.ends_with("name")) return random_.word({"Awa", "Mariam", "\u0645\u0631\u064a\u0645", "N'Diaye", "O", ""});
    return random_.word({"", "clinic", "a text", "text \u00e9\u00e8 \"quoted\"\n", "individual", "in_person"});
  }
  Json scalar(const TypeInfo& t, std::string_view name) {
    if (name == "case" || name == "into") return random_.one_in(12) ? "$split" : random_.one_in(30) ? random_.id() : random_.of(pool_.cases);
    if (name == "cases") return random_.of(pool_.cases);
    if (name == "new_case") return random_.id();
    if (name == "household") return random_.word({"0000000000000000000000000000aaaa", "0000000000000000000000000000bbbb"});
    if (name.starts_with("person") || name == "same_as") return random_.one_in(30) ? random_.id() : random_.of(pool_.persons);
    constexpr std::string_view texts[] = {"2018-11-03", "2018-11-12", "2018-12", "1994", "1994-03-21", "2030-01-01", "2019-02-20", "GIN", "SEN", "MLI", "10.00 EUR", "52000 XOF", "800.00 EUR", "fr", "bm", "00000000000000000000000000000001"};
    std::unique_ptr<void, void (*)(void*)> value(::operator new(t.size), [](void* p) { ::operator delete(p); });
    t.make(value.get());
    std::string_view found = "2018-11-12";
    for (std::size_t i = 0, from = random_.below(std::size(texts)); i < std::size(texts); ++i)
      if (const auto text = texts[(from + i) % std::size(texts)]; t.parse(text, value.get())) { found = text; break; }
    t.drop(value.get());
    return std::string(found);
  }
  Json wrong() {
    switch (random_.below(7)) {
      case 0: return nullptr;
      case 1: return -1;
      case 2: return "";
      case 3: return Json::array({1, "x"});
      case 4: return Json{{"absent", "unknown"}};
      case 5: return std::string(300, 'x');
      default: return true;
    }
  }
  Json value(const TypeInfo& t, std::string_view name, int depth) {
    if (random_.one_in(250)) return wrong();
    switch (t.kind) {
      case Kind::boolean: return random_.one_in(2);
      case Kind::integer: return static_cast<std::int64_t>(random_.below(4));
      case Kind::code: return std::string(random_.of(t.codes));
      case Kind::text: return text(name);
      case Kind::scalar: return scalar(t, name);
      case Kind::record: return record(t, depth + 1);
      case Kind::choice: {
        const TypeInfo& one = t.of[random_.below(t.of.size())]();
        return Json{{std::string(one.name), record(one, depth + 1)}};
      }
      case Kind::list: {
        Json out = Json::array();
        const std::size_t n = name == "persons" && depth == 0 ? 1 + random_.below(3) : random_.below(3);
        for (std::size_t i = 0; i < n && depth < 5; ++i) out.push_back(value(t.of[0](), name, depth + 1));
        return out;
      }
      case Kind::known: {
        if (random_.one_in(12)) return random_.one_in(2) ? Json(nullptr) : Json{{"absent", random_.word({"refused", "placeholder", "unknown"})}};
        return value(t.of[0](), name, depth);
      }
    }
    return nullptr;
  }
  Json record(const TypeInfo& t, int depth) {
    Json out = Json::object();
    for (const auto& f : t.fields) {
      const bool made = f.doc.find("made by the library") != std::string_view::npos || f.doc.find("Made by the library from") != std::string_view::npos;
      if (made && !random_.one_in(60)) continue;
      const bool always = f.name == "case" || f.name == "outcome" || f.name == "reason" || f.name == "code" || f.name == "persons" || f.name == "hold" || f.name == "into" || (f.name == "person_id" && depth > 0) || f.name == "about";
      const bool seldom = (f.name == "person_id" && depth == 0) || f.name == "to_programme" || f.name == "programme" || f.name == "household" || f.name == "arrived_on" || f.name == "departed_on" || f.name == "applied_on" || f.name == "evidence" || f.name == "same";
      if (seldom ? !random_.one_in(5) : always ? random_.one_in(25) : random_.one_in(2)) continue;
      out[std::string(f.name)] = value(f.type(), f.name, depth);
    }
    if (random_.one_in(150)) out["resaon"] = "x";
    return out;
  }

  Random& random_;
  const Pool& pool_;
};

}  // namespace

Pool::Pool(Random& random) {
  for (int i = 0; i < 5; ++i) cases.push_back(random.id());
  for (int i = 0; i < 9; ++i) persons.push_back(random.id());
}

std::string Step::json() const {
  constexpr const char* names[] = {"execute", "execute, as previewed", "repeat", "reuse the request of", "stale", "fresh", "begin_group", "commit_group", "close and open", "days", "check all"};
  std::string out = names[static_cast<int>(what)];
  if (!role.empty()) out += " (" + role + ", " + purpose + ") " + command;
  if (what == What::days || what == What::repeat || what == What::reuse) out += " " + std::to_string(n);
  return out;
}

std::vector<Step> random_life(Random& random, const Pool& pool, const safar::Workflow& workflow, const std::string& other_workflow, std::size_t steps, bool plain) {
  std::vector<Step> out;
  Commands commands(random, pool);
  std::vector<const Verb*> all;
  for (const Verb& v : verbs()) if (v.use != VerbUse::derived && !(plain && (v.kind == EventKind::split_household || v.kind == EventKind::adopt))) all.push_back(&v);
  const std::vector<std::string> anybody = {"intake_clerk", "counsellor", "reviewing_officer", "movement_officer", "receiving_partner", "programme_manager", "protection_officer", "finance_officer", "data_protection_officer"};
  std::string role, purpose;  // of a plain life: one for some steps, so that they go together
  for (std::size_t i = 0; i < steps; ++i) {
    Step s;
    if (plain && i % 8 == 0) { role = random.of(anybody); purpose = role == "data_protection_officer" && random.one_in(2) ? "data_protection" : "casework"; }
    const std::size_t dice = i < pool.cases.size() ? 99 : random.below(100);
    if (dice < 6) { s.what = Step::What::days; s.n = 1 + random.below(4); out.push_back(s); continue; }
    if (!plain && dice < 9) { s.what = random.one_in(2) ? Step::What::begin_group : Step::What::commit_group; out.push_back(s); continue; }
    if (!plain && dice < 10) { s.what = Step::What::reopen; out.push_back(s); continue; }
    if (plain) {
      if (dice < 12 && !out.empty() && out.back().what == Step::What::execute) { s = out.back(); out.push_back(s); continue; }
    } else if (dice < 15) { s.what = random.one_in(2) ? Step::What::repeat : Step::What::reuse; s.n = random.below(6); }
    else if (dice < 20) s.what = random.one_in(2) ? Step::What::stale : Step::What::fresh;
    const bool beginning = i < pool.cases.size();
    const Verb* verb = beginning || random.one_in(12) ? find_verb(EventKind::apply) : random.one_in(12) ? find_verb(EventKind::suspend) : random.one_in(14) ? find_verb(EventKind::review) : random.of(all);
    if (plain)
      for (int again = 0; again < 6; ++again) {
        const auto may = workflow.roles(verb->name);
        if (verb->kind == EventKind::erase ? role == "data_protection_officer" : may.empty() || std::find(may.begin(), may.end(), role) != may.end()) break;
        verb = random.of(all);
      }
    Json command = commands.fact(verb->type());
    if (verb->kind == EventKind::apply && (beginning || !command.contains("case"))) command["case"] = beginning ? pool.cases[i] : random.of(pool.cases);
    if (beginning) {
      const std::string p[] = {pool.persons[i], pool.persons[i + 4]};
      command["persons"] = Json::array({{{"person_id", p[0]}, {"given_name", "Awa"}, {"sex", "female"}, {"nationality", "GIN"}}, {{"person_id", p[1]}, {"birth", "2001"}, {"documents", {{{"type", "passport"}, {"number", "B1"}, {"usable", true}}}}}});
      if (random.one_in(3)) command["persons"].erase(1);
      for (const char* odd : {"number", "office", "household", "applied_on", "resaon"}) command.erase(odd);
    }
    if (verb->kind == EventKind::adopt) command = {{"kind", "workflow"}, {"name", "random"}, {"document", other_workflow}};
    if (verb->kind == EventKind::suspend && random.one_in(2)) command.erase("select");
    if (verb->kind == EventKind::erase && !random.one_in(4)) command["persons"] = Json::array({random.of(pool.persons)});
    if (plain && verb->kind == EventKind::apply) {
      if (!command["persons"].is_array() || command["persons"].empty()) command["persons"] = Json::array({Json::object()});
      for (auto& p : command["persons"]) if (p.is_object() && (!p.contains("person_id") || !p["person_id"].is_string() || p["person_id"].get<std::string>().size() != 32)) p["person_id"] = random.of(pool.persons);
      if (!command["case"].is_string() || command["case"].get<std::string>().size() != 32) command["case"] = random.of(pool.cases);
    }
    if ((verb->kind == EventKind::split_household || verb->kind == EventKind::merge) && !random.one_in(4)) {  // of the family as it began: a random one is seldom there
      const std::size_t k = random.below(pool.cases.size());
      command["case"] = pool.cases[k];
      command.erase("person_id");
      if (verb->kind == EventKind::merge) command["into"] = random.of(pool.cases);
      else command["persons"] = Json::array({pool.persons[k + random.below(2) * 4]});
    }
    command["command"] = std::string(verb->name);
    if (!random.one_in(10)) command["v"] = 1;
    command["request"] = random.id();
    if (random.one_in(5)) command["valid"] = random.word({"2018-11-05", "2019-02-14", "2019-02-27", "2019-03-01", "2019-03-04", "2019-05-01", "2018-02-30"});
    if (verb->kind == EventKind::suspend && s.what == Step::What::execute && !random.one_in(5)) s.what = Step::What::expect;
    const auto roles = workflow.roles(verb->name);
    if (beginning) s.what = Step::What::execute;
    s.role = beginning ? "intake_clerk" : verb->kind == EventKind::adopt ? "system_administrator" : verb->kind == EventKind::erase && !random.one_in(6) ? "data_protection_officer"
             : !roles.empty() && !random.one_in(12) ? random.of(roles) : random.of(anybody);
    s.purpose = random.one_in(40) ? "statistics" : s.role == "data_protection_officer" && random.one_in(3) ? "data_protection" : "casework";
    if (beginning) s.purpose = "casework";
    if (plain && !beginning) { s.role = role; s.purpose = purpose; if (random.one_in(15) && !out.empty() && !out.back().command.empty()) command["request"] = Json::parse(out.back().command)["request"]; }
    s.command = command.dump();
    out.push_back(std::move(s));
    if (random.one_in(14)) { Step check; check.what = Step::What::check_all; out.push_back(check); }
  }
  Step last;
  last.what = Step::What::check_all;
  if (!plain) { Step c; c.what = Step::What::commit_group; out.push_back(c); }
  out.push_back(last);
  if (!plain) { Step r; r.what = Step::What::reopen; out.push_back(r); out.push_back(last); }
  return out;
}

}  // namespace property

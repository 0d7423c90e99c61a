#pragma once
// Whole case histories as commands, generated: ten acts a case, every shelf filled, every guard asked. The same for the same seed.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <safar/base/arrow.hpp>
#include <safar/base/id.hpp>
#include <safar/base/json.hpp>
#include <safar/casework/apply.hpp>
#include <safar/casework/consent.hpp>
#include <safar/casework/counselling.hpp>
#include <safar/casework/eligibility.hpp>
#include <safar/casework/travel.hpp>
#include <safar/workflow/workflow.hpp>

namespace safar::bench {

/// A command in parts.
struct Said {
  std::string command{}, members{}, valid{};
  [[nodiscard]] std::string json() const { return "{\"command\":\"" + command + "\"," + members + ",\"v\":1,\"valid\":\"" + valid + "\"}"; }
};

struct JsonRow {
  std::string json{};
  static constexpr std::string_view type_name = "commands", type_doc = "Whole commands.";
  template <class V> static constexpr void describe(V& v) { v(1, "json", &JsonRow::json, Shelf::open, "The command."); }
};

/// The commands of a history, a struct each.
struct Facts {
  Apply apply{};
  Counsel counsel{};
  Assess assess{};
  DecideEligibility decide{};
  Consent consent{};
  Clear clear{};
  Book book{};
  Checklist checklist{};
  Depart depart{};
  Arrive arrive{};
  static constexpr std::string_view type_name = "facts", type_doc = "A struct for each command.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "apply", &Facts::apply, Shelf::open, "");
    v(2, "counsel", &Facts::counsel, Shelf::open, "");
    v(3, "assess", &Facts::assess, Shelf::open, "");
    v(4, "decide_eligibility", &Facts::decide, Shelf::open, "");
    v(5, "consent", &Facts::consent, Shelf::open, "");
    v(6, "clear", &Facts::clear, Shelf::open, "");
    v(7, "book", &Facts::book, Shelf::open, "");
    v(8, "checklist", &Facts::checklist, Shelf::open, "");
    v(9, "depart", &Facts::depart, Shelf::open, "");
    v(10, "arrive", &Facts::arrive, Shelf::open, "");
  }
};
struct FactRow {
  std::string command{}, valid{};
  Facts fact{};
  static constexpr std::string_view type_name = "commands", type_doc = "Commands as columns.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "command", &FactRow::command, Shelf::open, "");
    v(2, "valid", &FactRow::valid, Shelf::open, "");
    v(3, "fact", &FactRow::fact, Shelf::open, "");
  }
};

/// The shipped workflow, whose guards stay as they are, with one role that may do all: a migration is written by one hand.
inline std::string migration_workflow() {
  std::string text(avrr_workflow());
  const std::string by = "\"by\": [";
  for (std::size_t at = text.find(by); at != std::string::npos; at = text.find(by, at + 1)) {
    const auto end = text.find(']', at);
    if (text.substr(at, end - at).find("\"reviewing_officer\"") == std::string::npos) text.insert(at + by.size(), "\"reviewing_officer\",");
  }
  return text;
}

class Histories {
 public:
  static constexpr std::size_t events_of_a_case = 10;
  explicit Histories(std::uint64_t seed) : random_(seed) {}

  void one(std::vector<Said>& out) {
    static constexpr const char* given[] = {"Mariam", "Awa", "Fatou", "Aminata", "Moussa", "Ibrahim", "Oumar", "Sekou", "Adama", "Binta", "Cheick", "Djeneba"};
    static constexpr const char* family[] = {"Traore", "Diallo", "Keita", "Coulibaly", "Camara", "Bah", "Barry", "Sow", "Conde", "Toure", "Diarra", "Kone"};
    static constexpr const char* nations[] = {"GIN", "MLI", "CIV", "SEN", "BFA", "GMB", "NER", "CMR", "NGA", "GHA", "TGO", "SLE"};
    static constexpr const char* sites[] = {"ML-BKO-1", "ML-BKO-2", "ML-GAO-1", "ML-KAY-1", "ML-MOP-1"};
    const std::string a_case = to_string(id()), person = to_string(id());
    const auto n = random_();
    const int month = static_cast<int>(n % 24), day = 1 + static_cast<int>(n / 24 % 28);
    const std::string on = std::to_string(2017 + month / 12) + (month % 12 < 9 ? "-0" : "-") + std::to_string(month % 12 + 1) + (day < 10 ? "-0" : "-") + std::to_string(day);
    const auto pick = [&](const auto& list) { return std::string(list[random_() % std::size(list)]); };
    const std::string head = "\"case\":\"" + a_case + "\",\"person_id\":\"" + person + "\"", bare = "\"case\":\"" + a_case + "\"";
    const auto say = [&](const char* command, const std::string& members) { out.push_back({command, members, on}); };
    say("apply", bare + ",\"applied_on\":\"" + on + "\",\"site\":\"" + pick(sites) + "\",\"route\":\"DZA\",\"persons\":[{\"person_id\":\"" + person + "\",\"given_name\":\"" + pick(given) +
                     "\",\"family_name\":\"" + pick(family) + "\",\"birth\":\"19" + std::to_string(60 + random_() % 40) + "-0" + std::to_string(1 + random_() % 9) +
                     "\",\"phone\":\"+2237" + std::to_string(1000000 + random_() % 9000000) + "\",\"sex\":\"" + (random_() % 4 ? "male" : "female") + "\",\"nationality\":\"" + pick(nations) +
                     "\",\"relation\":\"principal\",\"health_needs\":false,\"trafficked\":false,\"documents\":[{\"type\":\"passport\",\"number\":\"P" + std::to_string(random_() % 100000000) +
                     "\",\"country\":\"GIN\",\"expires\":\"2030-01-01\",\"usable\":true}]}]");
    say("counsel", head + ",\"language\":\"fr\",\"notes\":\"spoke of the journey and of the plan\"");
    say("assess", head + ",\"kind\":\"vulnerability\",\"result\":\"no particular needs\"");
    say("decide_eligibility", head + ",\"outcome\":\"eligible\",\"reason\":{\"code\":\"criteria_met\",\"text\":\"stranded in transit, identity confirmed\"}");
    say("consent", head + ",\"kind\":\"explicit\",\"scope\":[\"return\"],\"language\":\"fr\"");
    say("clear", bare);
    say("book", bare);
    say("checklist", head + ",\"items\":[\"travel_document_received\",\"fit_to_travel\",\"consent_confirmed\",\"briefing_done\"],\"done\":true");
    say("depart", bare + ",\"departed_on\":\"" + on + "\"");
    say("arrive", bare + ",\"arrived_on\":\"" + on + "\"");
  }

  Id id() {
    Id i;
    for (std::size_t k = 0; k < 16; k += 8) {
      const std::uint64_t r = random_();
      std::memcpy(i.bytes.data() + k, &r, 8);
    }
    return i;
  }

 private:
  std::mt19937_64 random_;
};

/// What a row of a stream is of a command.
inline JsonRow row_of(const Said& said, const JsonRow*) { return {said.json()}; }
inline FactRow row_of(const Said& said, const FactRow*) {
  FactRow row;
  row.command = said.command;
  row.valid = said.valid;
  const TypeInfo& facts = info<Facts>();
  for (const auto& f : facts.fields)
    if (f.name == said.command && !from_json("{" + said.members + "}", f.type(), reinterpret_cast<char*>(&row.fact) + f.offset)) std::abort();
  return row;
}

/// A stream of the histories of `cases` cases, made before it is read: making them is not what is measured.
template <class Row>
void history_stream(std::uint64_t seed, std::size_t cases, ArrowArrayStream* out) {
  struct State {
    std::vector<ArrowArray> batches{};
    std::size_t next = 0;
  };
  auto* state = new State;
  Histories source(seed);
  std::vector<Said> said;
  std::vector<Row> rows;
  while (cases > 0) {
    said.clear();
    rows.clear();
    for (std::size_t n = 0; cases > 0 && n < 2000; ++n, --cases) source.one(said);
    for (const Said& s : said) rows.push_back(row_of(s, static_cast<const Row*>(nullptr)));
    state->batches.emplace_back();
    (void)arrow_array(info<Row>(), rows.data(), sizeof(Row), rows.size(), &state->batches.back());
  }
  *out = ArrowArrayStream{};
  out->private_data = state;
  out->get_schema = [](ArrowArrayStream*, ArrowSchema* schema) { return arrow_schema(info<Row>(), schema).ok() ? 0 : 22; };
  out->get_next = [](ArrowArrayStream* self, ArrowArray* array) {
    auto& s = *static_cast<State*>(self->private_data);
    *array = s.next < s.batches.size() ? s.batches[s.next++] : ArrowArray{};  // moved out: the reader releases it
    return 0;
  };
  out->get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; };
  out->release = [](ArrowArrayStream* self) {
    auto* s = static_cast<State*>(self->private_data);
    for (; s->next < s->batches.size(); ++s->next) s->batches[s->next].release(&s->batches[s->next]);
    delete s;
    self->release = nullptr;
  };
}

}  // namespace safar::bench

// CSV intake: rows -> applications, each an act of its own; a row that cannot be taken says why and changes nothing.
#include <safar/base/json.hpp>
#include <safar/casework/apply.hpp>
#include <safar/exchange/csv.hpp>
#include <safar/workflow/access.hpp>

#include <algorithm>

#include "base/json_dom.hpp"
#include "register/rehearsal.hpp"

namespace safar::inline v0 {
namespace {

void note(IntakeReport& report, const exchange::RowIssue& i) {
  std::string& out = report.issues_csv;
  out += std::to_string(i.row) + ',' + std::to_string(i.line);
  for (const std::string* text : {&i.column, &i.value, &i.code, &i.message, &i.remedy}) exchange::put_csv_cell(out += ',', *text);
  out += i.warning ? ",yes\n" : ",no\n";
}

}  // namespace

namespace {

/// What the rows of a file become: applications, or values of a field set where the mapping says `"into":"record"` and names the set as a constant.
struct Target {
  const Verb* verb = find_verb(EventKind::apply);
  std::shared_ptr<const RecordForm> form{};  ///< keeps the verb alive
};

/// `actor` may do what the rows become: asked before the file, a field set or a row is looked at.
Result<Target> target_of(Register::Impl& home, const Actor& actor, std::string_view mapping) {
  Target out;
  const Turn turn(home);
  if (!home.log) return fail(ErrorCode::closed, "The register is closed.", "", "closed", "Open it again.");
  if (!home.grouped) if (auto r = home.refresh(); !r) return std::move(r).error();
  const auto dom = mapping.empty() ? Result<nlohmann::json>(nlohmann::json()) : parse_dom(mapping);
  if (!dom || !dom->is_object() || dom->value("into", nlohmann::json()) != "record") {  // read_mapping says what is wrong
    if (auto r = may_do(home.house, actor, *out.verb); !r) return std::move(r).error();
    return out;
  }
  if (auto r = may_do(home.house, actor, *find_verb(EventKind::record)); !r) return std::move(r).error();
  const auto constants = dom->value("constants", nlohmann::json::object());
  const auto set = constants.is_object() ? constants.value("/set", nlohmann::json()) : nlohmann::json();
  if (!set.is_string()) return fail(ErrorCode::missing_member, "Of which field set? The mapping does not say.", "/constants", "", "Say \"constants\": {\"/set\": name}.");
  out.form = home.house.fields.now(set.get_ref<const std::string&>());
  if (!out.form) return fail(ErrorCode::unknown_code, "This register has adopted no field set of that name.", "/constants", "no_such_set", "Adopt it first.");
  out.verb = &out.form->verb();
  return out;
}

}  // namespace

namespace {

/// Under which the rows of files have their ids in this register. Each command has its own: who may not do it cannot make the id of a row
/// that he guesses, and ask with another command whether it was used.
exchange::CsvKey row_key(Register::Impl& home, const Verb& verb, bool locked) {
  std::unique_lock<std::mutex> lock(home.mutex, std::defer_lock);
  if (!locked) lock.lock();
  exchange::CsvKey out{};
  const std::string mac = home.log ? home.log->mac("safar rows v2", {std::string(verb.name)}) : "";
  std::copy_n(mac.begin(), std::min(mac.size(), out.size()), out.begin());
  return out;
}

constexpr std::string_view application_ref = "safar intake ref v1";

/// The sender's reference of a row's application, else of its first person: "" where the file has none.
std::string reference_of(std::string_view json) {
  if (json.find("\"ref\":\"") == std::string_view::npos) return {};
  const auto dom = parse_dom(json);
  if (!dom) return {};
  if (const auto own = dom->find("ref"); own != dom->end() && own->is_string() && !own->get_ref<const std::string&>().empty()) return "application " + own->get<std::string>();
  const auto persons = dom->find("persons");
  if (persons == dom->end() || !persons->is_array() || persons->empty()) return {};
  const auto first = persons->front().find("ref");
  return first != persons->front().end() && first->is_string() && !first->get_ref<const std::string&>().empty() ? "person " + first->get<std::string>() : std::string();
}

/// One row (or group of rows) on its way into the register.
struct Row {
  std::int64_t first = 0, rows = 0, line = 0;
  std::string command{};
  Id case_id{};  ///< follows from the row's reference; none where it has none
};

struct Came {
  std::optional<Error> error{};
  bool repeated = false, known_document = false;
};

Came came_of(const Result<Receipt>& r) {
  if (!r) return {r.error()};
  return {std::nullopt, r->repeated, std::any_of(r->advice.begin(), r->advice.end(), [](const auto& a) { return a.code == "document_number_known"; })};
}

/// What came of rows, in figures and issues.
class Tally {
 public:
  Tally(IntakeReport& report, Register::Impl& home, bool locked) : report_(report), home_(home), locked_(locked) {}
  std::int64_t refused = 0;

  void add(const Row& row, const Came& came) {
    if (!came.error) {
      ++(came.repeated ? report_.repeated : report_.applied);
      if (came.known_document) ++report_.known_documents;
      return;
    }
    const Error& e = *came.error;
    if (e.reason == "id_exists" && e.pointer == "/case" && !row.case_id.none()) {
      report_.changed_rows += row.rows;
      note(report_, {row.first, row.line, "/ref", "", "seen_with_other_content", "The reference of this row is that of " + number_of(row.case_id) + ", which was taken in with other content; nothing was changed.",
                     "If the row was put right since, use the command correct on that case; if it is another application, give it a reference of its own.", false});
      return;
    }
    refused += row.rows;
    note(report_, {row.first, row.line, e.pointer, "", e.reason.empty() ? std::string(name(e.code)) : e.reason, e.message, e.remedy, false});
  }

 private:
  std::string number_of(const Id& id) {
    std::unique_lock<std::mutex> lock(home_.mutex, std::defer_lock);
    if (!locked_) lock.lock();
    if (!home_.log) return "a case";
    const auto state = home_.find_case(id);
    return state ? (*state)->number : "a case";
  }
  IntakeReport& report_;
  Register::Impl& home_;
  bool locked_;
};

/// Case numbers where a column asks for a case.
exchange::CsvNames case_numbers(Register::Impl& home, bool locked) {
  return [&home, locked](const TypeInfo& type, std::string_view cell) -> Result<std::string> {
    if (&type != &info<CaseId>()) return std::string();
    std::unique_lock<std::mutex> lock(home.mutex, std::defer_lock);
    if (!locked) lock.lock();
    if (!home.log) return fail(ErrorCode::closed, "The register is closed.", "", "closed", "Open it again.");
    std::string number(cell);
    for (char& c : number) if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    auto found = home.lookup(number_mac(home, number));
    if (!found) return std::move(found).error();
    if (found->size() != 1) return fail(ErrorCode::not_found, "there is no such case", "", "no_such_case", "Write the case's number as its card shows it, e.g. BKO-2018-00001, or its id.");
    return to_string(found->front());
  };
}

}  // namespace

Result<std::string> Session::request_key(std::string_view command) {
  if (auto r = usable(); !r) return std::move(r).error();
  auto& home = *impl_->home;
  const Verb* verb = any_verb(command);
  if (!verb) return fail(ErrorCode::unknown_code, "There is no such command.", "/command", "no_such_command", "See describe(\"commands\") for the commands that there are.");
  const Turn turn(home);
  if (!home.log) return fail(ErrorCode::closed, "The register is closed.", "", "closed", "Open it again.");
  if (!home.grouped) if (auto r = home.refresh(); !r) return std::move(r).error();
  if (auto r = may_do(home.house, impl_->actor, *verb); !r) return std::move(r).error();
  std::string out;
  for (const std::uint8_t byte : row_key(home, *verb, true)) out += "0123456789abcdef"[byte >> 4], out += "0123456789abcdef"[byte & 15];
  return out;
}

Result<IntakeReport> Session::intake_csv(const std::string& path, std::string_view mapping_json, bool dry, const Progress& progress) {
  IntakeReport report;
  report.issues_csv = "row,line,column,value,code,message,remedy,warning\n";
  if (auto r = usable(); !r) return std::move(r).error();
  if (store::Log::in_use_here(path)) return fail(ErrorCode::invalid_argument, "This file is a register that is open here.", "/path", "is_a_register", "Give the path of a CSV file.");
  auto& home = *impl_->home;
  auto target = target_of(home, impl_->actor, mapping_json);
  if (!target) return std::move(target).error();
  const Verb* verb = target->verb;
  auto mapping = mapping_json.empty() ? Result<std::shared_ptr<const exchange::CsvMapping>>(exchange::default_mapping(verb->type())) : exchange::read_mapping(mapping_json, verb->type());
  if (!mapping) return std::move(mapping).error();
  if (dry) impl_->cancelled = false;
  std::optional<Rehearsal> rehearsal;
  if (dry) rehearsal.emplace(*impl_);
  Tally tally(report, home, dry);
  const exchange::CsvKey key = row_key(home, *verb, dry);
  *mapping = exchange::with_names(**mapping, case_numbers(home, dry));
  std::vector<Row> rows;
  Result<> problem;
  // Groups are executed while the file is read, so that memory stays small whatever its size.
  const auto flush = [&]() -> bool {
    if (rows.empty()) return true;
    if (dry) {
      for (const auto& row : rows) {
        if (impl_->cancelled) { problem = fail(ErrorCode::cancelled, "Cancelled by the caller."); return false; }
        tally.add(row, came_of(rehearsal->run(row.command)));
      }
    } else {
      std::vector<std::string> commands;
      commands.reserve(rows.size());
      for (auto& row : rows) commands.push_back(std::move(row.command));
      auto done = execute_each(commands);
      if (!done) { problem = std::move(done).error(); return false; }
      for (std::size_t i = 0; i < done->size(); ++i) {
        const auto& o = (*done)[i];
        if (o.error && (o.error->code == ErrorCode::cancelled || o.error->code >= ErrorCode::io)) { problem = *o.error; return false; }
        tally.add(rows[i], {o.error, o.receipt.find("\"repeated\":true") != std::string::npos, o.receipt.find("document_number_known") != std::string::npos});
      }
    }
    rows.clear();
    return true;
  };
  auto stats = exchange::read_csv(
      path, verb->type(), **mapping, key,
      [&](exchange::CsvFact& fact) {
        Row row{fact.first_row, fact.rows, fact.line, {}, {}};
        // A reference stands for one application: its case id follows from it, so that a row that was changed since meets the case it became.
        if (verb->kind == EventKind::apply && fact.json.find("\"case\":") == std::string::npos)
          if (const auto ref = reference_of(fact.json); !ref.empty()) {
            std::unique_lock<std::mutex> lock(home.mutex, std::defer_lock);
            if (!dry) lock.lock();
            if (home.log) row.case_id = home.log->derived_id(application_ref, {ref});
            if (!row.case_id.none()) fact.json.insert(1, "\"case\":" + json_string(to_string(row.case_id)) + ",");
          }
        // The same rows again are the same request: a file that is read twice is taken once.
        auto command = exchange::as_command(verb->name, fact, verb->kind == EventKind::apply);
        if (!command) { problem = std::move(command).error(); return false; }
        row.command = *std::move(command);
        rows.push_back(std::move(row));
        return rows.size() < 500 || flush();
      },
      [&](const exchange::RowIssue& issue) {
        note(report, issue);
        if (issue.code == "placeholder_date") ++report.placeholders;
        return true;
      },
      progress);
  if (!problem) return std::move(problem).error();
  if (!stats) return std::move(stats).error();
  if (!flush()) return std::move(problem).error();
  report.rows = stats->rows;
  report.refused_rows = stats->rejected + tally.refused;
  report.persons = stats->rows - report.refused_rows - report.changed_rows;
  report.encoding = stats->encoding;
  report.separator = stats->separator;
  return report;
}

}  // namespace safar::inline v0

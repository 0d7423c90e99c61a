// CSV intake: rows -> applications, each an act of its own; a row that cannot be taken says why and changes nothing.
#include <safar/base/json.hpp>
#include <safar/casework/apply.hpp>
#include <safar/exchange/csv.hpp>

#include "base/json_dom.hpp"
#include "register/execute.hpp"

namespace safar::inline v0 {
namespace {

std::string cell(const std::string& s) {
  if (s.find_first_of(",\"\n\r") == std::string::npos) return s;
  std::string out = "\"";
  for (const char c : s) { if (c == '"') out += '"'; out += c; }
  return out + '"';
}

void note(IntakeReport& report, const exchange::RowIssue& i) {
  report.issues_csv += std::to_string(i.row) + ',' + std::to_string(i.line) + ',' + cell(i.column) + ',' + cell(i.value) + ',' + i.code + ',' + cell(i.message) + ',' + cell(i.remedy) + ',' +
                       (i.warning ? "yes" : "no") + '\n';
}

}  // namespace

namespace {

/// What the rows of a file become: applications, or values of a field set where the mapping says `"into":"record"` and names the set as a constant.
struct Target {
  const Verb* verb = find_verb(EventKind::apply);
  std::shared_ptr<const RecordForm> form{};  ///< keeps the verb alive
};

Result<Target> target_of(Register::Impl& home, std::string_view mapping) {
  Target out;
  const auto dom = mapping.empty() ? Result<nlohmann::json>(nlohmann::json()) : parse_dom(mapping);
  if (!dom || !dom->is_object() || dom->value("into", nlohmann::json()) != "record") return out;  // read_mapping says what is wrong
  const auto constants = dom->value("constants", nlohmann::json::object());
  const auto set = constants.is_object() ? constants.value("/set", nlohmann::json()) : nlohmann::json();
  if (!set.is_string()) return fail(ErrorCode::missing_member, "Of which field set? The mapping does not say.", "/constants", "", "Say \"constants\": {\"/set\": name}.");
  const Turn turn(home);
  if (!home.log) return fail(ErrorCode::closed, "The register is closed.", "", "closed", "Open it again.");
  if (auto r = home.refresh(); !r) return std::move(r).error();
  out.form = home.house.fields.now(set.get_ref<const std::string&>());
  if (!out.form) return fail(ErrorCode::unknown_code, "This register has adopted no field set of that name.", "/constants", "no_such_set", "Adopt it first.");
  out.verb = &out.form->verb();
  return out;
}

}  // namespace

Result<IntakeReport> Session::intake_csv(const std::string& path, std::string_view mapping_json, bool dry, const Progress& progress) {
  IntakeReport report;
  report.issues_csv = "row,line,column,value,code,message,remedy,warning\n";
  auto target = target_of(*impl_->home, mapping_json);
  if (!target) return std::move(target).error();
  const Verb* verb = target->verb;
  auto mapping = mapping_json.empty() ? Result<std::shared_ptr<const exchange::CsvMapping>>(exchange::default_mapping(verb->type())) : exchange::read_mapping(mapping_json, verb->type());
  if (!mapping) return std::move(mapping).error();
  std::vector<exchange::CsvFact> facts;
  std::vector<std::string> commands;
  std::int64_t refused = 0;
  Result<> problem;
  // Groups are executed while the file is read, so that memory stays small whatever its size.
  const auto flush = [&]() -> bool {
    if (commands.empty()) return true;
    if (dry) {
      for (std::size_t i = 0; i < commands.size(); ++i) {
        auto r = check_json(commands[i]);
        if (r) ++report.applied;
        else { note(report, {facts[i].first_row, facts[i].line, "", "", r.error().reason.empty() ? std::string(name(r.error().code)) : r.error().reason, r.error().message, r.error().remedy, false}); ++refused; }
      }
    } else {
      auto done = execute_each(commands);
      if (!done) { problem = std::move(done).error(); return false; }
      for (std::size_t i = 0; i < done->size(); ++i) {
        const auto& o = (*done)[i];
        if (!o.error) {
          if (o.receipt.find("\"repeated\":true") != std::string::npos) ++report.repeated;
          else ++report.applied;
          if (o.receipt.find("document_number_known") != std::string::npos) ++report.known_documents;
          continue;
        }
        if (o.error->code == ErrorCode::cancelled || o.error->code >= ErrorCode::io) { problem = *o.error; return false; }
        note(report, {facts[i].first_row, facts[i].line, o.error->pointer, "", o.error->reason.empty() ? std::string(name(o.error->code)) : o.error->reason, o.error->message, o.error->remedy, false});
        refused += facts[i].rows;
      }
    }
    facts.clear();
    commands.clear();
    return true;
  };
  auto stats = exchange::read_csv(
      path, verb->type(), **mapping,
      [&](exchange::CsvFact& fact) {
        // The same rows again are the same request: a file that is read twice is taken once.
        auto command = exchange::as_command(verb->name, fact);
        if (!command) { problem = std::move(command).error(); return false; }
        commands.push_back(*std::move(command));
        facts.push_back(std::move(fact));
        return commands.size() < 500 || flush();
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
  report.refused_rows = stats->rejected + refused;
  report.persons = stats->rows - report.refused_rows;
  report.encoding = stats->encoding;
  report.separator = stats->separator;
  return report;
}

}  // namespace safar::inline v0

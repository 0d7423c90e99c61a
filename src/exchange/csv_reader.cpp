#include "exchange/csv_reader.hpp"

#include <filesystem>
#include <fstream>
#include <optional>
#include <unordered_set>
#include <utility>

#include <safar/base/json.hpp>

#include "base/typed.hpp"
#include "exchange/cells.hpp"
#include "exchange/fact.hpp"
#include "exchange/header.hpp"
#include "exchange/records.hpp"
#include "exchange/row_id.hpp"
#include "exchange/text.hpp"

namespace safar::inline v0::exchange {
namespace {

constexpr std::size_t most_rows_of_group = 10'000;
constexpr std::size_t most_bytes_of_group = 16u << 20;   // of text, with what each cell costs in memory
constexpr std::size_t cost_of_cell = 256;
constexpr std::size_t remembered = 100'000;              // groups, so that repetitions are noticed in bounded memory

/// The last so many texts, by hash: enough for a warning, not for a decision.
class Recent {
 public:
  /// Whether the text was there before, as far as is remembered.
  bool again(std::string_view text) {
    const std::size_t h = std::hash<std::string_view>()(text);
    if (!seen_.insert(h).second) return true;
    if (ring_.size() < remembered) ring_.push_back(h);
    else {
      seen_.erase(std::exchange(ring_[at_], h));
      at_ = (at_ + 1) % remembered;
    }
    return false;
  }

 private:
  std::unordered_set<std::size_t> seen_{};
  std::vector<std::size_t> ring_{};
  std::size_t at_ = 0;
};

/// Rows to facts. A group is one row where nothing is grouped.
class Intake {
 public:
  Intake(const TypeInfo& type, const CsvMapping& mapping, const CsvKey& key, const std::function<bool(CsvFact&)>& fact, const std::function<bool(const RowIssue&)>& issue)
      : type_(type), mapping_(mapping), on_fact_(fact), on_issue_(issue), ids_(key) {}

  CsvStats stats{};
  Header header{};
  /// False: a callback said stop.
  [[nodiscard]] bool going() const { return going_; }

  void row(const Record& record, std::string_view structural) {
    ++stats.rows;
    const RowRef here{stats.rows, record.line};
    if (!grouped()) {
      open("");
      if (structural.empty()) cells(record, here);
      else refuse(here, of_structure(record, here, structural));
      close();
      return;
    }
    const bool sure = structural.empty() || (header.group == 0 && !record.cells.empty());
    const std::string_view key = sure ? trim(record.cell(header.group)) : std::string_view();
    if (!sure) {  // it may belong to the group before or to the one after: neither may be taken in part
      refuse(here, of_structure(record, here, structural));
      spoils_next_ = here.row;
    } else if (key.empty()) {
      refuse(here, {at(here, mapping_.group_by, "missing_group", "the column that says which rows belong together is blank", "Fill it in on every row.")});
    } else if (key.find(bad_byte) != key.npos) {
      refuse(here, {at(here, mapping_.group_by, "bad_encoding", "the column that says which rows belong together has bytes that are no character", "Save the file as UTF-8.")});
      spoils_next_ = here.row;
    } else {
      if (!open_ || key != key_) {
        close();
        open(key);
        if (spoils_next_ != 0) bad_row_ = std::exchange(spoils_next_, 0);
        if (groups_.again(key_) && !bad_row_)
          pending_.push_back(warned(at(here, mapping_.group_by, "group_again", "this group was there before, with other rows between", "Sort the file by this column, so that rows of one group are together.")));
      }
      if (structural.empty()) cells(record, here);
      else refuse(here, of_structure(record, here, structural));
    }
  }

  /// Ends the group that is open.
  void close() {
    if (!open_) return;
    open_ = false;
    if (bad_row_ != 0 || rows_.empty()) return;
    for (const auto& c : mapping_.constants)
      for (const auto& r : rows_) {
        fact_.put_constant(c.path, r.row, c.json);
        if (!c.path.has_row_element()) break;
      }
    const typed::Made made(type_);
    if (auto r = from_json(fact_.json(), type_, made.get(), fact_limits); !r) {
      for (const auto& row : rows_)
        reject(at(row, "", r.error().code == ErrorCode::too_large ? "too_long" : "not_valid", "the row does not make a valid " + std::string(type_.name), r.error().remedy));
      stats.rejected += static_cast<std::int64_t>(rows_.size());
      return;
    }
    CsvFact out;
    out.json = to_json(type_, made.get());
    out.first_row = rows_.front().row;
    out.line = rows_.front().line;
    out.rows = static_cast<std::int64_t>(rows_.size());
    const bool again = ids_.give(out, key_) > 0;
    for (const auto& w : pending_) warn(w);
    if (again)
      warn(warned(at(rows_.front(), "", "repeated_row", "the mapped columns say the same as an earlier row", "Without a reference they are taken as two. If they are one, take a row out; if they are two, map a column that tells them apart.")));
    if (!going_) return;
    ++stats.facts;
    going_ = on_fact_(out);
  }

  void warn(const RowIssue& w) {
    if (!going_) return;
    ++stats.warnings;
    going_ = on_issue_(w);
  }

 private:
  struct RowRef { std::int64_t row = 0, line = 0; };

  [[nodiscard]] bool grouped() const { return !mapping_.group_by.empty(); }

  static RowIssue at(const RowRef& r, std::string_view column, std::string code, std::string message, std::string remedy) {
    return {r.row, r.line, std::string(column), "", std::move(code), std::move(message), std::move(remedy), false};
  }
  static RowIssue warned(RowIssue w) {
    w.warning = true;
    return w;
  }

  void open(std::string_view key) {
    key_ = key;
    open_ = true;
    bad_row_ = 0;
    cost_ = 0;
    rows_.clear();
    pending_.clear();
    fact_.clear();
  }

  void reject(const RowIssue& issue) {
    if (going_) going_ = on_issue_(issue);
  }
  void with_its_group(const RowRef& r) {
    ++stats.rejected;
    reject(at(r, mapping_.group_by, "group_rejected", "row " + std::to_string(bad_row_) + ", which may be of the same group, was refused",
              "Correct that row; a group is taken whole or not at all."));
  }
  /// Refuses a row, and with it the group that is open.
  void refuse(const RowRef& r, const std::vector<RowIssue>& why) {
    if (open_ && bad_row_ == 0) {
      bad_row_ = r.row;
      for (const auto& before : rows_) with_its_group(before);
      rows_.clear();
      pending_.clear();
      fact_.clear();
    }
    ++stats.rejected;
    for (const auto& issue : why) reject(issue);
  }

  std::vector<RowIssue> of_structure(const Record& record, const RowRef& r, std::string_view code) const {
    const std::string quote_line = std::to_string(record.fault_line);
    if (code == "unclosed_quote")
      return {at(r, "", "unclosed_quote", "the quote that opens on line " + quote_line + " does not close", "Close it, or double it if it belongs to the text.")};
    if (code == "bad_quote")
      return {at(r, "", "bad_quote", "there is text after the closing quote on line " + quote_line, "Double the quotes that belong to the text.")};
    if (code == "too_long") return {at(r, "", "too_long", "the row is longer than is read", "Is a line end or a quote missing? Correct or split it.")};
    const std::string counts = std::to_string(record.cells.size()) + " cells for " + std::to_string(header.columns) + " columns";
    if (code == "too_few_cells") return {at(r, "", "too_few_cells", "the row has " + counts, "Add the missing separators.")};
    return {at(r, "", "too_many_cells", "the row has " + counts, "Put quotes around cells that hold the separator.")};
  }

  void cells(const Record& record, const RowRef& r) {
    std::vector<RowIssue> errors;
    bool any = false;
    cost_ += record.text.size() + header.targets.size() * cost_of_cell;
    for (std::size_t i = 0; i < header.unnamed.size(); ++i)
      if (header.unnamed[i] && !told_unnamed_ && !trim(record.cell(i)).empty()) {
        told_unnamed_ = true;
        warn(warned({0, r.line, "", "", "column_ignored", "column " + std::to_string(i + 1) + " has values but no name, so it is not read", "Give it a name in the header.", false}));
      }
    for (const auto& target : header.targets) {
      const auto cell = record.cell(target.column);
      CellValue v = read_cell(mapping_, target.path, cell);
      if (!v.failed() && !v.json.empty() && bad_row_ == 0) {
        switch (fact_.put(target.path, r.row, v.json)) {
          case Fact::Put::done: break;
          case Fact::Put::differs: v = wrong("differs_in_group", "another row of the same group says otherwise", "Make the rows agree, or correct the column that groups them."); break;
          case Fact::Put::two_alternatives: v = wrong("two_alternatives", "the row has values for two alternatives that exclude each other", "Leave one of them blank."); break;
        }
      }
      any |= !v.json.empty();
      if (v.code.empty()) continue;
      RowIssue issue = at(r, target.name, std::move(v.code), std::move(v.message), std::move(v.remedy));
      issue.warning = v.warning;
      if (mapping_.quote_cells) issue.value = shortened(trim(cell));
      if (v.warning) pending_.push_back(std::move(issue));
      else errors.push_back(std::move(issue));
    }
    if (errors.empty() && !any) errors.push_back(at(r, "", "no_values", "no mapped column of the row has a value", "Fill it in, or remove the row."));
    if (errors.empty() && bad_row_ == 0 && grouped() && (rows_.size() == most_rows_of_group || cost_ > most_bytes_of_group))
      errors.push_back(at(r, mapping_.group_by, "group_too_large", "the group has more rows than one case can have", "Check the column that groups the rows."));
    if (!errors.empty()) {
      refuse(r, errors);
      pending_.clear();
    } else if (bad_row_ != 0) {
      with_its_group(r);
      pending_.clear();
    } else {
      rows_.push_back(r);
    }
  }

  const TypeInfo& type_;
  const CsvMapping& mapping_;
  const std::function<bool(CsvFact&)>& on_fact_;
  const std::function<bool(const RowIssue&)>& on_issue_;
  Fact fact_{};
  std::string key_{};
  std::vector<RowRef> rows_{};         // of the open group, all good so far
  std::vector<RowIssue> pending_{};    // its warnings, told once it is taken
  std::int64_t bad_row_ = 0, spoils_next_ = 0;
  std::size_t cost_ = 0;
  bool open_ = false, going_ = true, told_unnamed_ = false;
  Recent groups_{};
  RowIds ids_;
};

std::string_view structure(RecordReader& reader, Record& record, std::size_t columns) {
  if (record.fault == Fault::none) {
    bool extra = record.more;
    for (std::size_t i = columns; i < record.cells.size(); ++i) extra |= !trim(record.cell(i)).empty();
    if (record.cells.size() >= columns && !extra) return "";
    if (!record.spans_lines) return extra ? "too_many_cells" : "too_few_cells";
    reader.stray_quote(record);
  }
  return record.fault == Fault::too_long ? "too_long" : record.fault == Fault::bad_quote ? "bad_quote" : "unclosed_quote";
}

Error stopped() { return fail(ErrorCode::cancelled, "reading the file was cancelled"); }

}  // namespace

struct CsvRun::Impl {
  std::istream& in;
  std::uint64_t total;
  const TypeInfo& type;
  const CsvMapping& mapping;
  std::function<bool(CsvFact&)> fact;
  std::function<bool(const RowIssue&)> issue;
  std::function<bool(std::uint64_t, std::uint64_t)> progress;
  CsvLimits limits;
  const CsvKey& key;
  Intake intake{type, mapping, key, fact, issue};
  std::optional<RecordReader> reader{};
  Record record{};

  [[nodiscard]] std::optional<Error> broken() const {
    if (reader->cancelled()) return stopped();
    if (reader->failed()) return fail(ErrorCode::io, "the file cannot be read to its end: check the disk or copy it again", "", "unreadable");
    return std::nullopt;
  }
};

CsvRun::CsvRun(std::istream& in, std::uint64_t total, const TypeInfo& type, const CsvMapping& mapping, const CsvKey& key, std::function<bool(CsvFact&)> fact,
               std::function<bool(const RowIssue&)> issue, std::function<bool(std::uint64_t, std::uint64_t)> progress, CsvLimits limits)
    : impl_(new Impl{in, total, type, mapping, std::move(fact), std::move(issue), std::move(progress), limits, key}) {}

CsvRun::~CsvRun() = default;

const CsvStats& CsvRun::stats() const { return impl_->intake.stats; }

Result<> CsvRun::begin(std::optional<Survey> known) {
  Impl& m = *impl_;
  if (m.mapping.type != &m.type) return fail(ErrorCode::invalid_argument, "the mapping was read for another type: read it for this one");
  if (m.limits.line == 0 || m.limits.columns == 0) return fail(ErrorCode::invalid_argument, "limits of 0 leave nothing to read");
  auto found = known ? Result<Survey>(*std::move(known)) : survey(m.in, m.mapping.encoding, [&m] { return !m.progress || m.progress(0, m.total); });
  if (!found) return std::move(found).error();
  m.reader.emplace(m.in, *found, m.limits, [&m](std::uint64_t done) { return !m.progress || m.progress(done, m.total); });
  auto header = read_header(*m.reader, m.type, m.mapping, m.limits);
  if (auto e = m.broken()) return *std::move(e);
  if (!header) return std::move(header).error();
  Intake& intake = m.intake;
  intake.header = *std::move(header);
  intake.stats.encoding = name(found->encoding);
  intake.stats.separator = m.reader->separator();
  if (found->guessed)
    intake.warn({0, 0, "", "", "encoding_guessed", "read as " + intake.stats.encoding + ": " + found->why, "Save the file as UTF-8, or set \"encoding\" in the mapping.", true});
  for (const auto& w : intake.header.warnings) intake.warn(w);
  return {};
}

Result<bool> CsvRun::step() {
  Impl& m = *impl_;
  Intake& intake = m.intake;
  while (intake.going() && m.reader->next(m.record)) {
    if (m.record.fault == Fault::none && m.record.blank()) continue;
    const auto structural = structure(*m.reader, m.record, intake.header.columns);
    intake.row(m.record, structural);
    return intake.going() ? Result<bool>(true) : Result<bool>(stopped());
  }
  if (auto e = m.broken()) return *std::move(e);
  if (intake.going()) intake.close();
  if (!intake.going()) return stopped();
  intake.stats.bytes = m.reader->bytes();
  return false;
}

Result<CsvStats> read_csv_stream(std::istream& in, std::uint64_t total, const TypeInfo& type, const CsvMapping& mapping, const CsvKey& key,
                                 const std::function<bool(CsvFact&)>& fact, const std::function<bool(const RowIssue&)>& issue,
                                 const std::function<bool(std::uint64_t, std::uint64_t)>& progress, CsvLimits limits) {
  CsvRun run(in, total, type, mapping, key, fact, issue, progress, limits);
  if (auto r = run.begin(); !r) return std::move(r).error();
  for (;;) {
    auto more = run.step();
    if (!more) return std::move(more).error();
    if (!*more) return run.stats();
  }
}

Result<CsvStats> read_csv(const std::string& path, const TypeInfo& type, const CsvMapping& mapping, const CsvKey& key, const std::function<bool(CsvFact&)>& fact,
                          const std::function<bool(const RowIssue&)>& issue, const std::function<bool(std::uint64_t done, std::uint64_t total)>& progress,
                          CsvLimits limits) {
  namespace fs = std::filesystem;
  std::error_code error;
  const auto status = fs::status(path, error);
  if (!fs::exists(status)) return fail(ErrorCode::io, "there is no such file, or its folder cannot be entered: check the path", "", "no_such_file");
  if (fs::is_directory(status)) return fail(ErrorCode::io, "this is a folder: give a CSV file in it", "", "is_a_directory");
  if (!fs::is_regular_file(status)) return fail(ErrorCode::io, "only an ordinary file can be read twice: copy it to one first", "", "not_a_file");
  const auto total = fs::file_size(path, error);
  std::ifstream in(path, std::ios::binary);
  if (!in || error) return fail(ErrorCode::io, "the file cannot be opened: check its permissions", "", "unreadable");
  return read_csv_stream(in, total, type, mapping, key, fact, issue, progress, limits);
}

}  // namespace safar::inline v0::exchange

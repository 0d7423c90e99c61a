// Commands that come as Arrow columns, and their receipts as columns.
#include <algorithm>

#include <safar/base/arrow.hpp>
#include <safar/base/arrow_read.hpp>

#include "base/typed.hpp"
#include "register/bulk.hpp"
#include "register/column.hpp"

namespace safar::inline v0 {
namespace {

/// The columns beside those of the fact.
struct ManyRow {
  Known<std::string> json{}, command{}, request{}, valid{}, status{}, code{}, field{}, message{};
  Known<std::int64_t> v{}, row{};
  static constexpr std::string_view type_name = "many_row", type_doc = "What a row of commands has beside its fact.";
  template <class V> static constexpr void describe(V& visit) {
    visit(1, "json", &ManyRow::json, Shelf::open, "The whole command.");
    visit(2, "command", &ManyRow::command, Shelf::open, "The command's name.");
    visit(3, "request", &ManyRow::request, Shelf::open, "32 lower-case hex digits.");
    visit(4, "valid", &ManyRow::valid, Shelf::open, "When it was so, YYYY-MM-DD.");
    visit(5, "status", &ManyRow::status, Shelf::open, "ok, or the row was refused before.");
    visit(6, "code", &ManyRow::code, Shelf::open, "Why it was refused.");
    visit(7, "field", &ManyRow::field, Shelf::open, "Where.");
    visit(8, "message", &ManyRow::message, Shelf::open, "The sentence.");
    visit(9, "v", &ManyRow::v, Shelf::open, "Version of the form: 1.");
    visit(10, "row", &ManyRow::row, Shelf::open, "The sender's number of the row.");
  }
};

/// A row of receipts.
struct ManyReceipt {
  std::int64_t row = 0;
  std::string status{}, act{};
  CaseId case_id{};
  std::string number{};
  Known<std::int64_t> count{};
  std::vector<std::string> advice{};
  std::string code{}, field{}, message{}, remedy{};
  static constexpr std::string_view type_name = "receipts", type_doc = "What came of each of many commands, one row a command.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "row", &ManyReceipt::row, Shelf::open, "Number of the command, from 0, or the sender's own.");
    v(2, "status", &ManyReceipt::status, Shelf::open, "done, repeated, refused or cancelled.");
    v(3, "act", &ManyReceipt::act, Shelf::open, "The act.");
    v(4, "case", &ManyReceipt::case_id, Shelf::open, "The case that was begun.");
    v(5, "number", &ManyReceipt::number, Shelf::open, "Its number.");
    v(6, "count", &ManyReceipt::count, Shelf::open, "Cases held or persons erased.");
    v(7, "advice", &ManyReceipt::advice, Shelf::open, "What engines said, engine:code.");
    v(8, "code", &ManyReceipt::code, Shelf::open, "Why it was refused: the error's name.");
    v(9, "field", &ManyReceipt::field, Shelf::open, "Where, an RFC 6901 pointer.");
    v(10, "message", &ManyReceipt::message, Shelf::open, "The sentence.");
    v(11, "remedy", &ManyReceipt::remedy, Shelf::open, "What to do about it.");
  }
};
constexpr std::string_view plain[] = {"row", "act", "number"};

struct Receipts {
  Columns columns{info<ManyReceipt>(), plain};
};

class ManyReader {
 public:
  static Result<ManyReader> open(ArrowArrayStream* in) {
    auto stream = ArrowStreamIn::open(in);
    if (!stream) return std::move(stream).error();
    ManyReader out(std::move(*stream));
    std::vector<std::string_view> facts;
    const ArrowSchema& schema = out.in_.schema();
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
      const std::string_view name = column_name(schema, i);
      if (!envelope(name)) facts.push_back(name);
      if (name == "fact") out.mixed_ = i;
    }
    if (out.mixed_ >= 0 && facts.size() > 1)
      for (const auto name : facts)
        if (name != "fact") return fail(ErrorCode::unknown_member, "Beside \"fact\" there is another column.", typed::token_of_unknown(name), "", "Beside it stand command, request and valid; a command's members go into its struct.");
    if (out.mixed_ >= 0)
      if (auto r = out.open_mixed(*schema.children[out.mixed_]); !r) return std::move(r).error();
    auto beside = ArrowRows::open(info<ManyRow>(), schema, facts);
    if (!beside) return std::move(beside).error();
    if (!beside->has("json") && !beside->has("command"))
      return fail(ErrorCode::missing_member, "Which command? There is neither a column \"json\" nor a column \"command\".", "/command", "", "Add a column \"command\" with its name.");
    out.beside_.emplace(std::move(*beside));
    return out;
  }

  /// A block of rows; empty: the end. `refused` has the sender's numbers of the rows, and why they were refused before.
  Result<std::vector<BulkRow>> next() {
    constexpr std::int64_t most = 4096;
    while (!batch_ || at_ == batch_->length) {
      auto batch = in_.next();
      if (!batch) {
        auto e = std::move(batch).error();
        return e;
      }
      batch_ = *batch;
      at_ = 0;
      if (!batch_) return std::vector<BulkRow>();
    }
    std::vector<BulkRow> out(static_cast<std::size_t>(std::min(most, batch_->length - at_)));
    for (auto& row : out) row.command = read(at_++, row);
    return out;
  }

 private:
  explicit ManyReader(ArrowStreamIn in) : in_(std::move(in)) {}

  static std::string_view column_name(const ArrowSchema& schema, std::int64_t i) { return schema.children[i] && schema.children[i]->name ? schema.children[i]->name : ""; }

  // A column "fact" with a struct for each command: rows of many commands in one stream.
  Result<> open_mixed(const ArrowSchema& fact) {
    const auto at = [](std::string_view name) { return "/fact/" + std::string(name); };
    if (!fact.format || std::string_view(fact.format) != "+s" || fact.dictionary)
      return fail(ErrorCode::wrong_type, "The column \"fact\" is no struct.", "/fact", "", "Give it a struct for each command, by its name.");
    for (std::int64_t i = 0; i < fact.n_children; ++i) {
      const std::string_view name = column_name(fact, i);
      const Verb* verb = any_verb(name);
      if (!verb || verb->use == VerbUse::derived)
        return fail(ErrorCode::unknown_code, "There is no command of that name.", "/fact" + typed::token_of_unknown(name), "no_such_command", "The column \"fact\" has a struct for each command, by its name: see describe(\"commands\").");
      if (std::any_of(each_.begin(), each_.end(), [&](const OneOfMany& o) { return o.verb == verb; }))
        return fail(ErrorCode::duplicate_member, "The column \"fact\" has two structs for one command.", at(name), "", "Leave one of them out.");
      auto rows = ArrowRows::open(verb->type(), *fact.children[i]);
      if (!rows) {
        Error e = std::move(rows).error();
        e.pointer = at(name) + e.pointer;
        return e;
      }
      each_.push_back({verb, i, std::move(*rows)});
    }
    if (each_.empty()) return fail(ErrorCode::wrong_type, "The column \"fact\" has no commands.", "/fact", "", "Give it a struct for each command, by its name.");
    return {};
  }

  Result<> read_mixed(std::string_view command, std::int64_t at, Command& out, BulkRow& row) {
    const auto found = std::find_if(each_.begin(), each_.end(), [&](const OneOfMany& o) { return o.verb->name == command; });
    if (found == each_.end())
      return fail(ErrorCode::unknown_code, "The column \"fact\" has no struct for this row's command.", "/command", "no_such_command", "Add one, or correct the name.");
    const ArrowArray* array = batch_->children ? batch_->children[mixed_] : nullptr;
    const std::int64_t place = at + batch_->offset;  // of the column, whose own offset comes on top
    if (!array || !array->release || !array->children || array->n_children != in_.schema().children[mixed_]->n_children || array->n_buffers < 1 || !array->buffers || array->offset < 0 ||
        place < 0 || place >= array->length || !array->children[found->child] || !array->children[found->child]->release)
      return fail(ErrorCode::corrupt, "The column \"fact\" is not of its schema's form.", "/fact", "", "The producer of the data is at fault.");
    const ArrowArray& fact = *array;
    const auto bit = static_cast<std::size_t>(place + fact.offset);
    if (fact.null_count != 0 && fact.buffers[0] && !((static_cast<const std::uint8_t*>(fact.buffers[0])[bit / 8] >> (bit % 8)) & 1U))
      return fail(ErrorCode::missing_member, "The row has no fact: it is null.", "/fact", "", "Fill it in, or drop the row.");
    out.verb = found->verb;
    row.made = std::make_unique<Made>(found->verb->type());
    out.fact = row.made->get();
    return found->rows.read(*fact.children[found->child], place + fact.offset, row.made->get());
  }

  static bool envelope(std::string_view name) {
    const auto& fields = info<ManyRow>().fields;
    return std::any_of(fields.begin(), fields.end(), [&](const FieldInfo& f) { return f.name == name; });
  }

  Result<Command> read(std::int64_t at, BulkRow& row) {
    ManyRow beside;
    if (auto r = beside_->read(*batch_, at, &beside); !r) return std::move(r).error();
    if (beside.status.known() && beside.status.value != "ok") {
      Error e = fail(code_named(beside.code.value), beside.message.known() ? beside.message.value : "The row was refused before it came here.", beside.field.value);
      return e;
    }
    if (beside.json.known()) return read_command(beside.json.value, row.made);
    if (!beside.command.known()) return fail(ErrorCode::missing_member, "Which command? The row names none.", "/command", "", "See describe(\"commands\").");
    Command out;
    if (mixed_ >= 0) {
      if (auto r = read_mixed(beside.command.value, at, out, row); !r) return std::move(r).error();
      if (auto r = options(beside, out); !r) return std::move(r).error();
      return out;
    }
    if (!verb_ || verb_->name != beside.command.value) {
      if (verb_) return fail(ErrorCode::unsupported, "A stream of columns has one command; this row names another.", "/command", "two_commands", "Send another stream, or whole commands in a column \"json\".");
      const Verb* verb = any_verb(std::string_view(beside.command.value));
      if (!verb || verb->use == VerbUse::derived)
        return fail(ErrorCode::unknown_code, "There is no such command.", "/command", "no_such_command", "See describe(\"commands\") for the commands that there are.");
      std::vector<std::string_view> also;
      for (const auto& f : info<ManyRow>().fields) also.push_back(f.name);
      auto facts = ArrowRows::open(verb->type(), in_.schema(), also);
      if (!facts) return std::move(facts).error();
      facts_.emplace(std::move(*facts));
      verb_ = verb;
    }
    out.verb = verb_;
    row.made = std::make_unique<Made>(verb_->type());
    if (auto r = facts_->read(*batch_, at, row.made->get()); !r) return std::move(r).error();
    out.fact = row.made->get();
    if (auto r = options(beside, out); !r) return std::move(r).error();
    return out;
  }

  static Result<> options(const ManyRow& beside, Command& out) {
    if (beside.request.known() && !parse_into(beside.request.value, out.options.request)) return fail(ErrorCode::parse, "A request id is 32 lower-case hex digits.", "/request");
    if (beside.valid.known()) out.options.valid = beside.valid.value;
    return {};
  }

  static ErrorCode code_named(std::string_view name) {
    for (int c = 1; c < 64; ++c)
      if (safar::name(static_cast<ErrorCode>(c)) == name) return static_cast<ErrorCode>(c);
    return ErrorCode::refused;
  }

  ArrowStreamIn in_;
  std::optional<ArrowRows> beside_{}, facts_{};
  const Verb* verb_ = nullptr;
  std::int64_t mixed_ = -1;  ///< the column "fact"; -1: there is none
  struct OneOfMany {
    const Verb* verb = nullptr;
    std::int64_t child = 0;
    ArrowRows rows;
  };
  std::vector<OneOfMany> each_{};
  const ArrowArray* batch_ = nullptr;
  std::int64_t at_ = 0;
};

// A plain text of `made`, which is J and our own: ids and case numbers need no escapes.
std::string made_text(const std::string& made, std::string_view name) {
  const std::string key = "\"" + std::string(name) + "\":\"";
  const auto at = made.find(key);
  if (at == std::string::npos) return {};
  const auto from = at + key.size();
  return made.substr(from, made.find('"', from) - from);
}

ManyReceipt receipt_row(std::size_t i, const Result<Receipt>& outcome) {
  ManyReceipt row;
  row.row = static_cast<std::int64_t>(i);
  if (!outcome) {
    const Error& e = outcome.error();
    row.status = "refused";
    row.code = std::string(name(e.code));
    row.field = e.pointer;
    row.message = e.message;
    row.remedy = e.remedy;
    return row;
  }
  row.status = outcome->repeated ? "repeated" : "done";
  row.act = outcome->act;
  Id began;
  if (parse_into(made_text(outcome->made, "case"), began)) row.case_id = CaseId(began);
  row.number = made_text(outcome->made, "number");
  if (outcome->count >= 0) row.count = outcome->count;
  for (const auto& a : outcome->advice) row.advice.push_back(a.engine + ":" + a.code);
  return row;
}

void hand_out(std::shared_ptr<const Receipts> receipts, ArrowArrayStream* out) {
  std::vector<ArrowColumn> columns;
  for (const auto& f : info<ManyReceipt>().fields) {
    const Column& from = *receipts->columns.find(f.name);
    ArrowColumn c;
    c.codes = from.codes();
    const std::size_t n = from.coded() ? from.words() : from.rows();
    for (std::size_t i = 0; i < n; ++i) c.values.push_back(from.coded() ? from.word(i) : from.at(i));
    columns.push_back(std::move(c));
  }
  const std::size_t rows = receipts->columns.rows();
  arrow_stream(info<ManyReceipt>(), std::move(receipts), std::move(columns), rows, out);
}

}  // namespace

const TypeInfo& receipts_type() { return info<ManyReceipt>(); }

Result<> Session::execute_many(ArrowArrayStream* commands, ArrowArrayStream* receipts, unsigned threads, const Progress& progress) {
  auto reader = ManyReader::open(commands);  // takes the stream over
  if (!receipts) return fail(ErrorCode::invalid_argument, "Where do the receipts go? The stream for them is missing.");
  if (!reader) return std::move(reader).error();
  if (auto r = usable(); !r) return std::move(r).error();
  const Turn turn(*impl_->home);
  impl_->cancelled = false;
  if (!impl_->home->log) return fail(ErrorCode::closed, "The register is closed.", "", "closed", "Open it again.");
  if (impl_->home->read_only) return fail(ErrorCode::not_permitted, "The register was opened for reading only.", "", "read_only", "Open it for writing.");
  auto out = std::make_shared<Receipts>();
  const auto put = [&](std::size_t i, const ManyReceipt& row) {
    static const ManyReceipt none;
    while (out->columns.rows() < i) out->columns.append(&none);  // told later
    if (i == out->columns.rows()) out->columns.append(&row);
    else out->columns.set(i, &row);
  };
  Bulk bulk(*impl_, [&](std::size_t i, Result<Receipt>&& outcome) { put(i, receipt_row(i, outcome)); }, false, threads);
  auto done = bulk.run({[&] { return reader->next(); }, 0}, progress ? progress : impl_->progress);
  if (!done && bulk.done() == 0) return done;
  // What was read and not begun when somebody cancelled, or where the producer broke off, is told too.
  if (!done) {
    ManyReceipt row = receipt_row(bulk.done(), Result<Receipt>(std::move(done).error()));
    put(bulk.done(), row);
  } else if (bulk.stopped()) {
    ManyReceipt row;
    row.row = static_cast<std::int64_t>(bulk.done());
    row.status = "cancelled";
    row.message = "Cancelled: this row and those after it were not done.";
    put(bulk.done(), row);
  }
  hand_out(std::move(out), receipts);
  return {};
}

}  // namespace safar::inline v0

// The kernel csv: bytes of a file in, commands out.
#include <istream>
#include <string>
#include <utility>
#include <vector>

#include <safar/base/arrow.hpp>
#include <safar/base/json.hpp>
#include <safar/casework/verbs.hpp>
#include <safar/exchange/csv.hpp>
#include <safar/portfolio/verbs.hpp>

#include "base/json_dom.hpp"
#include "exchange/csv_reader.hpp"
#include "kernel/input.hpp"
#include "kernel/work.hpp"

namespace safar::inline v0::kernel {
namespace {

constexpr std::size_t batch_rows = 1000, batch_bytes = 8u << 20;

struct CsvConfig {
  Known<std::int64_t> v{};
  std::string command = "apply";
  Known<std::string> mapping{};
  Known<std::string> separator{};
  Known<std::string> encoding{};
  Known<std::string> request_key{};
  static constexpr std::string_view type_name = "csv_config", type_doc = "How a file becomes commands.";
  template <class V>
  static constexpr void describe(V& visit) {
    visit(1, "v", &CsvConfig::v, Shelf::open, "Version of the form: 1.");
    visit(2, "command", &CsvConfig::command, Shelf::open, "The command that a row, or a group of rows, becomes.");
    visit(3, "mapping", &CsvConfig::mapping, Shelf::open, "A mapping document (describe \"mapping:apply\"), as an object or its text; without one columns go by the header.");
    visit(4, "separator", &CsvConfig::separator, Shelf::open, "One of , ; | and the tabulator; without it the header decides.");
    visit(5, "encoding", &CsvConfig::encoding, Shelf::open, "utf-8, windows-1252, ...; without it the whole file decides, and is held in memory for that.");
    visit(6, "request_key", &CsvConfig::request_key, Shelf::identity, "64 hex digits, as session.request_key() gives them: the same rows read again are then repeats. Without it repeats are noticed within this run only.");
  }
};

struct CsvBytes {
  std::string bytes{};
  static constexpr std::string_view type_name = "csv_bytes", type_doc = "A file in chunks of any size, in order.";
  template <class V>
  static constexpr void describe(V& v) {
    v(1, "bytes", &CsvBytes::bytes, Shelf::identity, "The next bytes; a binary or text column of any name.");
  }
};

struct CsvCommand {
  Known<std::string> json{};
  std::int64_t row = 0, rows = 0, line = 0;
  std::string status{};
  Known<std::string> code{}, field{}, message{}, issues{};
  static constexpr std::string_view type_name = "csv_command", type_doc = "A command, or a row that makes none.";
  template <class V>
  static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "json", &CsvCommand::json, identity, "The whole command as canonical JSON; null where the row was refused.");
    v(2, "row", &CsvCommand::row, open, "The (first) data row, from 1; 0: the file as a whole.");
    v(3, "rows", &CsvCommand::rows, open, "How many rows it is made of.");
    v(4, "line", &CsvCommand::line, open, "Where that row begins in the file, from 1.");
    v(5, "status", &CsvCommand::status, open, "ok, refused, or note (a remark on the file that no command follows).");
    v(6, "code", &CsvCommand::code, open, "Why it was refused, or what is remarkable: not_a_date, placeholder_date, ...");
    v(7, "field", &CsvCommand::field, open, "The column of the file.");
    v(8, "message", &CsvCommand::message, open, "One sentence.");
    v(9, "issues", &CsvCommand::issues, open, "All that there is to say of the row, as a JSON list of {column, code, message, remedy, warning}.");
  }
};

/// The commands of one file, made as they are asked for.
class Commands {
 public:
  Commands(std::shared_ptr<const exchange::CsvMapping> mapping, const Verb& verb, const exchange::CsvKey& key, Chunks chunks, Progress progress)
      : mapping_(std::move(mapping)), verb_(verb), key_(key), progress_(std::move(progress)), buffer_(std::move(chunks)), in_(&buffer_) {}
  Commands(const Commands&) = delete;
  Commands& operator=(const Commands&) = delete;

  Result<> begin(std::optional<exchange::Encoding> encoding) {
    std::optional<exchange::Survey> known;
    if (encoding) {
      if (*encoding != exchange::Encoding::utf16le && *encoding != exchange::Encoding::utf16be) buffer_.refuse_zeros();
      known.emplace();
      known->encoding = *encoding;
      if (*encoding == exchange::Encoding::utf8 && in_.peek() == 0xef) known->bom = 3;
      if ((*encoding == exchange::Encoding::utf16le && in_.peek() == 0xff) || (*encoding == exchange::Encoding::utf16be && in_.peek() == 0xfe)) known->bom = 2;
    } else if (auto r = buffer_.keep([this](std::uint64_t n) { return !progress_ || progress_(0, n); }); !r) {
      return r;
    }
    if (auto e = buffer_.failure()) return *std::move(e);
    run_.emplace(
        in_, buffer_.size(), verb_.type(), *mapping_, key_, [this](exchange::CsvFact& fact) { return take(fact); }, [this](const exchange::RowIssue& issue) { return remark(issue); },
        [this, whole = !encoding](std::uint64_t done, std::uint64_t total) { return !progress_ || progress_(done, whole ? total : 0); }, exchange::CsvLimits{});
    auto r = run_->begin(std::move(known));
    if (auto e = buffer_.failure()) return *std::move(e);
    return r;
  }

  Result<bool> next(ArrowArray* out) {
    while (!ended_ && rows_.size() < batch_rows && bytes_ < batch_bytes) {
      auto more = run_->step();
      if (auto e = buffer_.failure()) return *std::move(e);
      if (problem_) return *std::exchange(problem_, std::nullopt);
      if (!more) return std::move(more).error();
      ended_ = !*more;
    }
    if (ended_) end_row();
    // A refused row that may get more to say stays for the next batch.
    if (rows_.empty()) return false;
    auto r = arrow_array(info<CsvCommand>(), rows_.data(), sizeof(CsvCommand), rows_.size(), out);
    if (!r) return std::move(r).error();
    rows_.clear();
    bytes_ = 0;
    return true;
  }

 private:
  bool take(exchange::CsvFact& fact) {
    if (refused_) end_row();
    auto command = exchange::as_command(verb_.name, fact, begins_case(verb_.kind) || verb_.begins);
    if (!command) {
      problem_ = std::move(command).error();
      return false;
    }
    row_.json = *std::move(command);
    row_.row = fact.first_row, row_.rows = fact.rows, row_.line = fact.line;
    row_.status = "ok";
    push();
    return true;
  }

  /// Warnings come before the fact that they are of; the refusals of one row follow each other.
  bool remark(const exchange::RowIssue& issue) {
    if (refused_ && (issue.warning || issue.row != row_.row)) end_row();
    if (!row_.code.known() || (!issue.warning && !refused_)) {
      row_.code = issue.code, row_.message = issue.message;
      if (!issue.column.empty()) row_.field = issue.column;
      else row_.field = Absence::unknown;
    }
    row_.row = issue.row, row_.line = issue.line, row_.rows = 1;
    refused_ = !issue.warning;
    row_.status = refused_ ? "refused" : "note";
    std::string& list = row_.issues.known() ? row_.issues.value : (row_.issues = std::string("[")).value;
    if (list.size() > 1) list += ',';
    list += "{\"code\":" + json_string(issue.code) + ",\"column\":" + json_string(issue.column) + ",\"message\":" + json_string(issue.message) + ",\"remedy\":" + json_string(issue.remedy) +
            ",\"warning\":" + (issue.warning ? "true}" : "false}");
    return true;
  }

  void end_row() {
    if (!row_.status.empty()) push();
  }
  void push() {
    if (row_.issues.known()) row_.issues.value += ']';
    bytes_ += (row_.json.known() ? row_.json.value.size() : 0) + (row_.issues.known() ? row_.issues.value.size() : 0);
    rows_.push_back(std::exchange(row_, {}));
    refused_ = false;
  }

  std::shared_ptr<const exchange::CsvMapping> mapping_;
  const Verb& verb_;
  exchange::CsvKey key_;
  Progress progress_;
  ChunkBuffer buffer_;
  std::istream in_;
  std::optional<exchange::CsvRun> run_{};
  std::vector<CsvCommand> rows_{};
  CsvCommand row_{};                   ///< what is known of the next row
  std::size_t bytes_ = 0;
  std::optional<Error> problem_{};
  bool refused_ = false, ended_ = false;
};

class CsvWork final : public Kernel::Work {
 public:
  CsvWork(const Verb& verb, std::shared_ptr<const exchange::CsvMapping> mapping, std::optional<exchange::Encoding> encoding, std::optional<exchange::CsvKey> key)
      : verb_(verb), mapping_(std::move(mapping)), encoding_(encoding), key_(key) {}

  Result<> run(ArrowStreamIn in, ArrowArrayStream* out, const Progress& progress) const override {
    auto chunks = Chunks::open(std::move(in));
    if (!chunks) return std::move(chunks).error();
    const auto commands = std::make_shared<Commands>(mapping_, verb_, key_ ? *key_ : exchange::random_csv_key(), *std::move(chunks), progress);
    if (auto r = commands->begin(encoding_); !r) return r;
    arrow_stream(safar::info<CsvCommand>(), [commands](ArrowArray* batch) { return commands->next(batch); }, out);
    return {};
  }

 private:
  const Verb& verb_;
  std::shared_ptr<const exchange::CsvMapping> mapping_;
  std::optional<exchange::Encoding> encoding_;
  std::optional<exchange::CsvKey> key_;  ///< none: a random one a run
};

Result<exchange::CsvKey> key_of(std::string_view hex) {
  exchange::CsvKey key{};
  bool good = hex.size() == 2 * key.size();
  for (std::size_t i = 0; good && i < hex.size(); ++i) {
    const auto digit = std::string_view("0123456789abcdef").find(hex[i]);
    good = digit != std::string_view::npos;
    key[i / 2] = static_cast<std::uint8_t>((std::size_t{key[i / 2]} << 4) | (digit & 15));
  }
  if (!good) return fail(ErrorCode::parse, "A request key is 64 lower-case hex digits.", "/request_key", "", "Take session.request_key(), or 32 random bytes that you keep.");
  return key;
}

Error under(Error e, std::string_view where) {
  e.pointer.insert(0, where);
  return e;
}

}  // namespace

constinit const KernelInfo csv{"csv",
                     "A CSV file becomes commands: bytes in, one row a command out, as Session::execute_many takes them. Rows that cannot be read say why and stop nothing.",
                     &safar::info<CsvConfig>, &safar::info<CsvBytes>, &safar::info<CsvCommand>};

Result<std::shared_ptr<const Kernel::Work>> make_csv(std::string_view text) {
  auto document = parse_dom(text);
  if (!document) return std::move(document).error();
  nlohmann::json mapping;  // null: none
  if (document->is_object() && document->contains("mapping") && (*document)["mapping"].is_object()) {
    mapping = std::move((*document)["mapping"]);
    document->erase("mapping");
  }
  auto config = from_json<CsvConfig>(dump_dom(*document));
  if (!config) return std::move(config).error();
  if (config->v.known() && config->v.value != 1) return fail(ErrorCode::newer, "This library reads configurations of version 1.", "/v", "", "Say \"v\":1, or use a newer library.");
  const Verb* verb = find_verb(std::string_view(config->command));
  if (!verb) verb = find_portfolio_verb(std::string_view(config->command));
  if (!verb || verb->use == VerbUse::derived)
    return fail(ErrorCode::unknown_code, "There is no such command.", "/command", "no_such_command", "See describe(\"commands\") for the commands that there are.");
  if (config->mapping.known()) {
    auto inner = parse_dom(config->mapping.value);
    if (!inner) return under(std::move(inner).error(), "/mapping");
    mapping = *std::move(inner);
    if (!mapping.is_object()) return fail(ErrorCode::wrong_type, "a mapping is an object", "/mapping");
  }
  if (mapping.is_null()) mapping = nlohmann::json::object({{"v", std::int64_t{1}}});
  if (config->separator.known()) mapping["separator"] = config->separator.value;
  if (config->encoding.known()) mapping["encoding"] = config->encoding.value;
  auto read = exchange::read_mapping(dump_dom(mapping), verb->type());
  if (!read) {
    const std::string& at = read.error().pointer;
    const bool own = (at == "/separator" && config->separator.known()) || (at == "/encoding" && config->encoding.known());
    return own ? std::move(read).error() : under(std::move(read).error(), "/mapping");
  }
  std::optional<exchange::CsvKey> key;
  if (config->request_key.known()) {
    auto given = key_of(config->request_key.value);
    if (!given) return std::move(given).error();
    key = *given;
  }
  std::optional<exchange::Encoding> encoding;
  if (mapping.contains("encoding") && mapping["encoding"].is_string()) encoding = exchange::find_encoding(mapping["encoding"].get<std::string>());
  return std::shared_ptr<const Kernel::Work>(std::make_shared<CsvWork>(*verb, *std::move(read), encoding, key));
}

}  // namespace safar::inline v0::kernel
